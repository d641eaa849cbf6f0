package org.lictor.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lictor.dns.TestRegistry.check;
import static org.lictor.dns.TestRegistry.node;
import static org.lictor.dns.TestRegistry.service;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lictor.consensus.NoLeaderException;
import org.lictor.dns.DnsSettings.Limits;
import org.lictor.dns.DnsSettings.Recursion;
import org.lictor.dns.DnsSettings.Soa;
import org.lictor.dns.DnsSettings.Ttls;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

class DnsResponderTest {
  private static final String ABSENT =
      "AU consul. 0 SOA ns.consul. hostmaster.consul. NOW 3600 600 86400 0";

  private final Asker asker = new Asker();
  private final TestRegistry registry = asker.registry;

  private void limits(int udpAnswers, int addresses, boolean truncate) {
    set(new Limits(udpAnswers, addresses, truncate), false, true, true);
  }

  private void set(Limits limits, boolean onlyPassing, boolean compress, boolean meta) {
    asker.settings.set(
        new DnsSettings(
            "consul",
            "",
            "dc1",
            Ttls.NONE,
            limits,
            Soa.DEFAULT,
            Recursion.NONE,
            onlyPassing,
            compress,
            meta));
  }

  @Test
  void aCriticalInstanceIsNeverNamed() {
    registry.register(node("n1", "10.0.0.1"), service("n1", "web", "web", "", 80));
    registry.register(node("n2", "10.0.0.2"), service("n2", "web", "web", "", 80));
    assertThat(asker.lines("web.service.consul. A"))
        .containsExactly(
            "NOERROR qr aa rd",
            "AN web.service.consul. 0 A 10.0.0.1",
            "AN web.service.consul. 0 A 10.0.0.2");
    registry.register(node("n1", "10.0.0.1"), null, check("n1", "c", "web", "critical"));
    assertThat(asker.lines("web.service.consul. A"))
        .containsExactly("NOERROR qr aa rd", "AN web.service.consul. 0 A 10.0.0.2");
    registry.register(node("n2", "10.0.0.2"), null, check("n2", "serfHealth", "", "critical"));
    assertThat(asker.lines("web.service.consul. A")).containsExactly("NXDOMAIN qr aa rd", ABSENT);
    registry.register(node("n1", "10.0.0.1"), null, check("n1", "c", "web", "passing"));
    assertThat(asker.lines("web.service.consul. A"))
        .containsExactly("NOERROR qr aa rd", "AN web.service.consul. 0 A 10.0.0.1");
  }

  @Test
  void aNameThatAppearsIsAnsweredAndOneThatGoesIsNot() {
    assertThat(asker.ask("n1.node.consul. A").getRcode()).isEqualTo(Rcode.NXDOMAIN);
    registry.register(node("n1", "10.0.0.1"), null);
    assertThat(asker.ask("n1.node.consul. A").getRcode()).isEqualTo(Rcode.NOERROR);
    assertThat(asker.ask("1.0.0.10.in-addr.arpa. PTR").getSection(Section.ANSWER)).hasSize(1);
    registry.remove("n1");
    assertThat(asker.ask("n1.node.consul. A").getRcode()).isEqualTo(Rcode.NXDOMAIN);
    assertThat(asker.ask("1.0.0.10.in-addr.arpa. PTR").getRcode()).isEqualTo(Rcode.NXDOMAIN);
  }

  @Test
  void warningsAreHiddenWhenOnlyPassingCounts() {
    registry.register(
        node("n1", "10.0.0.1"),
        service("n1", "web", "web", "", 80),
        check("n1", "c", "web", "warning"));
    assertThat(asker.ask("web.service.consul. A").getRcode()).isEqualTo(Rcode.NOERROR);
    set(Limits.DEFAULT, true, true, true);
    assertThat(asker.lines("web.service.consul. A")).containsExactly("NXDOMAIN qr aa rd", ABSENT);
  }

  @Test
  void aSmallClientGetsAsManyAnswersAsTheLimitSaysAndNoTc() {
    registry.instances("many", 30);
    assertThat(asker.lines("many.service.consul. A"))
        .hasSize(1 + 3)
        .first()
        .isEqualTo("NOERROR qr aa rd");
    assertThat(asker.lines("many.service.consul. A edns=512")).hasSize(1 + 3 + 1);
    assertThat(asker.ask("many.service.consul. A edns=4096").getSection(Section.ANSWER))
        .hasSize(30);
    limits(6, 0, true);
    assertThat(asker.lines("many.service.consul. A"))
        .hasSize(1 + 6)
        .first()
        .isEqualTo("NOERROR qr aa tc rd");
    limits(100, 0, true);
    assertThat(asker.lines("many.service.consul. A")).hasSize(1 + 8);
    limits(0, 0, false);
    assertThat(asker.lines("many.service.consul. A")).containsExactly("NOERROR qr aa rd");
  }

