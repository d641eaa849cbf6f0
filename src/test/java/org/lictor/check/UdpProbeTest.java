package org.lictor.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class UdpProbeTest {
  private static ProbeResult ran(String target, long timeoutMillis) {
    return new UdpProbe(
            new UdpSpec(target, Duration.ofSeconds(1), Duration.ofMillis(timeoutMillis)))
        .run();
  }

  private static DatagramSocket listener() throws IOException {
    return new DatagramSocket(0, InetAddress.getByName("127.0.0.1"));
  }

  @Test
  void aServerThatAnswersIsPassing() throws IOException {
    try (DatagramSocket server = listener()) {
      CompletableFuture<Integer> asked =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  DatagramPacket packet = new DatagramPacket(new byte[10], 10);
                  server.setSoTimeout(20_000);
                  server.receive(packet);
                  int length = packet.getLength();
                  packet.setData("pong".getBytes());
                  server.send(packet);
                  return length;
                } catch (IOException failed) {
                  throw new AssertionError(failed);
                }
              });
      String target = "127.0.0.1:" + server.getLocalPort();
      assertThat(ran(target, 20_000))
          .isEqualTo(ProbeResult.passing("UDP connect " + target + ": Success"));
      assertThat(asked.join()).isEqualTo(1);
    }
  }

  @Test
  void silenceIsPassing() throws IOException {
    try (DatagramSocket server = listener()) {
      String target = "127.0.0.1:" + server.getLocalPort();
      assertThat(ran(target, 200))
          .isEqualTo(ProbeResult.passing("UDP connect " + target + ": Success"));
    }
  }

  @Test
  void aPortWithoutListenerIsCritical() throws IOException {
    int port;
    try (DatagramSocket server = listener()) {
      port = server.getLocalPort();
    }
    ProbeResult result = ran("127.0.0.1:" + port, 5_000);
    assertThat(result.status()).isEqualTo(org.lictor.model.CheckStatus.CRITICAL);
    assertThat(result.output())
        .matches("read udp 127.0.0.1:[0-9]+->127.0.0.1:" + port + ": read: connection refused");
  }

  @Test
  void aTargetThatCannotBeDialledIsCritical() {
    assertThat(ran("localhost", 100).output())
        .isEqualTo("dial udp: address localhost: missing port in address");
  }
}
