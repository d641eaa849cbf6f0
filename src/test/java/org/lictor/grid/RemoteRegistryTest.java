package org.lictor.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.lictor.consensus.NoLeaderException;
import org.lictor.model.KvEntry;
import org.lictor.query.Answer;
import org.lictor.query.BlockingQuery.Limits;
import org.lictor.query.Consistency;
import org.lictor.query.HealthQuery;
import org.lictor.query.KvQuery;
import org.lictor.query.OverloadedException;
import org.lictor.query.QueryOptions;

class RemoteRegistryTest {
  private static final KvQuery.Get KEY = new KvQuery.Get("k");

  private final ClientScene scene = new ClientScene(3);
  private final RemoteRegistry registry =
      new RemoteRegistry(scene.line, scene.leadership, Limits.DEFAULT);

  private CompletableFuture<Answer<Optional<KvEntry>>> ask(
      long minIndex, Duration wait, Consistency consistency) {
    return registry.ask(KEY, new QueryOptions(minIndex, wait, consistency));
  }

  private static String text(Answer<Optional<KvEntry>> answer) {
    return new String(
        answer.value().orElseThrow().value().bytes(), java.nio.charset.StandardCharsets.UTF_8);
  }

  @Test
  void theLeaderAnswersUnlessTheCallerTakesAnything() {
    scene.cluster.leader(2);
    scene.cluster.register("n1", "web");
    assertThat(registry.ask(HealthQuery.Instances.of("web"), QueryOptions.NOW).join().value())
        .hasSize(1);
    assertThat(ask(0, Duration.ZERO, Consistency.CONSISTENT)).isCompleted();
    assertThat(ask(0, Duration.ZERO, Consistency.STALE).join().lastContactMillis()).isEqualTo(11);
    assertThat(scene.courier.asked)
        .filteredOn(line -> line.startsWith("QUERY"))
        .containsExactly("QUERY LEADER 2", "QUERY LEADER 2", "QUERY ANY 0");
  }

  @Test
  void anAnswerIsForItsCallerAlone() {
    Answer<?> answer = ask(0, Duration.ZERO, Consistency.DEFAULT).join();
    assertThat(answer.forOneCaller()).isTrue();
    assertThat(answer.watches().fired()).isTrue();
  }

  @Test
  void aWaitEndsWithTheChange() {
    scene.cluster.set("k", "1");
    var waiting = ask(2, Duration.ofMinutes(1), Consistency.DEFAULT);
    scene.pass(Duration.ofSeconds(30));
    assertThat(waiting).isNotDone();
    assertThat(registry.waiting()).isEqualTo(1);
    scene.cluster.set("k", "2");
    assertThat(text(waiting.join())).isEqualTo("2");
    assertThat(registry.waiting()).isZero();
  }

  @Test
  void aWaitWithoutAChangeEndsWithinASixteenthMore() {
    scene.cluster.set("k", "1");
    var waiting = ask(2, Duration.ofMinutes(16), Consistency.DEFAULT);
    scene.pass(Duration.ofMinutes(10).minusMillis(1));
    assertThat(waiting).isNotDone();
    scene.pass(Duration.ofMinutes(1));
    assertThat(waiting.join().index()).isEqualTo(2);
    assertThat(scene.courier.count(RequestKind.QUERY)).isEqualTo(1);
  }

