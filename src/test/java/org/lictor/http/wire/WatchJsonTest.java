package org.lictor.http.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lictor.model.CheckDefinition;
import org.lictor.model.CheckId;
import org.lictor.model.HealthCheck;
import org.lictor.model.KvEntry;
import org.lictor.model.LogIndexes;
import org.lictor.model.Node;
import org.lictor.model.NodeName;
import org.lictor.model.Octets;
import org.lictor.model.ServiceEntry;
import org.lictor.model.ServiceId;
import org.lictor.model.Weights;
import org.lictor.query.ServiceInstance;

/** As recorded from Consul 1.8.7, with the fields that 1.21 has besides. */
class WatchJsonTest {
  private static final LogIndexes AT = new LogIndexes(74, 75);

  private static String text(byte[] json) {
    return new String(json, StandardCharsets.UTF_8);
  }

  @Test
  void aKeyIsAnObjectOrNull() {
    KvEntry entry = new KvEntry("p/a", Octets.of("v<1>"), -1, 2, "", AT);
    String json =
        "{\"Key\":\"p/a\",\"CreateIndex\":74,\"ModifyIndex\":75,\"LockIndex\":2,"
            + "\"Flags\":18446744073709551615,\"Value\":\"djwxPg==\",\"Session\":\"\"}";
    assertThat(text(WatchJson.key(Optional.of(entry)))).isEqualTo(json);
    assertThat(text(WatchJson.key(Optional.empty()))).isEqualTo("null");
    assertThat(text(WatchJson.keys(List.of(entry)))).isEqualTo("[" + json + "]");
    assertThat(text(WatchJson.keys(List.of()))).isEqualTo("null");
  }

  @Test
  void anInstanceIsLaidOutAsByTheClientLibrary() {
    Node node =
        new Node(
            new NodeName("ext"), "", "1.2.3.4", Map.of("lan", "1.2.3.4"), Map.of("a", "<b>"), AT);
    ServiceEntry service =
        new ServiceEntry(
            node.name(),
            new ServiceId("w1"),
            "web",
            "",
            List.of("x", "y"),
            "",
            null,
            Map.of("k", "v"),
            0,
            "",
            Weights.DEFAULT,
            false,
            false,
            null,
            AT);
    HealthCheck check =
        new HealthCheck(
            node.name(),
            new CheckId("c1"),
            "cc",
            "passing",
            "",
            "",
            "w1",
            "web",
            List.of("x"),
            "http",
            "",
            "",
            0,
            CheckDefinition.NONE,
            AT);
    assertThat(
            text(
                new WatchJson("dc1")
                    .instances(List.of(new ServiceInstance(node, service, List.of(check))))))
        .isEqualTo(
            "[{\"Node\":{\"ID\":\"\",\"Node\":\"ext\",\"Address\":\"1.2.3.4\",\"Datacenter\":\"dc1\","
                + "\"TaggedAddresses\":{\"lan\":\"1.2.3.4\"},\"Meta\":{\"a\":\"\\u003cb\\u003e\"},"
                + "\"CreateIndex\":74,\"ModifyIndex\":75},"
                + "\"Service\":{\"ID\":\"w1\",\"Service\":\"web\",\"Tags\":[\"x\",\"y\"],\"Meta\":{\"k\":\"v\"},"
                + "\"Port\":0,\"Address\":\"\",\"Weights\":{\"Passing\":1,\"Warning\":1},"
                + "\"EnableTagOverride\":false,\"CreateIndex\":74,\"ModifyIndex\":75,"
                + "\"Proxy\":{\"MeshGateway\":{},\"Expose\":{}},\"Connect\":{}},"
                + "\"Checks\":[{\"Node\":\"ext\",\"CheckID\":\"c1\",\"Name\":\"cc\",\"Status\":\"passing\","
                + "\"Notes\":\"\",\"Output\":\"\",\"ServiceID\":\"w1\",\"ServiceName\":\"web\","
                + "\"ServiceTags\":[\"x\"],\"Type\":\"http\",\"ExposedPort\":0,"
                + "\"Definition\":{\"Interval\":\"0s\",\"Timeout\":\"0s\",\"DeregisterCriticalServiceAfter\":\"0s\","
                + "\"HTTP\":\"\",\"Header\":null,\"Method\":\"\",\"Body\":\"\",\"TLSServerName\":\"\","
                + "\"TLSSkipVerify\":false,\"TCP\":\"\",\"TCPUseTLS\":false,\"UDP\":\"\",\"GRPC\":\"\","
                + "\"OSService\":\"\",\"GRPCUseTLS\":false},\"CreateIndex\":74,\"ModifyIndex\":75}]}]");
  }
}
