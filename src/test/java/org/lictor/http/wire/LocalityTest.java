package org.lictor.http.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lictor.agent.ServiceProposal;
import org.lictor.command.BinaryReader;
import org.lictor.command.BinaryWriter;
import org.lictor.command.ModelCodec;
import org.lictor.model.Locality;
import org.lictor.model.LogIndexes;
import org.lictor.model.NodeName;
import org.lictor.model.ServiceEntry;
import org.lictor.model.ServiceId;
import org.lictor.model.Weights;

class LocalityTest {
  @Test
  void aRegistrationSaysWhereTheInstanceRuns() {
    assertThat(proposal("{\"Name\":\"web\",\"Locality\":{\"Region\":\"eu\",\"Zone\":\"eu-1\"}}"))
        .isEqualTo(new Locality("eu", "eu-1"));
    assertThat(proposal("{\"Name\":\"web\",\"Locality\":{\"Zone\":\"eu-1\"}}"))
        .isEqualTo(new Locality("", "eu-1"));
    assertThat(proposal("{\"Name\":\"web\",\"Locality\":null}")).isNull();
    assertThat(proposal("{\"Name\":\"web\"}")).isNull();
  }

  @Test
  void itIsShownAsItWasGiven() {
    assertThat(shown(new Locality("eu", "eu-1")))
        .contains(",\"Locality\":{\"Region\":\"eu\",\"Zone\":\"eu-1\"},\"PeerName\":");
    assertThat(shown(new Locality("eu", ""))).contains("\"Locality\":{\"Region\":\"eu\"}");
    assertThat(shown(null)).doesNotContain("Locality");
  }

  /** What was written before there were localities is read as it was meant. */
  @Test
  void anInstanceWithoutOneIsWrittenAsBefore() {
    BinaryWriter with = new BinaryWriter(64);
    ModelCodec.service(with, instance(new Locality("r", "z")));
    BinaryWriter without = new BinaryWriter(64);
    ModelCodec.service(without, instance(null));
    assertThat(with.toBytes().length - without.toBytes().length).isEqualTo(4);
    assertThat(ModelCodec.service(new BinaryReader(without.toBytes()))).isEqualTo(instance(null));
  }

  private static Locality proposal(String body) {
    ServiceProposal read = ServiceBody.of(body.getBytes(StandardCharsets.UTF_8), "");
    return read.locality();
  }

  private static String shown(Locality locality) {
    return new String(
        Json.bytes(out -> CatalogJson.service(out, instance(locality))), StandardCharsets.UTF_8);
  }

  private static ServiceEntry instance(Locality locality) {
    return new ServiceEntry(
        new NodeName("n1"),
        new ServiceId("web"),
        "web",
        "",
        List.of(),
        "",
        null,
        null,
        80,
        "",
        Weights.DEFAULT,
        false,
        true,
        locality,
        LogIndexes.NONE);
  }
}
