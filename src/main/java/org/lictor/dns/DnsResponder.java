package org.lictor.dns;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator.SplittableGenerator;
import org.jspecify.annotations.Nullable;
import org.lictor.consensus.NoLeaderException;
import org.lictor.query.OverloadedException;
import org.lictor.query.Registry;
import org.xbill.DNS.Message;

/**
 * Answers DNS messages from the registry. Any thread may call it; each thread that answers takes a
 * {@link DnsDesk} of its own. Settings are asked for at each message, so a reload counts from the
 * next one on.
 */
public final class DnsResponder implements AutoCloseable {
  /** Older answers are counted, as by Consul. */
  private static final Duration STALE = Duration.ofSeconds(5);

  private final Registry registry;
  private final Supplier<DnsSettings> settings;
  private final InstantSource clock;
  private final SplittableGenerator random;
  private final LongSupplier lastContactMillis;
  private final Defects defects = new Defects();
  private final Recursors recursors;
  private volatile AnswerShelf shelf;

  /**
   * A responder.
   *
   * @param registry the watches of its answers decide how long they are given again
   * @param settings asked for at each message: the same object while nothing has changed
   * @param random shuffles answers; split for each desk
   * @param lastContactMillis since this agent's server heard from the leader
   */
  public DnsResponder(
      Registry registry,
      Supplier<DnsSettings> settings,
      InstantSource clock,
      SplittableGenerator random,
      LongSupplier lastContactMillis) {
    this.lastContactMillis = lastContactMillis;
    this.registry = registry;
    this.settings = settings;
    this.clock = clock;
    this.random = random;
    shelf = new AnswerShelf(registry, settings.get());
    recursors = new Recursors(random.split());
  }

  /** A place to answer messages at, for one thread. */
  public DnsDesk desk() {
    return new DnsDesk(this, split());
  }

  /**
   * Answers what {@link DnsDesk#answer} could not without a wait: asks the recursors what is theirs
   * or leads to them, and has the registry fetch what it does not know yet.
   *
   * @param request the whole message; kept until it is answered
   * @param client where it came from; null when that does not matter
   * @param reply gets the answer, on another thread; not called when too many wait already
   */
  public void recurse(
      byte[] request, Transport transport, @Nullable InetAddress client, Consumer<byte[]> reply) {
    recursors.line(() -> reply.accept(recursed(request, transport, client)));
  }

  private byte[] recursed(byte[] request, Transport transport, @Nullable InetAddress client) {
    AnswerShelf shelf = shelf();
    DnsSettings.Recursion recursion = shelf.settings.recursion();
    byte[] reply = new byte[DnsDesk.LONGEST];
    try {
      Clerk clerk = new Clerk(split());
      int type = new Message(request).getQuestion().getType();
      OpenAliases.Outside outside = target -> recursors.addresses(target, type, recursion);
      int length =
          clerk.answer(
              shelf, request, request.length, transport, client, nowSeconds(), outside, reply);
      return length > 0
          ? Arrays.copyOf(reply, length)
          : recursors.answer(request, transport, recursion);
    } catch (NoLeaderException | OverloadedException expected) {
      return failure(shelf, request, reply);
    } catch (RuntimeException | IOException defect) {
      defects.report(defect);
      return failure(shelf, request, reply);
    }
  }

  private static byte[] failure(AnswerShelf shelf, byte[] request, byte[] reply) {
    if (shelf.settings.recursion().available()) {
      return Recursors.failure(request);
    }
    int length = DnsDesk.failure(new PlainRequest(), request, request.length, reply);
    return Arrays.copyOf(reply, length);
  }

  private synchronized SplittableGenerator split() {
    return random.split();
  }

  /** Whether what is answered now may be old enough to be counted. */
  boolean isStale() {
    long contact = lastContactMillis.getAsLong();
    DnsSettings.Staleness allowed = shelf.settings.staleness();
    boolean own = !allowed.bounded() || allowed.allowed() && !allowed.exceeded(contact);
    return own && contact > STALE.toMillis();
  }

  AnswerShelf shelf() {
    AnswerShelf current = shelf;
    DnsSettings wanted = settings.get();
    if (current.settings != wanted) {
      current = new AnswerShelf(registry, wanted);
      shelf = current;
    }
    return current;
  }

  long nowSeconds() {
    return clock.millis() / 1000;
  }

  Defects defects() {
    return defects;
  }

  /** Lets go of the threads that wait for recursors. */
  @Override
  public void close() {
    recursors.close();
  }
}
