package org.lictor.boot;

import java.io.DataInputStream;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Asks this agent the common questions over its own ports, for a bounded time, so that the JVM has
 * compiled their paths before anybody needs them: a cold JVM answers its first thousands of
 * requests twenty times more slowly. Reads, and writes whose condition never holds; nothing of the
 * registry changes. It waits for a leader, and gives way while others ask: their load warms the
 * agent as well. A failure ends it and is no concern.
 */
final class WarmUp implements Runnable {
  private static final Logger LOG = System.getLogger("org.lictor.agent");
  private static final Duration LONGEST = Duration.ofSeconds(8);
  private static final Duration LONGEST_WITH_PAUSES = Duration.ofSeconds(60);
  private static final Duration OPENED_WITHIN = Duration.ofSeconds(30);
  private static final int DNS_QUESTIONS_A_CONNECTION = 190;

  /** A question, and how often each connection asks it: enough for the JVM's first compiler. */
  private record Question(String request, int times) {
    byte[] bytes() {
      return (request + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n")
          .getBytes(StandardCharsets.US_ASCII);
    }
  }

  /**
   * Sleeps for a moment first, for many who wake at once are the heaviest load; then what is made
   * anew and what is kept.
   */
  private static final List<Question> QUESTIONS =
      List.of(
          new Question("GET /v1/health/service/consul?index=9223372036854775807&wait=1ms", 300),
          new Question("PUT /v1/kv/lictor-warm-up?cas=9223372036854775807", 60),
          new Question("GET /v1/health/service/consul?consistent", 30),
          new Question("GET /v1/kv/lictor-warm-up?consistent", 20),
          new Question("GET /v1/health/service/consul?passing", 80));

  private static final Question LEADER = new Question("GET /v1/status/leader", 1);

  /** So many requests that are not its own, since it last looked, are load. */
  private static final int OTHERS = 64;

  /** So long it gives way, and on if there was load meanwhile. */
  private static final Duration PAUSE = Duration.ofMillis(250);

  /**
   * Collecting all garbage takes 100 to 200 ms, and who comes with load at the start comes with
   * more.
   */
  private static final Duration LONG_PAUSE = Duration.ofSeconds(10);

  private static final int CONNECTIONS = 4;

  private final InetSocketAddress http;
  private final List<InetSocketAddress> dns;
  private final String domain;
  private final LongSupplier requests;

  /** Requests of its own that have been answered. Only its own thread uses it. */
  private int asked;

  /**
   * @param requests how many requests this agent has had, those of the warm-up too
   */
  WarmUp(
      InetSocketAddress http, List<InetSocketAddress> dns, String domain, LongSupplier requests) {
    this.requests = requests;
    this.http = http;
    this.dns = dns;
    this.domain = domain;
  }

  @Override
  public void run() {
    try {
      awaitLeader();
      long start = System.nanoTime();
      askHttp(start);
      int answered = asked + askDns(System.nanoTime() + LONGEST.toNanos());
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
      LOG.log(
          Level.INFO, "ready for load: warm_up_questions=" + answered + " took=" + millis + "ms");
    } catch (IOException e) {
      LOG.log(Level.INFO, "ready for load: warm_up_ended=" + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Waits until there is no load: for a moment, or for {@link #LONG_PAUSE} if there was some.
   *
   * @return false after a minute of load, and when interrupted
   */
  boolean awaitQuiet() {
    long end = System.nanoTime() + LONGEST_WITH_PAUSES.toNanos();
    try {
      for (long others = others(); System.nanoTime() < end; ) {
        TimeUnit.MILLISECONDS.sleep((others < OTHERS ? PAUSE : LONG_PAUSE).toMillis());
        long before = others;
        others = others();
        if (others - before < OTHERS / 4) {
          return true;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return false;
  }

  private long others() {
    return requests.getAsLong() - asked;
  }

  /** The container lets requests in a moment after it has started the application. */
  private void awaitLeader() throws IOException, InterruptedException {
    long end = System.nanoTime() + OPENED_WITHIN.toNanos();
    while (!hasLeader()) {
      if (System.nanoTime() > end) {
        throw new IOException("no leader, or nobody answers at " + http);
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  private boolean hasLeader() {
    try (Socket socket = connected()) {
      socket.getOutputStream().write(LEADER.bytes());
      // An address, and not the two quotes of an empty one.
      byte[] leader = body(new DataInputStream(socket.getInputStream()));
      asked++;
      return leader.length > 2;
    } catch (IOException notYet) {
      return false;
    }
  }

  private Socket connected() throws IOException {
    Socket socket = new Socket();
    socket.setTcpNoDelay(true);
    socket.setSoTimeout((int) LONGEST.toMillis());
    socket.connect(http, (int) LONGEST.toMillis());
    return socket;
  }

  private void askHttp(long start) throws IOException, InterruptedException {
    long end = start + LONGEST.toNanos();
    long last = start + LONGEST_WITH_PAUSES.toNanos();
    List<Socket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < CONNECTIONS; i++) {
        sockets.add(connected());
      }
      long others = others();
      for (Question question : QUESTIONS) {
        byte[] request = question.bytes();
        for (int round = 0; round < question.times() && System.nanoTime() < end; round++) {
          while (others() - others > OTHERS) {
            others = others();
            TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
            end = Math.min(last, end + PAUSE.toNanos());
          }
          for (Socket socket : sockets) {
            socket.getOutputStream().write(request);
          }
          for (Socket socket : sockets) {
            body(new DataInputStream(socket.getInputStream()));
            asked++;
          }
        }
      }
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
  }

  /** The body of a response that has a Content-Length, as all of ours have. */
  private static byte[] body(DataInputStream in) throws IOException {
    int length = 0;
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
        length = Integer.parseInt(line.substring(15).trim());
      }
    }
    return in.readNBytes(length);
  }

  private static String line(DataInputStream in) throws IOException {
    StringBuilder line = new StringBuilder(64);
    for (int c = in.readUnsignedByte(); c != '\n'; c = in.readUnsignedByte()) {
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  private int askDns(long end) throws IOException {
    int asked = 0;
    if (dns.isEmpty()) {
      return asked;
    }
    List<byte[]> questions =
        List.of(
            question("consul.service", 1),
            question("consul.service", 33),
            question("lictor-warm-up.service", 1));
    byte[] reply = new byte[4096];
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(1));
      for (int round = 0;
          round < CONNECTIONS * DNS_QUESTIONS_A_CONNECTION && System.nanoTime() < end;
          round++) {
        byte[] question = questions.get(round % questions.size());
        socket.send(new DatagramPacket(question, question.length, dns.get(0)));
        socket.receive(new DatagramPacket(reply, reply.length));
        asked++;
      }
    }
    return asked;
  }

  /** A question with one name (RFC 1035 section 4.1). */
  private byte[] question(String name, int type) {
    StringBuilder wire =
        new StringBuilder(
            "\u0000\u0001\u0001\u0000\u0000\u0001\u0000\u0000\u0000\u0000\u0000\u0000");
    for (String label : (name + "." + domain).split("\\.")) {
      wire.append((char) label.length()).append(label);
    }
    wire.append('\0').append('\0').append((char) type).append('\0').append('\1');
    return wire.toString().getBytes(StandardCharsets.ISO_8859_1);
  }
}
