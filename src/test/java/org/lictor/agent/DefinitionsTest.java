package org.lictor.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lictor.agent.TestAgent.service;
import static org.lictor.agent.TestAgent.ttl;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lictor.model.CheckStatus;

class DefinitionsTest {
  private final TestAgent agent = new TestAgent();

  @Test
  void definitionsOfFilesAreThereAndNotKept() {
    agent.definitions.start(
        List.of(service("web", ttl("a", "10s"))),
        List.of(ttl("node", "10s"), ttl("w", "1s").ofService("web")));
    assertThat(agent.checks()).isEqualTo("a critical; node critical; w critical");
    assertThat(agent.memory.recall()).isEqualTo(Kept.NOTHING);
    assertThat(agent.schedule.size()).isEqualTo(3);
  }

  @Test
  void whatCameOverTheInterfaceComesBackAndItsChecksAreCritical() {
    CheckProposal optimist =
        new CheckProposal(
            "a",
            "a",
            "notes",
            "",
            "passing",
            "secret",
            ttl("", "10s").recipe(),
            org.lictor.model.GoDuration.ZERO);
    agent.services.registerService(service("id", "web", List.of("x"), optimist), false);
    agent.services.registerCheck(ttl("node", "10s"));
    assertThat(agent.statuses()).containsEntry("a", "passing");
    TestAgent next = agent.restarted();
    next.definitions.start(List.of(), List.of());
    assertThat(next.state.image().services()).isEqualTo(agent.state.image().services());
    assertThat(next.checks()).isEqualTo("a critical; node critical");
    assertThat(next.state.image().checks.get("a").admitted().token()).isEqualTo("secret");
    next.sync.start();
    assertThat(next.catalogServices()).isEqualTo("id web [x]");
    next.services.deregisterService("id");
    TestAgent last = next.restarted();
    last.definitions.start(List.of(), List.of());
    assertThat(last.checks()).isEqualTo("node critical");
  }

  @Test
  void aTtlStateComesBackWhileItHoldsAndItsTimeStartsAnew() {
    agent.definitions.start(List.of(), List.of(ttl("file", "60s")));
    agent.services.registerCheck(ttl("api", "60s"));
    agent.services.registerCheck(ttl("short", "20s"));
    for (String id : List.of("file", "api", "short")) {
      agent.ttls.renew(id, CheckStatus.PASSING, "fine");
    }
    agent.time.advance(Duration.ofSeconds(50));
    TestAgent next = agent.restarted();
    next.definitions.start(List.of(), List.of(ttl("file", "60s")));
    assertThat(next.checks()).isEqualTo("api passing fine; file passing fine; short critical");
    assertThat(next.memory.states).containsOnlyKeys("api", "file");
    next.pass(Duration.ofSeconds(59));
    assertThat(next.checks()).startsWith("api passing fine; file passing fine; short critical");
    next.pass(Duration.ofSeconds(2));
    assertThat(next.statuses().values()).containsOnly("critical");
  }

  @Test
  void aStateOfACheckThatIsGoneIsForgotten() {
    agent.definitions.start(List.of(), List.of(ttl("file", "60s")));
    agent.ttls.renew("file", CheckStatus.PASSING, "fine");
    TestAgent next = agent.restarted();
    next.definitions.start(List.of(), List.of());
    assertThat(next.memory.states).isEmpty();
  }

  @Test
  void aFileWithAKeptIdWinsAndTheMemoryForgets() {
    agent.services.registerService(
        service("web", "api", List.of(), ttl("a", "10s"), ttl("b", "10s")), false);
    TestAgent next = agent.restarted();
    next.definitions.start(List.of(service("WEB", "file", List.of(), ttl("A", "20s"))), List.of());
    assertThat(next.state.image().service("web").name()).isEqualTo("file");
    assertThat(next.memory.services).isEmpty();
    assertThat(next.memory.checks).containsOnlyKeys("b");
  }

