package org.lictor.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lictor.model.Member;
import org.lictor.state.TestStore;

class UiQueryTest {
  private final TestStore store = new TestStore();

  UiQueryTest() {
    store.register("n1", "web", "web1", 80, "blue");
    store.register("n1", "web", "web2", 81, "blue", "old");
    store.register("n2", "web", "web3", 82);
    store.register("n2", "db");
    store.check("n1", "alive", "passing");
    store.check("n1", "c1", "critical", "web1");
    store.check("n2", "c3", "warning", "web3");
  }

  @Test
  void aServiceIsSummedUpOverItsInstancesAndANodesCheckCountsOnce() {
    List<ServiceSummary> found = new UiQuery.Services().ask(store.image()).value();
    assertThat(found)
        .containsExactly(
            new ServiceSummary("db", "", Set.of(), List.of("n2"), Set.of(), 1, 0, 0, 0, false),
            new ServiceSummary(
                "web",
                "",
                Set.of("blue", "old"),
                List.of("n1", "n2"),
                Set.of(),
                3,
                1,
                1,
                1,
                false));
  }

  @Test
  void anExpressionLeavesInstancesAway() {
    assertThat(
            Filtered.of(new UiQuery.Services(), "dc1", "Checks.Status == warning")
                .ask(store.image())
                .value())
        .extracting(ServiceSummary::name, ServiceSummary::instances)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("web", 1));
    assertThat(
            Filtered.of(new UiQuery.Nodes(), "dc1", "Services.Service == db")
                .ask(store.image())
                .value())
        .extracting(sheet -> sheet.node().name().value())
        .containsExactly("n2");
  }

  @Test
  void aNodeHasItsServicesChecksAndTheVersionOfItsAgent() {
    store.member("n1", Member.Status.ALIVE, "i1");
    var sheet = new UiQuery.OfNode("n1").ask(store.image()).value().orElseThrow();
    assertThat(sheet.services()).hasSize(2);
    assertThat(sheet.checks()).hasSize(2);
    assertThat(new UiQuery.OfNode("n9").ask(store.image()).value()).isEmpty();
  }

  @Test
  void whateverIsShownWakesAReader() {
    AnswerCache answers = new AnswerCache(store.store);
    UiQuery.Nodes query = new UiQuery.Nodes();
    long index = answers.look(query).found().index();
    for (Runnable change :
        List.<Runnable>of(
            () -> store.node("n3"),
            () -> store.register("n3", "web"),
            () -> store.check("n3", "c", "passing"),
            () -> store.member("n3", Member.Status.ALIVE, "i3"))) {
      change.run();
      long next = answers.look(query).found().index();
      assertThat(next).isGreaterThan(index);
      index = next;
    }
  }
}