  @Test
  void theCourierHasMorePatienceThanTheServer() {
    assertThat(ask(5, Duration.ofMinutes(1), Consistency.DEFAULT)).isNotDone();
    assertThat(scene.courier.limit).isBetween(Duration.ofMillis(73_700), Duration.ofMillis(73_750));
    assertThat(ask(5, Duration.ZERO, Consistency.STALE)).isNotDone();
    assertThat(scene.courier.limit).isGreaterThan(Duration.ofSeconds(300 + 18 + 9));
    assertThat(ask(0, Duration.ofMinutes(1), Consistency.STALE)).isCompleted();
    assertThat(scene.courier.limit).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void aWaitWhoseServerIsLostGoesOnAtAnotherForWhatIsLeft() {
    scene.cluster.set("k", "1");
    var waiting = ask(2, Duration.ofMinutes(2), Consistency.STALE);
    scene.pass(Duration.ofMinutes(1));
    scene.courier.lose(0);
    scene.pass(Duration.ofSeconds(1));
    assertThat(scene.courier.asked).contains("QUERY ANY 1");
    assertThat(waiting).isNotDone();
    scene.pass(Duration.ofSeconds(58));
    assertThat(waiting).isNotDone();
    scene.pass(Duration.ofSeconds(6));
    assertThat(text(waiting.join())).isEqualTo("1");
  }

  @Test
  void aWaitSeesAChangeThatCameWhileItsServerWasLost() {
    scene.cluster.set("k", "1");
    var waiting = ask(2, Duration.ofMinutes(2), Consistency.DEFAULT);
    scene.cluster.leader(TestCluster.NOBODY);
    scene.courier.lose(0);
    scene.pass(Duration.ofSeconds(2));
    scene.cluster.leader(1);
    scene.cluster.set("k", "2");
    scene.pass(Duration.ofSeconds(1));
    assertThat(text(waiting.join())).isEqualTo("2");
  }

  @Test
  void manyElectionsInOneLongWaitDoNotEndIt() {
    scene.cluster.set("k", "1");
    var waiting = ask(2, Duration.ofMinutes(9), Consistency.DEFAULT);
    for (int i = 0; i < 5; i++) {
      int leader = i % 3;
      scene.pass(Duration.ofSeconds(30));
      scene.cluster.leader(TestCluster.NOBODY);
      scene.courier.lose(leader);
      scene.pass(Duration.ofSeconds(5));
      scene.courier.back(leader);
      scene.cluster.leader((leader + 1) % 3);
    }
    scene.pass(Duration.ofSeconds(1));
    assertThat(waiting).isNotDone();
    scene.cluster.set("k", "2");
    assertThat(text(waiting.join())).isEqualTo("2");
  }

  @Test
  void aLeaderIsWaitedForSevenSeconds() {
    scene.cluster.leader(TestCluster.NOBODY);
    var held = ask(0, Duration.ZERO, Consistency.DEFAULT);
    scene.pass(Duration.ofMillis(6900));
    assertThat(held).isNotDone();
    scene.pass(Duration.ofMillis(200));
    assertThat(ClientScene.problem(held)).isInstanceOf(NoLeaderException.class);
    assertThat(ask(0, Duration.ZERO, Consistency.STALE)).isCompleted();
  }

  @Test
  void withoutAnyServerThereIsNoLeader() {
    List.of(0, 1, 2).forEach(scene.courier::lose);
    var held = ask(7, Duration.ofMinutes(5), Consistency.STALE);
    scene.pass(Duration.ofMillis(7100));
    assertThat(ClientScene.problem(held)).isInstanceOf(NoLeaderException.class);
  }

  @Test
  void aSilentServerEndsAQueryInBoundedTime() {
    List.of(0, 1, 2).forEach(scene.courier::silence);
    var held = ask(0, Duration.ZERO, Consistency.STALE);
    scene.pass(Duration.ofSeconds(11));
    assertThat(held).isNotDone();
    scene.pass(Duration.ofSeconds(17));
    assertThat(ClientScene.problem(held)).isInstanceOf(NoLeaderException.class);
  }

  @Test
  void moreWaitingQueriesThanAllowedAreRefused() {
    RemoteRegistry small =
        new RemoteRegistry(
            scene.line,
            scene.leadership,
            new Limits(Duration.ofMinutes(5), Duration.ofMinutes(10), 1));
    QueryOptions waiting = new QueryOptions(9, Duration.ofMinutes(1), Consistency.STALE);
    var first = small.ask(KEY, waiting);
    assertThat(ClientScene.problem(small.ask(KEY, waiting)))
        .isInstanceOf(OverloadedException.class);
    scene.pass(Duration.ofMinutes(2));
    assertThat(first).isCompleted();
    assertThat(small.ask(KEY, waiting)).isNotDone();
  }

  @Test
  void thousandsOfWaitsHoldNoThread() {
    scene.cluster.set("k", "1");
    int before = Thread.activeCount();
    List<CompletableFuture<?>> waiting =
        java.util.stream.Stream.<CompletableFuture<?>>generate(
                () -> ask(2, Duration.ofMinutes(5), Consistency.STALE))
            .limit(5000)
            .toList();
    assertThat(Thread.activeCount()).isLessThanOrEqualTo(before + 2);
    scene.cluster.set("k", "2");
    assertThat(waiting).allSatisfy(each -> assertThat(each).isCompleted());
  }
}