  @Test
  void aLargeClientGetsWhatFitsAndEveryRecordHasItsTarget() {
    registry.instances("many", 1000);
    for (int size : new int[] {600, 1232, 4096, 16_000, 40_000, 65_535}) {
      Message reply = asker.ask("many.service.consul. SRV edns=" + size);
      assertThat(reply.numBytes()).isBetween(size - 200 - (size > 65_000 ? 68 : 0), size - 8);
      Set<Object> owners = new HashSet<>();
      reply.getSection(Section.ADDITIONAL).forEach(record -> owners.add(record.getName()));
      for (Record record : reply.getSection(Section.ANSWER)) {
        assertThat(owners).contains(record.getAdditionalName());
      }
    }
  }

  @Test
  void tcpTakesAllAndTheAddressLimitCountsThereToo() {
    registry.instances("many", 1500);
    assertThat(asker.askOver(Transport.TCP, "many.service.consul. A").getSection(Section.ANSWER))
        .hasSize(1500);
    Message servers = asker.askOver(Transport.TCP, "many.service.consul. SRV");
    assertThat(servers.getSection(Section.ANSWER)).hasSizeBetween(800, 1024);
    limits(3, 5, true);
    Message limited = asker.askOver(Transport.TCP, "many.service.consul. A");
    assertThat(limited.getSection(Section.ANSWER)).hasSize(5);
    assertThat(limited.getHeader().getFlag(Flags.TC)).isFalse();
    assertThat(asker.ask("many.service.consul. SRV edns=4096").getSection(Section.ANSWER))
        .hasSizeGreaterThan(40);
  }

  @Test
  void everyInstanceIsFirstSometimes() {
    registry.instances("many", 20);
    Set<String> firsts = new HashSet<>();
    for (int i = 0; i < 500; i++) {
      firsts.add(
          asker.ask("many.service.consul. A").getSection(Section.ANSWER).get(0).rdataToString());
    }
    assertThat(firsts).hasSize(20);
  }

  @Test
  void metadataComesAlongUnlessItIsNotWanted() {
    registry.register(
        node("n1", "10.0.0.1", Map.of("k", "v")), service("n1", "web", "web", "", 80));
    assertThat(asker.lines("n1.node.consul. A")).contains("AD n1.node.consul. 0 TXT \"k=v\"");
    assertThat(asker.lines("web.service.consul. SRV"))
        .contains("AD n1.node.dc1.consul. 0 TXT \"k=v\"");
    set(Limits.DEFAULT, false, true, false);
    assertThat(asker.lines("n1.node.consul. A")).hasSize(2);
    assertThat(asker.lines("web.service.consul. SRV")).hasSize(3);
    assertThat(asker.lines("n1.node.consul. TXT")).contains("AN n1.node.consul. 0 TXT \"k=v\"");
  }

  @Test
  void longMetadataNeverMakesAReplyLongerThanTheClientTakes() {
    registry.register(
        node("n1", "10.0.0.1", Map.of("a", "x".repeat(300), "b", "y".repeat(250), "c", "z")), null);
    Message reply = asker.ask("n1.node.consul. A");
    assertThat(reply.numBytes()).isLessThanOrEqualTo(512);
    assertThat(reply.getSection(Section.ANSWER)).hasSize(1);
    registry.register(node("n2", "10.0.0.2", Map.of("a", "x".repeat(600))), null);
    Message text = asker.ask("n2.node.consul. TXT");
    assertThat(text.getSection(Section.ANSWER)).isEmpty();
    assertThat(text.getHeader().getFlag(Flags.TC)).isTrue();
    assertThat(asker.askOver(Transport.TCP, "n2.node.consul. TXT").getSection(Section.ANSWER))
        .hasSize(1);
  }

  @Test
  void theLetterCaseOfTheQuestionComesBack() {
    registry.instances("few", 2);
    Message reply = asker.ask("FeW.SerVice.CONsul. A");
    assertThat(reply.getQuestion().getName()).hasToString("FeW.SerVice.CONsul.");
    assertThat(reply.getSection(Section.ANSWER))
        .hasSize(2)
        .allMatch(one -> one.getName().toString().equals("FeW.SerVice.CONsul."));
  }

  @Test
  void theSecondDomainIsAnsweredInItsOwnName() {
    registry.instances("few", 1);
    asker.settings.set(
        new DnsSettings(
            "consul",
            "second.example",
            "dc1",
            Ttls.NONE,
            Limits.DEFAULT,
            Soa.DEFAULT,
            Recursion.NONE,
            false,
            true,
            true));
    assertThat(asker.lines("few.service.second.example. SRV"))
        .contains("AN few.service.second.example. 0 SRV 1 1 8001 few-n1.node.dc1.second.example.");
    assertThat(asker.ask("few.service.example. A").getRcode()).isEqualTo(Rcode.REFUSED);
    assertThat(asker.ask("few.service.consul. A").getRcode()).isEqualTo(Rcode.NOERROR);
  }

