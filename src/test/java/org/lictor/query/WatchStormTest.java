package org.lictor.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.lictor.command.Command;
import org.lictor.command.DecidedCommand;
import org.lictor.consensus.CommandLog;
import org.lictor.consensus.Committed;
import org.lictor.consensus.Leadership;
import org.lictor.model.KvEntry;
import org.lictor.model.Octets;
import org.lictor.state.StateStore;

/**
 * 20,000 changes over 1,000 keys while 2,000 watch them, one key or one prefix each: every watcher
 * sees what was last, none misses that a key went, and no index goes back.
 */
class WatchStormTest {
  private static final int KEYS = 1_000;
  private static final int CHANGES = 20_000;
  private static final int WATCHERS = 2_000;
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final StateStore store = new StateStore();
  private final ExecutorService wakers = Executors.newFixedThreadPool(4);
  private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
  private final AnswerCache answers = new AnswerCache(store);
  private final Registry registry =
      new LocalRegistry(
          answers,
          new BlockingQuery(answers, wakers, timer, new Random(1), BlockingQuery.Limits.DEFAULT),
          new Leading());
  private final AtomicLong answered = new AtomicLong();

  @AfterEach
  void stop() {
    wakers.shutdownNow();
    timer.shutdownNow();
  }

  @Test
  void everyWatcherSeesWhatIsLastAndNoIndexGoesBack() throws InterruptedException {
    List<Watcher> watchers = new ArrayList<>();
    for (int i = 0; i < WATCHERS; i++) {
      watchers.add(new Watcher(i % KEYS, i >= KEYS));
    }
    watchers.forEach(watcher -> watcher.ask(0));
    Random random = new Random(7);
    for (int change = 0; change < CHANGES - KEYS; change++) {
      int key = random.nextInt(KEYS);
      if (random.nextInt(5) == 0) {
        apply(new Command.KvDelete(key(key), false, null));
      } else {
        set(key, "v" + change);
      }
    }
    long[] lastIndex = new long[KEYS];
    for (int key = 0; key < KEYS; key++) {
      set(key, last(key));
      if (goes(key)) {
        apply(new Command.KvDelete(key(key), false, null));
      }
      lastIndex[key] = store.image().index();
    }
    long end = System.nanoTime() + PATIENCE.toNanos();
    for (Watcher watcher : watchers) {
      while (!watcher.hasSeen(lastIndex[watcher.key]) && System.nanoTime() - end < 0) {
        TimeUnit.MILLISECONDS.sleep(5);
      }
      assertThat(watcher.hasSeen(lastIndex[watcher.key]))
          .as("key %d: %s", watcher.key, watcher)
          .isTrue();
      assertThat(watcher.problem).isNull();
    }
    assertThat(answered.get()).isGreaterThan(2L * WATCHERS);
  }

  /** Whether the key is not there in the end. */
  private static boolean goes(int key) {
    return key % 3 == 0;
  }

  private void set(int key, String value) {
    apply(new Command.KvSet(key(key), Octets.of(value), 0, null));
  }

  private void apply(Command command) {
    store.apply(store.image().index() + 1, new DecidedCommand(Instant.EPOCH, command));
  }

  private static String key(int number) {
    return "storm/" + number + "/k";
  }

  private static String last(int number) {
    return "last of " + number;
  }

  /** Asks again and again with the index of the last answer, as a client does. */
  private final class Watcher {
    private final int key;
    private final boolean byPrefix;
    private volatile @Nullable String problem;
    private volatile Seen seen = new Seen(0, Optional.empty());

    /** An answer. */
    private record Seen(long index, Optional<KvEntry> entry) {}

    Watcher(int key, boolean byPrefix) {
      this.key = key;
      this.byPrefix = byPrefix;
    }

    void ask(long index) {
      QueryOptions options = new QueryOptions(index, Duration.ofMinutes(5), Consistency.DEFAULT);
      var unused =
          byPrefix
              ? registry
                  .ask(new KvQuery.Under("storm/" + key + "/"), options)
                  .thenAccept(
                      answer -> answered(answer.index(), answer.value().stream().findFirst()))
              : registry
                  .ask(new KvQuery.Get(key(key)), options)
                  .thenAccept(answer -> answered(answer.index(), answer.value()));
    }

    private void answered(long index, Optional<KvEntry> entry) {
      answered.incrementAndGet();
      if (index < seen.index()) {
        problem = "index " + index + " after " + seen.index();
      }
      seen = new Seen(index, entry);
      ask(index);
    }

    boolean hasSeen(long lastIndex) {
      Seen now = seen;
      return now.index() >= lastIndex
          && (goes(key)
              ? now.entry().isEmpty()
              : now.entry().map(KvEntry::value).equals(Optional.of(Octets.of(last(key)))));
    }

    @Override
    public String toString() {
      return seen.toString();
    }
  }

  /** This server leads all the while. */
  private static final class Leading implements CommandLog, Leadership {
    @Override
    public CompletableFuture<Committed> submit(byte[] command) {
      throw new UnsupportedOperationException();
    }

    @Override
    public long lastApplied() {
      return 0;
    }

    @Override
    public Leadership leadership() {
      return this;
    }

    @Override
    public CompletableFuture<Long> confirmedIndex() {
      return CompletableFuture.completedFuture(0L);
    }

    @Override
    public boolean isLeader() {
      return true;
    }

    @Override
    public String leaderAddress() {
      return "here";
    }

    @Override
    public long lastContactMillis() {
      return 0;
    }

    @Override
    public void close() {
      // It holds nothing.
    }
  }
}
