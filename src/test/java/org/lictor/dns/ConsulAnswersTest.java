package org.lictor.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.lictor.dns.net.DnsListeners;

/**
 * What a Consul agent answered to the same questions about the same registrations, recorded by
 * {@link DnsTable}.
 */
class ConsulAnswersTest {
  private static final Path FILES = Path.of("src/test/resources/dns");

  static final DnsSettings SETTINGS =
      new DnsSettings(
          "consul.",
          "alt.test",
          "dc1",
          new DnsSettings.Ttls(
              Duration.ofSeconds(7),
              Map.of(
                  "web",
                  Duration.ofSeconds(11),
                  "web-*",
                  Duration.ofSeconds(12),
                  "*",
                  Duration.ofSeconds(3))),
          DnsSettings.Limits.DEFAULT,
          new DnsSettings.Soa(3600, 600, 86_400, 5),
          DnsSettings.Recursion.NONE,
          false,
          true,
          true);

  private static TestRegistry registry() throws Exception {
    TestRegistry registry = new TestRegistry();
    registry.register(
        TestRegistry.node("srv1", "127.0.0.1"),
        TestRegistry.service("srv1", "consul", "consul", "", 21300));
    OracleRegistrations.load(FILES.resolve("registrations.json"), registry);
    OracleRegistrations.queries(FILES.resolve("queries.json"), registry);
    return registry;
  }

  private static List<String> differences(DnsSettings settings, String table) throws Exception {
    List<String> differences = new ArrayList<>();
    try (DnsResponder responder =
            new DnsResponder(
                registry(),
                () -> settings,
                InstantSource.system(),
                new SplittableRandom(1),
                () -> 0);
        DnsListeners listeners =
            DnsListeners.open(
                List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)), responder)) {
      int port = listeners.addresses().get(0).getPort();
      for (DnsTable.Row row : DnsTable.read(FILES.resolve(table))) {
        List<String> ours = row.askedOf(port);
        if (!ours.equals(row.answer())) {
          differences.add(row.question() + "\n  wanted " + row.answer() + "\n  was    " + ours);
        }
      }
    }
    return differences;
  }

  @Test
  void theyAreOurs() throws Exception {
    assertThat(differences(SETTINGS, "consul-1.8.7.txt")).isEmpty();
  }

  @Test
  void soAreThoseOfPreparedQueries() throws Exception {
    assertThat(differences(SETTINGS, "consul-1.8.7-queries.txt")).isEmpty();
  }

  @Test
  void soAreThoseWithOtherSettings() throws Exception {
    DnsSettings others =
        new DnsSettings(
            "consul.",
            "alt.test",
            "dc1",
            new DnsSettings.Ttls(Duration.ofMinutes(1), Map.of("db", Duration.ofSeconds(5))),
            new DnsSettings.Limits(2, 4, true),
            new DnsSettings.Soa(1000, 100, 5000, 60),
            DnsSettings.Recursion.NONE,
            true,
            false,
            false);
    assertThat(differences(others, "consul-1.8.7-settings.txt")).isEmpty();
  }
}