  @Test
  void aKeptDefinitionThatIsNotAllowedAnyMoreIsLeftOut() {
    agent.services.registerService(service("web"), false);
    agent.memory.change(
        new MemoryChange()
            .keep(
                new Kept.KeptCheck(
                    TestAgent.check(
                        "script",
                        "",
                        new CheckRecipe.Builder()
                            .args(List.of("x"))
                            .interval(org.lictor.model.GoDuration.parse("1s"))
                            .build()),
                    "")));
    agent.memory.change(
        new MemoryChange().keep(new Kept.KeptCheck(ttl("orphan", "1s").ofService("zz"), "")));
    TestAgent next = agent.restarted();
    next.definitions.start(List.of(), List.of());
    assertThat(next.checks()).isEmpty();
    assertThat(next.state.image().services()).containsOnlyKeys("web");
  }

  /**
   * Each row: what files had, what they have now, and what is there then. All checks were passing
   * before.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "s:web c:a     | s:web c:a     | api web; a passing",
        "s:web c:a     |               | api",
        "s:web         | s:web s:shop  | api shop web",
        "s:web+x       | s:web+y       | api web; y critical",
        "s:web+x       | s:web+x c:a   | api web; a critical, x passing",
        "s:web+x c:a   | s:web         | api web",
        "               | s:api         | api",
      })
  void aReloadAppliesTheDifference(String before, String after, String expected) {
    agent.services.registerService(service("api"), false);
    agent.definitions.start(services(before), checks(before));
    agent
        .state
        .image()
        .checks()
        .keySet()
        .forEach(id -> agent.ttls.renew(id, CheckStatus.PASSING, ""));
    agent.definitions.reload(services(after), checks(after));
    String names = String.join(" ", agent.state.image().services().keySet());
    String found =
        names + (agent.checks().isEmpty() ? "" : "; " + agent.checks().replace("; ", ", "));
    assertThat(found).isEqualTo(expected.trim());
    assertThat(agent.schedule.size()).isEqualTo(agent.state.image().checks().size());
  }

  private static List<ServiceProposal> services(String words) {
    List<ServiceProposal> found = new ArrayList<>();
    for (String word : words == null ? new String[0] : words.trim().split(" +")) {
      if (word.startsWith("s:")) {
        String[] parts = word.substring(2).split("\\+");
        found.add(parts.length > 1 ? service(parts[0], ttl(parts[1], "60s")) : service(parts[0]));
      }
    }
    return found;
  }

  private static List<CheckProposal> checks(String words) {
    List<CheckProposal> found = new ArrayList<>();
    for (String word : words == null ? new String[0] : words.trim().split(" +")) {
      if (word.startsWith("c:")) {
        found.add(ttl(word.substring(2), "60s"));
      }
    }
    return found;
  }

  @Test
  void aReloadKeepsTheStateOfWhatChangedAndSendsOnlyThat() {
    agent.definitions.start(
        List.of(service("web", ttl("a", "60s")), service("shop", ttl("b", "60s"))), List.of());
    agent.sync.start();
    agent.ttls.renew("a", CheckStatus.PASSING, "fine");
    agent.ttls.renew("b", CheckStatus.PASSING, "fine");
    agent.log.commands.clear();
    agent.definitions.reload(
        List.of(service("web", ttl("a", "90s")), service("shop", ttl("b", "60s"))), List.of());
    assertThat(agent.checks()).isEqualTo("a passing fine; b passing fine");
    assertThat(agent.log.commands).hasSize(1);
  }

  @Test
  void aBadFileChangesNothing() {
    agent.definitions.start(List.of(service("web", ttl("a", "60s"))), List.of());
    LocalImage before = agent.state.image();
    assertThatThrownBy(
            () -> agent.definitions.reload(List.of(service("shop"), service("")), List.of()))
        .isInstanceOf(BadProposalException.class);
    assertThatThrownBy(
            () ->
                agent.definitions.reload(
                    List.of(service("shop")), List.of(ttl("x", "1s").ofService("web"))))
        .isInstanceOf(NotRegisteredException.class);
    assertThat(agent.state.image()).isSameAs(before);
  }

  @Test
  void aReloadTakesOverWhatCameOverTheInterface() {
    agent.services.registerService(service("web", ttl("a", "10s")), false);
    agent.definitions.reload(List.of(service("web", ttl("a", "10s"))), List.of());
    assertThat(agent.memory.recall().services()).isEmpty();
    assertThat(agent.memory.recall().checks()).isEmpty();
    agent.definitions.reload(List.of(), List.of());
    assertThat(agent.state.image().services()).isEmpty();
    assertThat(agent.checks()).isEmpty();
  }
}
