package org.lictor.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lictor.consensus.NoLeaderException;
import org.lictor.query.Answer;
import org.lictor.query.BlockingQuery.Limits;
import org.lictor.query.HealthQuery;
import org.lictor.query.KvQuery;
import org.lictor.query.ServiceInstance;
import org.lictor.state.WatchSet;

@Timeout(60)
class PeekTest {
  private static final HealthQuery.Instances WEB = HealthQuery.Instances.of("web");
  private static final Duration MOMENT = Duration.ofMillis(50);

  private final ClientScene scene = new ClientScene(3);
  private final RemoteRegistry registry =
      new RemoteRegistry(scene.line, scene.leadership, Limits.DEFAULT, Duration.ofMillis(50));

  private int instances() {
    return registry.peek(WEB).value().size();
  }

  private void assertNobodyVouches() {
    assertThatThrownBy(() -> registry.peek(WEB)).isInstanceOf(NoLeaderException.class);
    assertThat(registry.ready(WEB)).as("it fails at once").isTrue();
  }

  @Test
  void theFirstPeekAsksAndLaterOnesFindTheAnswerInMemory() {
    scene.cluster.register("n1", "web");
    assertThat(registry.ready(WEB)).isFalse();
    Answer<List<ServiceInstance>> first = registry.peek(WEB);
    assertThat(first.value()).hasSize(1);
    assertThat(registry.ready(WEB)).isTrue();
    scene.pass(MOMENT);
    long asked = scene.courier.count(RequestKind.QUERY);
    for (int i = 0; i < 1000; i++) {
      assertThat(registry.peek(WEB)).isSameAs(first);
    }
    assertThat(scene.courier.count(RequestKind.QUERY)).isEqualTo(asked);
  }

  @Test
  void aChangeFiresTheWatchesAndTheNextPeekSeesIt() {
    scene.cluster.register("n1", "web");
    WatchSet watches = registry.peek(WEB).watches();
    scene.pass(MOMENT);
    scene.cluster.register("n1", "other");
    assertThat(watches.fired()).isFalse();
    AtomicInteger seen = new AtomicInteger();
    watches.onFire(() -> seen.set(instances()));
    scene.cluster.register("n2", "web");
    assertThat(seen).as("what is seen when the watches fire").hasValue(2);
    assertThat(watches.fired()).isTrue();
    assertThat(registry.peek(WEB).watches().fired()).isFalse();
  }

  @Test
  void manyChangesAreAllSeenInTheEnd() {
    scene.cluster.register("n0", "web");
    assertThat(instances()).isEqualTo(1);
    for (int i = 1; i < 500; i++) {
      scene.cluster.register("n" + i, "web");
      scene.pass(Duration.ofMillis(i % 3));
    }
    scene.pass(MOMENT);
    assertThat(instances()).isEqualTo(500);
    assertThat(scene.courier.count(RequestKind.QUERY)).isLessThan(200);
  }

  @Test
  void aServiceWhoseLastInstanceGoesIsSeenEmpty() {
    scene.cluster.register("n1", "web");
    assertThat(instances()).isEqualTo(1);
    scene.cluster.deregister("n1");
    scene.pass(MOMENT);
    assertThat(instances()).isZero();
    scene.cluster.register("n1", "web");
    scene.pass(MOMENT);
    assertThat(instances()).isEqualTo(1);
  }

  @Test
  void anUnchangedAnswerKeepsItsWatchesForHours() {
    scene.cluster.register("n1", "web");
    Answer<List<ServiceInstance>> first = registry.peek(WEB);
    for (int i = 0; i < 120; i++) {
      scene.pass(Duration.ofMinutes(1));
      assertThat(registry.peek(WEB).value()).isSameAs(first.value());
    }
    assertThat(first.watches().fired()).isFalse();
  }

  @Test
  void whatNobodyLooksAtIsFollowedNoMore() {
    scene.cluster.register("n1", "web");
    WatchSet watches = registry.peek(WEB).watches();
    assertThat(registry.followed()).isEqualTo(1);
    scene.pass(Duration.ofMinutes(5));
    assertThat(registry.followed()).isZero();
    assertThat(watches.fired()).isTrue();
    long asked = scene.courier.count(RequestKind.QUERY);
    scene.pass(Duration.ofMinutes(5));
    assertThat(scene.courier.count(RequestKind.QUERY)).isEqualTo(asked);
    assertThat(instances()).isEqualTo(1);
  }

  @Test
  void aNameThatIsNotThereIsAskedForOnceASecond() {
    for (int i = 0; i < 100; i++) {
      Answer<?> answer = registry.peek(WEB);
      assertThat(answer.watches().fired()).as("nobody may keep it").isTrue();
    }
    assertThat(scene.courier.count(RequestKind.QUERY)).isEqualTo(1);
    assertThat(registry.followed()).isZero();
    scene.cluster.register("n1", "web");
    scene.pass(Duration.ofMillis(1001));
    assertThat(instances()).isEqualTo(1);
    assertThat(registry.followed()).isEqualTo(1);
  }

  @Test
  void inventedNamesDoNotPushOutThoseInUse() {
    scene.cluster.register("n1", "web");
    WatchSet watches = registry.peek(WEB).watches();
    for (int i = 0; i < 5000; i++) {
      registry.peek(HealthQuery.Instances.of("invented-" + i));
    }
    assertThat(watches.fired()).isFalse();
    assertThat(registry.followed()).isEqualTo(1);
  }

