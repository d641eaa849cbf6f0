package org.lictor.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lictor.model.GoDuration;
import org.lictor.model.NodeName;
import org.lictor.model.ServiceAddress;
import org.lictor.model.Weights;
import org.lictor.registrar.InvalidRequestException;

class AdmissionTest {
  private static final Admission RULES =
      new Admission(new NodeName("n1"), new AdmissionSettings(false, false, 4096));

  private static ServiceProposal service(
      String address,
      Map<String, ServiceAddress> tagged,
      Map<String, String> meta,
      Weights weights,
      CheckProposal... checks) {
    return new ServiceProposal(
        "",
        "web",
        "",
        List.of(),
        address,
        tagged,
        meta,
        80,
        "",
        weights,
        false,
        false,
        null,
        "",
        List.of(checks));
  }

  private static AdmittedService admitted(CheckProposal... checks) {
    return RULES.service(service("", Map.of(), Map.of(), Weights.DEFAULT, checks), Source.API);
  }

  private static CheckProposal recipe(CheckRecipe.Builder recipe) {
    return new CheckProposal("", "", "", "", "", "", recipe.build(), GoDuration.ZERO);
  }

  private static CheckRecipe.Builder words() {
    return new CheckRecipe.Builder();
  }

  @Test
  void aServiceOfANameOnlyHasTheDefaults() {
    AdmittedService web = RULES.service(ServiceProposal.of("Web", 0), Source.API);
    assertThat(web.entry().id().value()).isEqualTo("Web");
    assertThat(web.entry().tags()).isEmpty();
    assertThat(web.entry().meta()).isNull();
    assertThat(web.entry().taggedAddresses()).isNull();
    assertThat(web.entry().weights()).isEqualTo(new Weights(1, 1));
  }

  @ParameterizedTest
  @CsvSource({
    "10.1.9.9,lan_ipv4 wan_ipv4",
    "::1,lan_ipv6 wan_ipv6",
    "app.example.org,''",
    "1.2.3,''",
    "010.1.1.1,''",
    "'',''"
  })
  void anIpAddressGivesTaggedAddressesToo(String address, String names) {
    Map<String, ServiceAddress> tagged =
        RULES
            .service(service(address, Map.of(), Map.of(), Weights.DEFAULT), Source.API)
            .entry()
            .taggedAddresses();
    assertThat(String.join(" ", tagged == null ? Collections.<String>emptySet() : tagged.keySet()))
        .isEqualTo(names);
    assertThat(tagged == null ? List.of() : tagged.values())
        .allSatisfy(value -> assertThat(value).isEqualTo(new ServiceAddress(address, 80)));
  }

  @Test
  void aTaggedAddressThatWasGivenStays() {
    AdmittedService web =
        RULES.service(
            service(
                "10.0.0.1",
                Map.of("lan_ipv4", new ServiceAddress("1.2.3.4", 5)),
                Map.of(),
                Weights.DEFAULT),
            Source.API);
    assertThat(web.entry().taggedAddresses())
        .containsOnly(
            Map.entry("lan_ipv4", new ServiceAddress("1.2.3.4", 5)),
            Map.entry("wan_ipv4", new ServiceAddress("10.0.0.1", 80)));
  }

  @ParameterizedTest
  @CsvSource({
    "lan_ipv4,::1,ipv4",
    "wan_ipv4,name,ipv4",
    "lan_ipv6,1.2.3.4,ipv6",
    "wan_ipv6,:::,ipv6"
  })
  void aTaggedAddressKeepsToItsFamily(String name, String address, String family) {
    assertThatThrownBy(
            () ->
                RULES.service(
                    service(
                        "",
                        Map.of(name, new ServiceAddress(address, 1)),
                        Map.of(),
                        Weights.DEFAULT),
                    Source.API))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessage(
            "Service tagged address \"" + name + "\" must be a valid " + family + " address");
  }

  @ParameterizedTest
  @CsvSource({
    "0,1,Invalid Weights: Passing must be greater than 0",
    "1,-1,Invalid Weights: Warning must be greater or equal than 0",
    "65536,1,Invalid Weights: DNS Weight must be between 0 and 65535",
    "1,65536,Invalid Weights: DNS Weight must be between 0 and 65535"
  })
  void weightsHaveBounds(int passing, int warning, String text) {
    refused(service("", Map.of(), Map.of(), new Weights(passing, warning)), text);
  }

