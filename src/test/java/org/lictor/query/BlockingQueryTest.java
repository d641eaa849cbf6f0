package org.lictor.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lictor.model.KvEntry;
import org.lictor.query.AnswerCache.Seen;
import org.lictor.state.StateImage;
import org.lictor.state.TestStore;

@Timeout(60)
class BlockingQueryTest {
  private final TestStore store = new TestStore();
  private final ExecutorService wakers = Executors.newFixedThreadPool(2);
  private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
  private final BlockingQuery blocking = limited(BlockingQuery.Limits.DEFAULT);

  @AfterEach
  void stop() {
    wakers.shutdownNow();
    timer.shutdownNow();
  }

  @Test
  void anIndexThatIsAlreadyPassedAnswersAtOnce() {
    store.set("k", "1");
    store.set("k", "2");
    assertThat(ask("k", 1, Duration.ofMinutes(5))).isCompleted();
  }

  @Test
  void aSleeperWakesWithTheChange() throws Exception {
    store.set("k", "1");
    CompletableFuture<Seen<Optional<KvEntry>>> sleeper = ask("k", 1, Duration.ofMinutes(5));
    assertThat(sleeper).isNotDone();
    store.set("other", "1");
    assertThat(sleeper).isNotDone();
    store.set("k", "2");
    assertThat(sleeper.get().found().index()).isEqualTo(3);
    assertThat(blocking.sleeping()).isZero();
  }

  @Test
  void whoGivesUpWhatFollowsFromAWaitEndsIt() {
    store.set("k", "1");
    CompletableFuture<String> shown =
        ask("k", 1, Duration.ofMinutes(5))
            .thenApply(Object::toString)
            .exceptionally(problem -> "none");
    assertThat(blocking.sleeping()).isEqualTo(1);
    shown.cancel(false);
    assertThat(shown).isCancelled();
    assertThat(blocking.sleeping()).isZero();
    assertThat(timer.getQueue()).allMatch(alarm -> ((Future<?>) alarm).isCancelled());
  }

  @Test
  void whoGivesUpAWaitThatCameAfterSomethingElseEndsIt() {
    store.set("k", "1");
    CompletableFuture<Long> leader = new CompletableFuture<>();
    CompletableFuture<?> both =
        Abandonable.after(leader, index -> ask("k", index, Duration.ofMinutes(5)));
    leader.complete(1L);
    assertThat(blocking.sleeping()).isEqualTo(1);
    both.cancel(false);
    assertThat(blocking.sleeping()).isZero();
  }

  @Test
  void whoGivesUpBeforeItIsKnownWhomToAskDoesNotWait() {
    store.set("k", "1");
    CompletableFuture<Long> leader = new CompletableFuture<>();
    CompletableFuture<?> both =
        Abandonable.after(leader, index -> ask("k", index, Duration.ofMinutes(5)));
    both.cancel(false);
    leader.complete(1L);
    assertThat(blocking.sleeping()).isZero();
  }

  @Test
  void theWaitEndsWithTheUnchangedAnswer() throws Exception {
    store.set("k", "1");
    assertThat(ask("k", 1, Duration.ofMillis(20)).get().found().index()).isEqualTo(1);
    assertThat(timer.getQueue()).isEmpty();
  }

  @Test
  void aWaitThatEndsBeforeItSleepsLeavesNothingOnItsWatches() {
    store.set("k", "1");
    AtomicInteger woken = new AtomicInteger();
    ScheduledThreadPoolExecutor early =
        new ScheduledThreadPoolExecutor(1) {
          @Override
          public ScheduledFuture<?> schedule(Runnable alarm, long delay, TimeUnit unit) {
            alarm.run();
            return super.schedule(() -> {}, 0, unit);
          }
        };
    Executor counting =
        wake -> {
          woken.incrementAndGet();
          wake.run();
        };
    BlockingQuery waits =
        new BlockingQuery(
            new AnswerCache(store.store),
            counting,
            early,
            new Random(1),
            BlockingQuery.Limits.DEFAULT);
    var options = new QueryOptions(1, Duration.ofNanos(1), Consistency.STALE);
    assertThat(waits.run(new KvQuery.Get("k"), options)).isCompleted();
    assertThat(woken).hasValue(1);
    store.set("k", "2");
    assertThat(woken).as("wake-ups of a wait that is over").hasValue(1);
    early.shutdownNow();
  }