  @Test
  void theLongestBeginningGivesTheTimeToLive() {
    Ttls ttls =
        new Ttls(
            Duration.ofMillis(1900),
            Map.of(
                "web",
                Duration.ofSeconds(9),
                "we*",
                Duration.ofSeconds(8),
                "w*",
                Duration.ofSeconds(7)));
    assertThat(List.of("web", "web2", "wax", "db").stream().map(ttls::serviceSeconds))
        .containsExactly(9L, 8L, 7L, 0L);
    assertThat(ttls.nodeSeconds()).isEqualTo(1);
  }

  @Test
  void anAliasIsFollowedThroughOurDomainThreeNamesDeep() {
    registry.register(node("n1", "10.0.0.1"), service("n1", "a", "a", "b.service.consul", 1));
    registry.register(node("n1", "10.0.0.1"), service("n1", "b", "b", "c.service.consul", 1));
    registry.register(node("n1", "10.0.0.1"), service("n1", "c", "c", "d.service.consul", 1));
    registry.register(node("n1", "10.0.0.1"), service("n1", "d", "d", "e.service.consul", 1));
    registry.register(node("n1", "10.0.0.1"), service("n1", "e", "e", "", 1));
    assertThat(asker.ask("a.service.consul. A edns=1232").getSection(Section.ANSWER))
        .extracting(record -> Type.string(record.getType()) + " " + record.getName())
        .containsExactly(
            "CNAME a.service.consul.",
            "CNAME b.service.consul.",
            "CNAME c.service.consul.",
            "CNAME d.service.consul.");
    registry.register(node("n1", "10.0.0.1"), service("n1", "b", "b", "10.7.7.7", 1));
    assertThat(asker.lines("a.service.consul. A"))
        .containsExactly(
            "NOERROR qr aa rd",
            "AN a.service.consul. 0 CNAME b.service.consul.",
            "AN b.service.consul. 0 A 10.7.7.7");
  }

  @Test
  void aNodeWhoseNameDnsCannotCarryIsNamedByItsAddress() {
    String name = "n".repeat(70);
    registry.register(node(name, "10.0.0.1"), service(name, "web", "web", "", 80));
    assertThat(asker.lines("web.service.consul. SRV"))
        .containsExactly(
            "NOERROR qr aa rd",
            "AN web.service.consul. 0 SRV 1 1 80 0a000001.addr.dc1.consul.",
            "AD 0a000001.addr.dc1.consul. 0 A 10.0.0.1");
  }

  @Test
  void withoutALeaderTheServerHasFailed() {
    registry.fail(new NoLeaderException());
    assertThat(asker.lines("web.service.consul. A")).containsExactly("SERVFAIL qr aa rd");
    registry.fail(null);
    assertThat(asker.lines("web.service.consul. A")).containsExactly("NXDOMAIN qr aa rd", ABSENT);
  }

  @Test
  void namesAreInFullWhenCompressionIsOff() {
    registry.instances("few", 3);
    int compressed = asker.ask("few.service.consul. SRV").numBytes();
    List<String> before = asker.lines("few.service.consul. SRV");
    set(Limits.DEFAULT, false, false, true);
    assertThat(asker.lines("few.service.consul. SRV")).isEqualTo(before);
    assertThat(asker.ask("few.service.consul. SRV").numBytes()).isGreaterThan(compressed + 60);
  }

  @Test
  void namesThatAnybodyCanInventDoNotPushOutThoseThatAreThere() {
    registry.instances("few", 3);
    asker.ask("few.service.consul. A");
    for (int i = 0; i < 20_000; i++) {
      asker.ask("x" + i + ".service.consul. A");
      asker.ask(String.format("%08x.addr.consul. A", i));
    }
    int before = registry.peeks();
    asker.ask("few.service.consul. A");
    assertThat(registry.peeks()).isEqualTo(before);
    registry.instances("few", 4);
    assertThat(asker.ask("few.service.consul. A edns=1232").getSection(Section.ANSWER)).hasSize(4);
  }

  @Test
  void othersDomainsAreLeftToTheRecursors() throws Exception {
    byte[] request = new DnsTable.Row("www.example.org. A", List.of()).request().toWire();
    byte[] reply = new byte[DnsDesk.LONGEST];
    assertThat(new Message(asker.octets(Transport.UDP, request)).getRcode())
        .isEqualTo(Rcode.REFUSED);
    Recursion recursion =
        new Recursion(List.of(new InetSocketAddress("127.0.0.1", 9)), Duration.ofSeconds(1), false);
    asker.settings.set(
        new DnsSettings(
            "consul",
            "",
            "dc1",
            Ttls.NONE,
            Limits.DEFAULT,
            Soa.DEFAULT,
            recursion,
            false,
            true,
            true));
    assertThat(asker.responder.desk().answer(request, request.length, Transport.UDP, null, reply))
        .isEqualTo(DnsDesk.RECURSE);
    assertThat(asker.lines("nope.service.consul. A")).first().isEqualTo("NXDOMAIN qr aa rd ra");
  }
}
