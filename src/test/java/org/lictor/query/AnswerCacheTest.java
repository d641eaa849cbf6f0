package org.lictor.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lictor.state.TestStore;

class AnswerCacheTest {
  private final TestStore store = new TestStore();
  private final AnswerCache answers = new AnswerCache(store.store);

  @Test
  void whoAsksTheSameGetsTheSameAnswerUntilItChanges() {
    store.register("n1", "web");
    var first = answers.look(HealthQuery.Instances.of("web"));
    store.register("n1", "other");
    assertThat(answers.look(HealthQuery.Instances.of("web"))).isSameAs(first);
    store.register("n2", "web");
    assertThat(answers.look(HealthQuery.Instances.of("web")).found().value()).hasSize(2);
  }

  /** The same tag asked for once more makes another query with the same large answer. */
  @Test
  void manyQueriesOfALargeServiceDoNotPileUp() {
    for (int i = 0; i < 1000; i++) {
      store.register("n" + i, "big", "big" + i, 80, "t");
    }
    for (int i = 1; i <= 400; i++) {
      Selection unlike = new Selection(Collections.nCopies(i, "t"), Map.of());
      var seen = answers.look(new CatalogQuery.Instances("big", unlike));
      assertThat(seen.found().value()).hasSize(1000);
      assertThat(answers.elements()).isLessThanOrEqualTo(AnswerCache.MOST_ELEMENTS + 1000);
    }
    assertThat(answers.elements()).isPositive();
  }
}
