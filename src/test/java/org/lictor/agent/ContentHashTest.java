package org.lictor.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lictor.model.LogIndexes;
import org.lictor.model.ServiceAddress;
import org.lictor.model.ServiceEntry;
import org.lictor.model.ServiceId;
import org.lictor.model.Weights;

/** Against what Consul 1.21's own structure and hash give. */
class ContentHashTest {
  @Test
  void isThatOfConsul() {
    ServiceEntry plain =
        new ServiceEntry(
            TestAgent.NODE,
            new ServiceId("foo"),
            "foo",
            "",
            List.of("bar", "baz"),
            "",
            null,
            Map.of(),
            8000,
            "",
            new Weights(1, 1),
            false,
            false,
            null,
            LogIndexes.NONE);
    assertThat(ContentHash.of(plain)).isEqualTo("3e352f348d44f7eb");
    assertThat(ContentHash.of(full(80))).isEqualTo("6d9a9c238b698831");
  }

  @Test
  void hasNoZerosBeforeIt() {
    assertThat(ContentHash.of(full(40))).isEqualTo("f5eddd66e8247e8");
  }

  @Test
  void indexesDoNotCountAndTheOrderOfTagsDoes() {
    ServiceEntry web = TestAgent.entry(TestAgent.NODE, "web", "a", "b");
    assertThat(ContentHash.of(web.at(new LogIndexes(7, 8)))).isEqualTo(ContentHash.of(web));
    assertThat(ContentHash.of(TestAgent.entry(TestAgent.NODE, "web", "b", "a")))
        .isNotEqualTo(ContentHash.of(web));
  }

  private static ServiceEntry full(int port) {
    Map<String, ServiceAddress> tagged =
        Map.of("lan", new ServiceAddress("10.0.0.2", 81), "wan", new ServiceAddress("1.2.3.4", 82));
    return new ServiceEntry(
        TestAgent.NODE,
        new ServiceId("web-1"),
        "web",
        "typical-kind",
        List.of("b", "a"),
        "10.0.0.1",
        tagged,
        Map.of("x", "1", "y", "ü"),
        port,
        "/s",
        new Weights(5, 0),
        true,
        true,
        null,
        LogIndexes.NONE);
  }
}