  @Test
  void anIndexAboveTheCurrentOneWaits() {
    store.set("k", "1");
    assertThat(ask("k", 1000, Duration.ofMinutes(5))).isNotDone();
  }

  @Test
  void aRestoredSnapshotWakesEveryone() throws Exception {
    store.set("k", "1");
    CompletableFuture<Seen<Optional<KvEntry>>> sleeper = ask("k", 1, Duration.ofMinutes(5));
    store.store.replace(StateImage.EMPTY);
    assertThat(sleeper.get().found().value()).isEmpty();
  }

  @Test
  void theNewestIsRefusedWhenTooManyWait() {
    BlockingQuery one =
        limited(new BlockingQuery.Limits(Duration.ofMinutes(5), Duration.ofMinutes(10), 1));
    store.set("k", "1");
    QueryOptions options = new QueryOptions(1, Duration.ZERO, Consistency.STALE);
    assertThat(one.run(new KvQuery.Get("k"), options)).isNotDone();
    assertThat(one.run(new KvQuery.Get("k"), options))
        .failsWithin(Duration.ofSeconds(5))
        .withThrowableOfType(ExecutionException.class)
        .withCauseInstanceOf(OverloadedException.class);
    assertThat(one.sleeping()).isEqualTo(1);
  }

  /**
   * Writers and watchers race; each watcher follows a key by its index and must reach the last
   * value.
   */
  @Test
  void noWakeUpIsLost() throws Exception {
    int keys = 20;
    int changes = 3_000;
    CountDownLatch reached = new CountDownLatch(keys * 3);
    for (int k = 0; k < keys; k++) {
      for (int watcher = 0; watcher < 3; watcher++) {
        follow("k" + k, 0, reached);
      }
    }
    Random random = new Random(7);
    for (int i = 0; i < changes; i++) {
      store.set("k" + random.nextInt(keys), Integer.toString(i));
    }
    for (int k = 0; k < keys; k++) {
      store.set("k" + k, "last");
    }
    assertThat(reached.await(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void tenThousandSleepersHoldNoThread() throws Exception {
    store.set("k", "1");
    List<CompletableFuture<?>> sleepers = new ArrayList<>();
    int before = Thread.activeCount();
    for (int i = 0; i < 10_000; i++) {
      sleepers.add(ask("k", 1, Duration.ofMinutes(5)));
    }
    assertThat(blocking.sleeping()).isEqualTo(10_000);
    assertThat(Thread.activeCount()).isLessThanOrEqualTo(before + 4);
    store.set("k", "2");
    CompletableFuture.allOf(sleepers.toArray(CompletableFuture[]::new)).get();
    assertThat(blocking.sleeping()).isZero();
  }

  private void follow(String key, long index, CountDownLatch reached) {
    ask(key, index, Duration.ofMinutes(5))
        .thenAccept(
            seen -> {
              if (seen.found()
                  .value()
                  .map(e -> new String(e.value().bytes()))
                  .orElse("")
                  .equals("last")) {
                reached.countDown();
              } else {
                follow(key, Math.max(1, seen.found().index()), reached);
              }
            });
  }

  private CompletableFuture<Seen<Optional<KvEntry>>> ask(String key, long index, Duration wait) {
    return blocking.run(new KvQuery.Get(key), new QueryOptions(index, wait, Consistency.STALE));
  }

  private BlockingQuery limited(BlockingQuery.Limits limits) {
    timer.setRemoveOnCancelPolicy(true);
    return new BlockingQuery(new AnswerCache(store.store), wakers, timer, new Random(1), limits);
  }
}
