package org.lictor.wire;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Plays samples and malformed input against any running agent that nobody else writes to: {@code
 * -Dlictor.wire.target=http://127.0.0.1:8500} and {@code -Dlictor.wire.dns=127.0.0.1:8600}. With
 * {@code -Dlictor.wire.recorded=true} only what is as it was recorded, which a Consul 1.8.7 must
 * pass.
 */
class WireTargetTest {
  @ParameterizedTest
  @MethodSource("samples")
  @EnabledIfSystemProperty(named = "lictor.wire.target", matches = "http://.+")
  void answersAsTheSampleSays(WireSample sample) {
    WireSamples.play(target(), sample);
  }

  @ParameterizedTest
  @MethodSource("requests")
  @EnabledIfSystemProperty(named = "lictor.wire.target", matches = "http://.+")
  void refusesTheMalformedRequest(MalformedRequest request) {
    MalformedRequests.play(target(), request);
  }

  @ParameterizedTest
  @MethodSource("org.lictor.wire.MalformedPackets#all")
  @EnabledIfSystemProperty(named = "lictor.wire.dns", matches = ".+:[0-9]+")
  void survivesTheMalformedPacket(MalformedPacket packet) {
    var address = System.getProperty("lictor.wire.dns").split(":");
    var server = new InetSocketAddress(address[0], Integer.parseInt(address[1]));
    MalformedPackets.play(server, System.getProperty("lictor.wire.domain", "consul"), packet);
  }

  static Stream<WireSample> samples() {
    return WireSamples.all().filter(sample -> !recordedOnly() || sample.adjusted() == null);
  }

  static Stream<MalformedRequest> requests() {
    return MalformedRequests.all().filter(request -> !recordedOnly() || request.recorded());
  }

  private static boolean recordedOnly() {
    return Boolean.getBoolean("lictor.wire.recorded");
  }

  private static URI target() {
    return URI.create(System.getProperty("lictor.wire.target"));
  }
}