  @Test
  void whatAServiceMayNotSayIsRefusedInConsulsWords() {
    refused(ServiceProposal.of("", 1), "Missing service name");
    refused(service("0.0.0.0", Map.of(), Map.of(), Weights.DEFAULT), "Invalid service address");
    refused(service("::", Map.of(), Map.of(), Weights.DEFAULT), "Invalid service address");
    String pair = "Invalid Service Meta: Couldn't load metadata pair ('";
    refusedMeta(Map.of("a b", "c"), pair + "a b', 'c'): Key contains invalid characters");
    refusedMeta(Map.of("", "c"), pair + "', 'c'): Key cannot be blank");
    refusedMeta(
        Map.of("consul-a", "b"),
        pair + "consul-a', 'b'): Key prefix 'consul-' is reserved for internal use");
    refusedMeta(
        Map.of("k".repeat(129), "b"),
        pair + "k".repeat(129) + "', 'b'): Key is too long (limit: 128 characters)");
    refusedMeta(
        Map.of("k", "v".repeat(513)),
        pair + "k', '" + "v".repeat(513) + "'): Value is too long (limit: 512 characters)");
    refusedMeta(
        IntStream.range(0, 65).boxed().collect(Collectors.toMap(i -> "k" + i, i -> "v")),
        "Invalid Service Meta: Node metadata cannot contain more than 64 key/value pairs");
    refused(ServiceProposal.of("web", 70_000), "Invalid service port: must be 0 to 65535: 70000");
  }

  @Test
  void aSocketPathStandsAlone() {
    ServiceProposal socket =
        new ServiceProposal(
            "",
            "web",
            "",
            List.of(),
            "",
            Map.of(),
            Map.of(),
            80,
            "/run/web",
            Weights.DEFAULT,
            false,
            false,
            null,
            "",
            List.of());
    refused(socket, "service web cannot have both socket path /run/web and address/port");
    ServiceProposal alone =
        new ServiceProposal(
            "",
            "web",
            "",
            List.of(),
            "",
            Map.of(),
            Map.of(),
            0,
            "/run/web",
            Weights.DEFAULT,
            false,
            false,
            null,
            "",
            List.of());
    assertThat(RULES.service(alone, Source.API).entry().socketPath()).isEqualTo("/run/web");
  }

  @Test
  void aCheckInAFileMayHaveNothingButAnId() {
    CheckProposal nameless =
        new CheckProposal(
            "mem",
            "",
            "",
            "",
            "",
            "",
            words().ttl(GoDuration.parse("1s")).build(),
            GoDuration.ZERO);
    assertThat(RULES.check(nameless, Source.FILE).id().value()).isEqualTo("mem");
    assertThatThrownBy(() -> RULES.check(nameless, Source.API)).hasMessage("Missing check name");
  }

  @Test
  void metadataUpToTheLimitsIsTaken() {
    Map<String, String> meta =
        IntStream.range(0, 64)
            .boxed()
            .collect(Collectors.toMap(i -> "k".repeat(126) + (10 + i), i -> "v".repeat(512)));
    assertThat(
            RULES.service(service("", Map.of(), meta, Weights.DEFAULT), Source.API).entry().meta())
        .isEqualTo(meta);
  }

