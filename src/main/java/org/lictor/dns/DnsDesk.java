package org.lictor.dns;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.lictor.consensus.NoLeaderException;
import org.lictor.metrics.Instrument;
import org.lictor.metrics.Metrics;
import org.lictor.query.OverloadedException;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;

/**
 * Where one thread has its messages answered. Common questions are answered from octets kept ready,
 * all others by {@link Clerk}.
 */
public final class DnsDesk {
  /** No reply is to be sent. */
  public static final int SILENCE = 0;

  /** The question needs somebody who can wait: it is for {@link DnsResponder#recurse}. */
  public static final int RECURSE = -1;

  /** The longest message; buffers for replies must hold it. */
  public static final int LONGEST = 65_535;

  private static final int HEADER = PlainRequest.HEADER;

  private static final Instrument QUERIES = Metrics.ofProcess().sample("dns.domain_query");

  private static final Instrument STALE = Metrics.ofProcess().counter("dns.stale_queries");

  private final DnsResponder responder;
  private final RandomGenerator random;
  private final PlainRequest plain = new PlainRequest();
  private final QuestionKey probe = new QuestionKey();
  private final PackedWriter writer;
  private final Clerk clerk;

  DnsDesk(DnsResponder responder, RandomGenerator random) {
    this.responder = responder;
    this.random = random;
    writer = new PackedWriter(random);
    clerk = new Clerk(random);
  }

  /**
   * Answers the message in the first {@code length} octets of {@code request}. Never throws: a
   * defect becomes SERVFAIL.
   *
   * @param client where it came from; null when that does not matter
   * @param reply must hold {@value #LONGEST} octets
   * @return the reply's length, or {@link #SILENCE}, or {@link #RECURSE}
   */
  public int answer(
      byte[] request, int length, Transport transport, @Nullable InetAddress client, byte[] reply) {
    if (length < HEADER || (request[2] & 0x80) != 0) {
      return SILENCE;
    }
    long start = System.nanoTime();
    int written = answered(request, length, transport, client, reply);
    QUERIES.since(start);
    if (written > 0 && responder.isStale()) {
      STALE.count();
    }
    return written;
  }

  private int answered(
      byte[] request, int length, Transport transport, @Nullable InetAddress client, byte[] reply) {
    try {
      AnswerShelf shelf = responder.shelf();
      long now = responder.nowSeconds();
      int written =
          shelf.settings.compress() && plain.read(request, length)
              ? plainly(shelf, request, transport, client, now, reply)
              : SILENCE;
      return written > 0
          ? written
          : clerk.answer(shelf, request, length, transport, client, now, null, reply);
    } catch (NotReadyException others) {
      return RECURSE;
    } catch (NoLeaderException | OverloadedException expected) {
      return failure(plain, request, length, reply);
    } catch (RuntimeException | IOException | StackOverflowError defect) {
      responder.defects().report(defect);
      return failure(plain, request, length, reply);
    }
  }

  /** {@link #SILENCE} when the question is not so common after all. */
  private int plainly(
      AnswerShelf shelf,
      byte[] request,
      Transport transport,
      @Nullable InetAddress client,
      long now,
      byte[] reply)
      throws IOException {
    if (Clerk.isForClerk(plain.type)) {
      return SILENCE;
    }
    probe.set(plain.key, plain.keyLength);
    AnswerShelf.Kept kept = shelf.get(probe);
    if (kept == null) {
      kept = find(shelf, client, now);
    }
    PackedAnswer packed = kept == null ? null : kept.packed();
    if (packed == null || Clerk.mayRecurse(shelf, packed.finding)) {
      return SILENCE;
    }
    return writer.write(packed, plain, request, transport, shelf.settings, now, reply);
  }

  private AnswerShelf.@Nullable Kept find(AnswerShelf shelf, @Nullable InetAddress client, long now)
      throws IOException {
    Name name = new Name(Arrays.copyOf(plain.key, plain.keyLength - 4));
    return shelf.find(probe, name, plain.type, now, random, new Caller(client, null), false);
  }

  /** Needs nothing but the request: whatever went wrong may go wrong again. */
  static int failure(PlainRequest plain, byte[] request, int length, byte[] reply) {
    if (plain.read(request, length)) {
      System.arraycopy(request, 0, reply, 0, plain.questionEnd);
      reply[2] = (byte) (0x84 | request[2] & 1);
      reply[3] = Rcode.SERVFAIL;
      Arrays.fill(reply, 6, HEADER, (byte) 0);
      return plain.questionEnd;
    }
    return Clerk.headerOnly(request, Rcode.SERVFAIL, reply);
  }
}
