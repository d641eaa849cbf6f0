package org.lictor.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lictor.command.Command;
import org.lictor.model.LogIndexes;
import org.lictor.model.PreparedQuery;
import org.lictor.model.QueryFailover;
import org.lictor.model.QueryTemplate;
import org.lictor.model.ServiceQuery;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;

/** Prepared queries whose answers depend on who asks, or change. */
class PreparedAnswersTest {
  private final TestRegistry registry = new TestRegistry();
  private final DnsSettings settings =
      new DnsSettings(
          "consul",
          "",
          "dc1",
          DnsSettings.Ttls.NONE,
          DnsSettings.Limits.DEFAULT,
          DnsSettings.Soa.DEFAULT,
          DnsSettings.Recursion.NONE,
          false,
          true,
          true,
          DnsSettings.Staleness.ANY,
          "web-n3");
  private final DnsResponder responder =
      new DnsResponder(
          registry, () -> settings, InstantSource.system(), new SplittableRandom(1), () -> 0);

  @BeforeEach
  void register() {
    registry.instances("web", 8);
    query("near-ip", "_ip", QueryTemplate.NONE, "web");
    query("near-agent", "_agent", QueryTemplate.NONE, "web");
    query("near-nobody", "_ip", QueryTemplate.NONE, "web");
    query("any", "", QueryTemplate.NONE, "web");
    query(
        "geo-",
        "",
        new QueryTemplate(QueryTemplate.NAME_PREFIX_MATCH, "", false),
        "${name.suffix}");
  }

  @Test
  void theInstanceOnTheCallersNodeComesFirst() throws Exception {
    for (int i = 0; i < 20; i++) {
      assertThat(first("near-ip.query.consul. A", "10.1.0.5")).isEqualTo("10.1.0.5");
      assertThat(first("near-ip.query.consul. A", "10.1.0.6")).isEqualTo("10.1.0.6");
    }
  }

  @Test
  void theSubnetThatIsAskedForCountsRatherThanTheCaller() throws Exception {
    for (int i = 0; i < 20; i++) {
      assertThat(first("near-ip.query.consul. A subnet=10.1.0.7/32", "10.1.0.5"))
          .isEqualTo("10.1.0.7");
    }
  }

  @Test
  void theAgentsOwnNodeMayBeMeant() throws Exception {
    for (int i = 0; i < 20; i++) {
      assertThat(first("near-agent.query.consul. A", "10.1.0.5")).isEqualTo("10.1.0.4");
    }
  }

  @Test
  void withoutNearTheOrderIsDrawn() throws Exception {
    assertThat(firsts("any.query.consul. A", null)).hasSizeGreaterThan(3);
    assertThat(firsts("near-nobody.query.consul. A", "192.0.2.1")).hasSizeGreaterThan(3);
  }

  private List<String> firsts(String question, @Nullable String client) throws Exception {
    String[] seen = new String[40];
    for (int i = 0; i < seen.length; i++) {
      seen[i] = first(question, client);
    }
    return Arrays.stream(seen).distinct().toList();
  }

  @Test
  void aQueryThatChangesIsAnsweredAnew() throws Exception {
    assertThat(ask("any.query.consul. A", null).getRcode()).isEqualTo(Rcode.NOERROR);
    registry.apply(new Command.PreparedQueryDelete("any"));
    assertThat(ask("any.query.consul. A", null).getRcode()).isEqualTo(Rcode.NXDOMAIN);
    query("any", "", QueryTemplate.NONE, "none");
    assertThat(ask("any.query.consul. A", null).getRcode()).isEqualTo(Rcode.NXDOMAIN);
  }

  @Test
  void namesThatATemplateMakesUpAreNotKept() throws Exception {
    assertThat(ask("geo-web.query.consul. A", null).getRcode()).isEqualTo(Rcode.NOERROR);
    int peeks = registry.peeks();
    assertThat(ask("geo-web.query.consul. A", null).getRcode()).isEqualTo(Rcode.NOERROR);
    assertThat(registry.peeks()).isGreaterThan(peeks);
    ask("any.query.consul. A", null);
    peeks = registry.peeks();
    ask("any.query.consul. A", null);
    assertThat(registry.peeks()).isEqualTo(peeks);
  }

  private void query(String name, String near, QueryTemplate template, String service) {
    ServiceQuery wanted =
        new ServiceQuery(
            service, "", QueryFailover.NONE, false, null, near, null, null, null, false, "");
    registry.apply(
        new Command.PreparedQuerySet(
            new PreparedQuery(name, name, "", "", template, wanted, "", LogIndexes.NONE), false));
  }

  private String first(String question, @Nullable String client) throws Exception {
    return ask(question, client).getSection(1).get(0).rdataToString();
  }

  private Message ask(String question, @Nullable String client) throws Exception {
    byte[] request = new DnsTable.Row(question, List.of()).request().toWire();
    byte[] reply = new byte[DnsDesk.LONGEST];
    int length =
        responder
            .desk()
            .answer(
                request,
                request.length,
                Transport.UDP,
                client == null ? null : InetAddress.getByName(client),
                reply);
    return new Message(Arrays.copyOf(reply, length));
  }
}