  @Test
  void moreNamesThanAreFollowedAreStillAnswered() {
    int names = StandingAnswers.MOST_STANDING + 100;
    for (int i = 0; i < names; i++) {
      scene.cluster.set("k" + i, "v");
    }
    for (int i = 0; i < names; i++) {
      assertThat(registry.peek(new KvQuery.Get("k" + i)).value()).isPresent();
    }
    assertThat(registry.followed()).isEqualTo(StandingAnswers.MOST_STANDING);
    WatchSet oldest = registry.peek(new KvQuery.Get("k0")).watches();
    WatchSet next = registry.peek(new KvQuery.Get("k1")).watches();
    scene.pass(Duration.ofSeconds(31));
    registry.peek(new KvQuery.Get("k0"));
    for (int i = StandingAnswers.MOST_STANDING; i < names; i++) {
      assertThat(registry.peek(new KvQuery.Get("k" + i)).watches().fired()).isFalse();
    }
    assertThat(registry.followed()).isEqualTo(StandingAnswers.MOST_STANDING);
    assertThat(oldest.fired()).as("in use").isFalse();
    assertThat(next.fired() || registry.ready(new KvQuery.Get("k1"))).isTrue();
  }

  @Test
  void aLostServerIsReplacedWithoutAGap() {
    scene.cluster.register("n1", "web");
    WatchSet watches = registry.peek(WEB).watches();
    scene.pass(MOMENT);
    scene.courier.lose(0);
    assertThat(instances()).isEqualTo(1);
    scene.pass(Duration.ofSeconds(10));
    assertThat(instances()).isEqualTo(1);
    assertThat(watches.fired()).isFalse();
    scene.cluster.register("n2", "web");
    scene.pass(MOMENT);
    assertThat(instances()).isEqualTo(2);
  }

  @Test
  void aServerThatLagsTakesNoNewsAway() {
    scene.cluster.register("n1", "web");
    scene.cluster.servers.get(1).lags = true;
    scene.cluster.register("n2", "web");
    assertThat(instances()).isEqualTo(2);
    scene.courier.lose(0);
    scene.pass(Duration.ofSeconds(10));
    assertThat(instances()).isEqualTo(2);
    scene.cluster.servers.get(1).lags = false;
    scene.cluster.register("n3", "web");
    scene.pass(MOMENT);
    assertThat(instances()).isEqualTo(3);
  }

  @Test
  void whenAllServersFallSilentNothingIsServedAndTheNextReplyEndsThat() {
    scene.cluster.register("n1", "web");
    WatchSet watches = registry.peek(WEB).watches();
    registry.peek(HealthQuery.Instances.of("nobody"));
    List.of(0, 1, 2).forEach(scene.courier::silence);
    scene.pass(Duration.ofMillis(1500));
    assertThat(instances()).isEqualTo(1);
    scene.pass(Duration.ofSeconds(1));
    assertThat(watches.fired()).as("who keeps answers is told").isTrue();
    assertNobodyVouches();
    scene.cluster.register("n2", "web");
    scene.pass(Duration.ofSeconds(30));
    assertNobodyVouches();
    List.of(0, 1, 2).forEach(scene.courier::back);
    scene.pass(Duration.ofSeconds(2));
    assertThat(instances()).isEqualTo(2);
  }

  @Test
  void whenAllServersAreGoneNothingIsServedAndOneThatComesBackEndsThat() {
    scene.cluster.register("n1", "web");
    WatchSet watches = registry.peek(WEB).watches();
    List.of(0, 1, 2).forEach(scene.courier::lose);
    scene.pass(Duration.ofMillis(1500));
    assertThat(instances()).isEqualTo(1);
    scene.pass(Duration.ofSeconds(1));
    assertThat(watches.fired()).isTrue();
    assertNobodyVouches();
    scene.courier.back(2);
    scene.pass(Duration.ofMillis(1100));
    assertThat(instances()).isEqualTo(1);
  }

  @Test
  void aFirstPeekDoesNotWaitForLong() {
    scene.cluster.register("n1", "web");
    scene.courier.dawdle();
    assertThatThrownBy(() -> registry.peek(WEB)).isInstanceOf(NoLeaderException.class);
    assertThat(registry.ready(WEB)).isFalse();
    scene.courier.hurry();
    assertThat(registry.ready(WEB)).as("the answer was late, not lost").isTrue();
    assertThat(instances()).isEqualTo(1);
  }

  @Test
  void onlySoManyThreadsWaitForFirstAnswers() {
    RemoteRegistry patient =
        new RemoteRegistry(scene.line, scene.leadership, Limits.DEFAULT, Duration.ofSeconds(30));
    scene.cluster.register("n1", "web");
    scene.courier.dawdle();
    List<CompletableFuture<Integer>> waiting = new ArrayList<>();
    CompletableFuture<?> refused = new CompletableFuture<>();
    for (int i = 0; i <= StandingAnswers.MOST_WAITING; i++) {
      CompletableFuture<Integer> peek = new CompletableFuture<>();
      waiting.add(peek);
      Thread thread =
          new Thread(
              () -> {
                try {
                  peek.complete(patient.peek(WEB).value().size());
                } catch (NoLeaderException full) {
                  refused.complete(null);
                }
              });
      thread.setDaemon(true);
      thread.start();
    }
    refused.join();
    assertThat(scene.courier.count(RequestKind.QUERY))
        .as("those who wait share one question")
        .isLessThanOrEqualTo(2);
    scene.courier.hurry();
    assertThat(waiting.stream().filter(peek -> peek.handle((n, e) -> n).isDone()).count())
        .isLessThanOrEqualTo(StandingAnswers.MOST_WAITING);
    CompletableFuture.anyOf(waiting.toArray(CompletableFuture[]::new)).join();
  }
}
