package org.lictor.dns;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * Asks other servers about names that are not ours, one after the other until one has an answer.
 * Any thread.
 */
final class Recursors implements AutoCloseable {
  /**
   * Each waits for a recursor; what waits for them gives up by itself, as clients do, so the line
   * is short.
   */
  private static final int MOST_THREADS = 32;

  private static final int LONGEST_LINE = 256;

  private final RandomGenerator random;
  private final AtomicInteger threads = new AtomicInteger();
  private final ThreadPoolExecutor line;

  Recursors(RandomGenerator random) {
    this.random = random;
    line =
        new ThreadPoolExecutor(
            MOST_THREADS,
            MOST_THREADS,
            10,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(LONGEST_LINE),
            this::thread);
    line.allowCoreThreadTimeOut(true);
  }

  private Thread thread(Runnable work) {
    Thread thread = new Thread(work, "dns-recursor-" + threads.incrementAndGet());
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Has {@code work}, which may wait for recursors, done by another thread; not at all when too
   * much of it waits.
   */
  void line(Runnable work) {
    try {
      line.execute(work);
    } catch (RejectedExecutionException full) {
      // Silence is what an overloaded server owes: the client will ask again, or another.
    }
  }

  /**
   * The answer of the first recursor that has one, with the id of {@code request}, or a failure.
   * Waits.
   */
  byte[] answer(byte[] request, Transport transport, DnsSettings.Recursion recursion) {
    byte[] answer = first(request, transport, recursion);
    return answer == null ? failure(request) : answer;
  }

  /**
   * The aliases and addresses behind a name that is not ours; none when no recursor knows. Waits.
   */
  List<Record> addresses(Name target, int type, DnsSettings.Recursion recursion) {
    int wanted = type == Type.AAAA ? Type.AAAA : Type.A;
    byte[] request = Message.newQuery(Record.newRecord(target, wanted, DClass.IN)).toWire();
    byte[] answer = first(request, Transport.UDP, recursion);
    List<Record> found = new ArrayList<>();
    try {
      for (Record record :
          answer == null ? List.<Record>of() : new Message(answer).getSection(Section.ANSWER)) {
        int kind = record.getType();
        if (kind == Type.A || kind == Type.AAAA || kind == Type.CNAME) {
          found.add(record);
        }
      }
    } catch (IOException malformed) {
      return List.of();
    }
    return found;
  }

  private byte @Nullable [] first(
      byte[] request, Transport transport, DnsSettings.Recursion recursion) {
    List<InetSocketAddress> recursors = new ArrayList<>(recursion.recursors());
    byte[] forwarded = request.clone();
    synchronized (random) {
      if (recursion.shuffled()) {
        Shuffle.all(recursors, random);
      }
      // An id of our own: who can guess it and the port could answer for the recursor.
      WireForm.putShort(forwarded, 0, random.nextInt(0x1_0000));
    }
    for (InetSocketAddress recursor : recursors) {
      byte[] answer = new Forward(recursor, recursion.timeout()).ask(forwarded, transport);
      if (answer != null && useful(answer)) {
        System.arraycopy(request, 0, answer, 0, 2);
        return answer;
      }
    }
    return null;
  }

  private static boolean useful(byte[] answer) {
    int rcode = answer[3] & 15;
    return rcode == Rcode.NOERROR || rcode == Rcode.NXDOMAIN;
  }

  static byte[] failure(byte[] request) {
    try {
      Message asked = new Message(request);
      Message reply = new Message(asked.getHeader().getID());
      reply.getHeader().setFlag(Flags.QR);
      reply.getHeader().setFlag(Flags.RA);
      if (asked.getHeader().getFlag(Flags.RD)) {
        reply.getHeader().setFlag(Flags.RD);
      }
      reply.getHeader().setRcode(Rcode.SERVFAIL);
      reply.addRecord(asked.getQuestion(), Section.QUESTION);
      OPTRecord opt = asked.getOPT();
      if (opt != null) {
        reply.addRecord(new OPTRecord(opt.getPayloadSize(), 0, 0), Section.ADDITIONAL);
      }
      return reply.toWire();
    } catch (IOException malformed) {
      byte[] reply = new byte[PlainRequest.HEADER];
      Clerk.headerOnly(request, Rcode.FORMERR, reply);
      return reply;
    }
  }

  @Override
  public void close() {
    line.shutdownNow();
  }
}
