package org.lictor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lictor.wire.MalformedPacket;
import org.lictor.wire.MalformedPackets;
import org.lictor.wire.MalformedRequest;
import org.lictor.wire.MalformedRequests;
import org.lictor.wire.WireSample;
import org.lictor.wire.WireSamples;

/** The recorded samples of the interface, and bad input of all kinds, against one running agent. */
class InterfaceIT {
  @TempDir private static Path directory;
  private static LictorProcess agent;

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
            "n1");
    agent.start();
  }

  @AfterAll
  static void stop() throws InterruptedException {
    agent.close();
  }

  static Stream<WireSample> samples() {
    return WireSamples.all();
  }

  static Stream<MalformedRequest> requests() {
    return MalformedRequests.all();
  }

  static Stream<MalformedPacket> packets() {
    return MalformedPackets.all();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void answersAsRecorded(WireSample sample) {
    WireSamples.play(base(), sample);
  }

  @ParameterizedTest
  @MethodSource("requests")
  void refusesBadRequestsAndStoresNothing(MalformedRequest request) {
    MalformedRequests.play(base(), request);
    assertThat(agent.alive()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("packets")
  void outlivesBadPackets(MalformedPacket packet) {
    MalformedPackets.play(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), agent.dnsPort), "consul.", packet);
    assertThat(agent.alive()).isTrue();
  }

  private static URI base() {
    return agent.uri("");
  }
}