  @Test
  void severalChecksAreNumberedAndOneAloneIsNot() {
    CheckProposal ttl = recipe(words().ttl(GoDuration.parse("10s")));
    assertThat(admitted(ttl).checks())
        .extracting(check -> check.id().value() + "|" + check.proposal().name())
        .containsExactly("service:web|Service 'web' check");
    assertThat(admitted(ttl, TestAgent.ttl("own", "5s"), ttl).checks())
        .extracting(
            check ->
                check.id().value()
                    + "|"
                    + check.proposal().name()
                    + "|"
                    + check.proposal().serviceId())
        .containsExactly(
            "service:web:1|Service 'web' check|web",
            "own|name of own|web",
            "service:web:3|Service 'web' check|web");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ttl=10s interval=10s http=http://a | Interval and TTL cannot both be specified",
        "http=http://a | Interval must be > 0 for Script, HTTP, H2PING, TCP, UDP or OSService checks",
        "name=only | TTL must be > 0 for TTL checks",
        "ttl=-1s | TTL must be > 0 for TTL checks",
        "ttl=1s size=-3 | MaxOutputMaxSize must be positive",
        "ttl=1s warn=3 crit=2 | FailuresBeforeWarning can't be higher than FailuresBeforeCritical",
        "grpc=a:1 | Interval must be > 0 for Script, HTTP, H2PING, TCP, UDP or OSService checks",
        "alias=web grpc=a:1 interval=1s | Interval cannot be set for Alias checks",
        "alias=web ttl=1s | TTL must be not be set for Alias checks",
        "docker=web | TTL must be > 0 for TTL checks"
      })
  void aCheckThatCannotBeIsRefusedWhereverItIs(String wanted, String text) {
    CheckRecipe.Builder recipe = words();
    for (String word : wanted.trim().split(" ")) {
      String value = word.substring(word.indexOf('=') + 1);
      switch (word.substring(0, word.indexOf('='))) {
        case "ttl" -> recipe.ttl(GoDuration.parse(value));
        case "interval" -> recipe.interval(GoDuration.parse(value));
        case "http" -> recipe.http(value);
        case "grpc" -> recipe.grpc(value);
        case "docker" -> recipe.dockerContainerId(value);
        case "alias" -> recipe.aliasService(value);
        case "size" -> recipe.outputMaxSize(Integer.parseInt(value));
        case "warn" -> recipe.failuresBeforeWarning(Integer.parseInt(value));
        case "crit" -> recipe.failuresBeforeCritical(Integer.parseInt(value));
        default -> assertThat(word).isEqualTo("name=only");
      }
    }
    refused(
        service("", Map.of(), Map.of(), Weights.DEFAULT, recipe(recipe)),
        "Invalid check: " + text.trim());
    CheckProposal alone =
        new CheckProposal("", "c", "", "", "", "", recipe.build(), GoDuration.ZERO);
    assertThatThrownBy(() -> RULES.check(alone, Source.API))
        .isInstanceOf(BadProposalException.class)
        .hasMessage("Invalid check: " + text.trim());
  }

  @Test
  void aStatusHasThreeWords() {
    CheckRecipe ttl = words().ttl(GoDuration.parse("1s")).build();
    CheckProposal dizzy = new CheckProposal("", "c", "", "", "dizzy", "", ttl, GoDuration.ZERO);
    refused(
        service("", Map.of(), Map.of(), Weights.DEFAULT, dizzy),
        "Status for checks must 'passing', 'warning', 'critical'");
    assertThatThrownBy(() -> RULES.check(dizzy, Source.API)).hasMessage("Bad check status");
    assertThatThrownBy(() -> RULES.check(recipe(words().ttl(GoDuration.parse("1s"))), Source.API))
        .hasMessage("Missing check name");
  }

  @Test
  void scriptsNeedThePermissionOfTheirSource() {
    CheckProposal script =
        new CheckProposal(
            "",
            "c",
            "",
            "",
            "",
            "",
            words().args(List.of("true")).interval(GoDuration.parse("1s")).build(),
            GoDuration.ZERO);
    String remote =
        "Scripts are disabled on this agent from remote calls; to enable, configure 'enable_script_checks' to true";
    assertThatThrownBy(() -> RULES.check(script, Source.API))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessage(remote);
    assertThatThrownBy(() -> RULES.check(script, Source.FILE))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessage(
            "Scripts are disabled on this agent; to enable, configure 'enable_script_checks' or 'enable_local_script_checks' to true");
    Admission local = new Admission(new NodeName("n1"), new AdmissionSettings(false, true, 4096));
    assertThatThrownBy(() -> local.check(script, Source.API)).hasMessage(remote);
    assertThat(local.check(script, Source.FILE).type()).isEqualTo("script");
    Admission any = new Admission(new NodeName("n1"), new AdmissionSettings(true, false, 4096));
    assertThat(any.check(script, Source.API).type()).isEqualTo("script");
    assertThat(any.check(script, Source.FILE).type()).isEqualTo("script");
  }

  @Test
  void aServiceIsTakenBackAfterAMinuteAtLeast() {
    CheckProposal hasty =
        new CheckProposal(
            "",
            "c",
            "",
            "",
            "",
            "",
            words().ttl(GoDuration.parse("1s")).build(),
            GoDuration.parse("10s"));
    assertThat(RULES.check(hasty, Source.API).proposal().deregisterCriticalServiceAfter())
        .isEqualTo(GoDuration.parse("1m"));
  }

  @Test
  void whatWasAdmittedIsAdmittedTheSameAgain() {
    AdmittedService once = admitted(TestAgent.ttl("", "10s"), TestAgent.tcp("own", "a:1"));
    AdmittedService again = RULES.service(once.proposal(), Source.API);
    assertThat(again.entry()).isEqualTo(once.entry());
    assertThat(again.proposal()).isEqualTo(once.proposal());
    for (AdmittedCheck check : once.checks()) {
      assertThat(RULES.check(check.proposal(), Source.API)).isEqualTo(check);
    }
  }

  private static void refusedMeta(Map<String, String> meta, String text) {
    refused(service("", Map.of(), meta, Weights.DEFAULT), text);
  }

  private static void refused(ServiceProposal wanted, String text) {
    assertThatThrownBy(() -> RULES.service(wanted, Source.API))
        .isInstanceOf(BadProposalException.class)
        .hasMessage(text);
  }
}
