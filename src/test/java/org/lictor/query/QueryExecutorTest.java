package org.lictor.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lictor.command.Command;
import org.lictor.model.LogIndexes;
import org.lictor.model.PreparedQuery;
import org.lictor.model.QueryFailover;
import org.lictor.model.QueryTemplate;
import org.lictor.model.ServiceQuery;
import org.lictor.query.QueryExecutor.Wish;
import org.lictor.state.TestStore;
import org.lictor.state.WatchSet;

class QueryExecutorTest {
  private static final QueryTemplate TEMPLATE =
      new QueryTemplate(QueryTemplate.NAME_PREFIX_MATCH, "", false);

  private final TestStore store = new TestStore();
  private final QueryExecutor executor = new QueryExecutor(new Image(), "n2", new Random(5));

  /** Answers from the store's image. */
  private final class Image implements Registry {
    @Override
    public <T> CompletableFuture<Answer<T>> ask(Query<T> query, QueryOptions options) {
      return CompletableFuture.completedFuture(peek(query));
    }

    @Override
    public <T> Answer<T> peek(Query<T> query) {
      Indexed<T> found = query.ask(store.image());
      return new Answer<>(found.value(), found.index(), true, 0, WatchSet.NONE);
    }
  }

  @BeforeEach
  void register() {
    for (int i = 1; i <= 5; i++) {
      store.register("n" + i, "web");
    }
    set("any", "", QueryTemplate.NONE, "web");
    set("near-n4", "n4", QueryTemplate.NONE, "web");
    set("near-agent", "_agent", QueryTemplate.NONE, "web");
    set("geo-", "", TEMPLATE, "${name.suffix}");
  }

  @Test
  void withoutCoordinatesTheOrderIsDrawn() {
    Set<String> firsts = new HashSet<>();
    for (int i = 0; i < 50; i++) {
      firsts.add(nodes("any", "", 0).get(0));
    }
    assertThat(firsts).hasSize(5);
  }

  @Test
  void theNearNodesOwnInstanceComesFirstAllTheSame() {
    assertThat(nodes("any", "n3", 0)).hasSize(5).startsWith("n3");
    assertThat(nodes("near-n4", "", 1)).containsExactly("n4");
    assertThat(nodes("near-agent", "", 1)).containsExactly("n2");
    assertThat(nodes("near-n4", "_agent", 1)).containsExactly("n2");
  }

  @Test
  void withCoordinatesTheNearestComeFirstAndWhatIsNotKnownLastInAnyOrder() {
    store.place("n3", 0.001);
    store.place("n2", 0.030);
    store.place("n1", 0.005);
    Set<String> lasts = new HashSet<>();
    for (int i = 0; i < 30; i++) {
      List<String> nodes = nodes("any", "n3", 0);
      assertThat(nodes).startsWith("n3", "n1", "n2");
      lasts.add(nodes.get(4));
    }
    assertThat(lasts).containsExactlyInAnyOrder("n4", "n5");
  }

  @Test
  void aLimitCutsTheList() {
    assertThat(nodes("any", "", 2)).hasSize(2);
    assertThat(nodes("any", "", 0)).hasSize(5);
    assertThat(nodes("any", "", -1)).hasSize(5);
    assertThat(nodes("any", "", 9)).hasSize(5);
  }

  @Test
  void aTemplateIsFilledInWithTheNameThatIsAskedFor() {
    assertThat(nodes("GEO-web", "", 0)).isEmpty(); // cut off in its own letter case alone
    assertThat(nodes("geo-web", "", 0)).hasSize(5);
    assertThat(nodes("geo-none", "", 0)).isEmpty();
    assertThatThrownBy(() -> nodes("id-geo-", "", 0))
        .hasCauseInstanceOf(TemplateByIdException.class);
  }

  @Test
  void anUnknownNameIsNothing() {
    assertThat(executor.explain("nope", QueryOptions.NOW).join().value()).isEmpty();
    assertThat(
            executor.execute(new Wish("nope", "", "", 0, false), QueryOptions.NOW).join().value())
        .isEmpty();
  }

  private void set(String name, String near, QueryTemplate template, String service) {
    ServiceQuery wanted =
        new ServiceQuery(
            service, "", QueryFailover.NONE, false, null, near, null, null, null, false, "");
    store.apply(
        new Command.PreparedQuerySet(
            new PreparedQuery("id-" + name, name, "", "", template, wanted, "", LogIndexes.NONE),
            false));
  }

  private List<String> nodes(String name, String near, int limit) {
    return executor
        .execute(new Wish(name, near, "", limit, false), QueryOptions.NOW)
        .join()
        .value()
        .orElseThrow()
        .instances()
        .stream()
        .map(instance -> instance.node().name().value())
        .toList();
  }
}
