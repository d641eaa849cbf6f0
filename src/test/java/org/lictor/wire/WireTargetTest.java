package org.lictor.wire;

import java.net.URI;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Plays the samples against any running agent: {@code -Dlictor.wire.target=http://127.0.0.1:8500}. With
 * {@code -Dlictor.wire.recorded=true} only those that are as they were recorded, which a Consul 1.8.7 must pass.
 */
@EnabledIfSystemProperty(named = "lictor.wire.target", matches = "http://.+")
class WireTargetTest {
  @ParameterizedTest
  @MethodSource("chosen")
  void answersAsTheSampleSays(WireSample sample) {
    WireSamples.play(URI.create(System.getProperty("lictor.wire.target")), sample);
  }

  static Stream<WireSample> chosen() {
    var recorded = Boolean.getBoolean("lictor.wire.recorded");
    return WireSamples.all().filter(sample -> !recorded || sample.adjusted() == null);
  }
}
