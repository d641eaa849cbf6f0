package org.lictor.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lictor.dns.DnsTable;
import org.lictor.wire.FuzzPackets;

/**
 * Generated DNS messages against a running agent: each that wants an answer gets one, the agent
 * stays as large as it is, and answers plain questions afterwards as before. A run that fails names
 * its seed, which {@code -Dlictor.fuzz.seed=…} repeats.
 */
class DnsFuzzIT {
  private static final Path FILES = Path.of("src/test/resources/dns");
  private static final int ANSWER_WITHIN_MILLIS = 5000;
  private static final int MESSAGES = 200_000;
  private static final Duration LONG = Duration.ofMinutes(20);

  /** Before that the agent still grows, as code is compiled and its first answers are kept. */
  private static final int WARM_UP = 30_000;

  private static final int MORE_THREADS = 12;
  private static final long MORE_MEGABYTES = 96;

  /** One message in so many goes over TCP. */
  private static final int OVER_TCP = 10;

  @TempDir private static Path directory;
  private static LictorProcess agent;
  private static InetSocketAddress server;

  private long sent;

  @BeforeAll
  static void start() throws IOException {
    agent =
        new LictorProcess(
            directory,
            "-server",
            "-bootstrap-expect",
            "1",
            "-data-dir",
            directory.resolve("data").toString(),
            "-bind",
            "127.0.0.1",
            "-node",
            "srv1",
            "-config-file",
            FILES.resolve("settings.json").toAbsolutePath().toString());
    agent.start();
    server = new InetSocketAddress(InetAddress.getLoopbackAddress(), agent.dnsPort);
    send("registrations.json", "PUT", "/v1/catalog/register");
    send("queries.json", "POST", "/v1/query");
  }

  private static void send(String file, String method, String path) throws IOException {
    for (JsonNode body : new ObjectMapper().readTree(FILES.resolve(file).toFile())) {
      assertThat(agent.send(method, path, body.toString()).statusCode()).isEqualTo(200);
    }
  }

  @AfterAll
  static void stop() throws InterruptedException {
    agent.close();
  }

  @Test
  void aRunOfMessagesIsAnsweredToTheLast() throws IOException {
    run(Long.getLong("lictor.fuzz.seed", 20_150_911L), WARM_UP + MESSAGES, Duration.ofMinutes(10));
  }

  @Test
  void soIsALongRun() throws IOException {
    LongRun.assumeWanted();
    long seed = Long.getLong("lictor.fuzz.seed", ThreadLocalRandom.current().nextLong());
    run(seed, Long.MAX_VALUE, LONG);
  }

  private void run(long seed, long messages, Duration longest) throws IOException {
    System.out.println("DNS messages from -Dlictor.fuzz.seed=" + seed);
    FuzzPackets packets = new FuzzPackets(seed);
    long end = System.nanoTime() + longest.toNanos();
    long threads = 0;
    long megabytes = 0;
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.connect(server);
      socket.setSoTimeout(ANSWER_WITHIN_MILLIS);
      for (sent = 0; sent < messages && System.nanoTime() < end; sent++) {
        if (sent == WARM_UP) {
          threads = status("Threads");
          megabytes = status("VmRSS") / 1024;
        }
        ask(socket, packets.next());
      }
    } catch (IOException | AssertionError wrong) {
      throw new AssertionError("seed " + seed + ", message " + sent, wrong);
    }
    assertThat(agent.alive()).isTrue();
    for (DnsTable.Row row : DnsTable.read(FILES.resolve("consul-1.8.7.txt"))) {
      assertThat(row.askedOf(agent.dnsPort)).as("%s", row).isEqualTo(row.answer());
    }
    assertThat(Files.readString(agent.log)).doesNotContain("DNS question answered with SERVFAIL");
    assertThat(status("Threads")).as("threads").isLessThanOrEqualTo(threads + MORE_THREADS);
    assertThat(status("VmRSS") / 1024)
        .as("megabytes")
        .isLessThanOrEqualTo(megabytes + MORE_MEGABYTES);
  }

  private void ask(DatagramSocket socket, byte[] message) throws IOException {
    if (message.length >= 2) {
      message[0] = (byte) (sent >> 8);
      message[1] = (byte) sent;
    }
    boolean wanted = FuzzPackets.wantsAnswer(message);
    try {
      if (sent % OVER_TCP == 0) {
        askOverTcp(message, wanted);
      } else {
        socket.send(new DatagramPacket(message, message.length));
        if (wanted) {
          answer(socket, message);
        }
      }
    } catch (SocketTimeoutException none) {
      throw new AssertionError("no answer to " + HexFormat.of().formatHex(message), none);
    }
  }

  private static void answer(DatagramSocket socket, byte[] message) throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
    byte[] answer;
    do {
      socket.receive(packet);
      answer = Arrays.copyOf(packet.getData(), packet.getLength());
    } while (answer[0] != message[0] || answer[1] != message[1]);
    assertThat(answer[2] & 0x80).as(HexFormat.of().formatHex(message)).isNotZero();
  }

  private static void askOverTcp(byte[] message, boolean wanted) throws IOException {
    try (Socket socket = new Socket(server.getAddress(), server.getPort())) {
      socket.setSoTimeout(ANSWER_WITHIN_MILLIS);
      byte[] framed = new byte[message.length + 2];
      framed[0] = (byte) (message.length >> 8);
      framed[1] = (byte) message.length;
      System.arraycopy(message, 0, framed, 2, message.length);
      socket.getOutputStream().write(framed);
      if (wanted) {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        byte[] answer = new byte[in.readUnsignedShort()];
        in.readFully(answer);
        assertThat(answer).startsWith(message[0], message[1]);
      }
    }
  }

  /** A number that the kernel tells of the process; kilobytes where it is memory. */
  private static long status(String name) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + agent.pid() + "/status"))) {
      if (line.startsWith(name + ":")) {
        return Long.parseLong(line.replaceAll("[^0-9]", ""));
      }
    }
    throw new AssertionError("no " + name + " of the process");
  }
}
