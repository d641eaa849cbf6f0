package org.lictor.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lictor.command.Command;
import org.lictor.consensus.NoLeaderException;
import org.lictor.consensus.Peers;
import org.lictor.consensus.solo.QueueBounds;
import org.lictor.consensus.solo.VolatileCommandLog;
import org.lictor.model.KvEntry;
import org.lictor.model.Octets;
import org.lictor.query.Answer;
import org.lictor.query.AnswerCache;
import org.lictor.query.BlockingQuery;
import org.lictor.query.Consistency;
import org.lictor.query.KvQuery;
import org.lictor.query.LocalRegistry;
import org.lictor.query.QueryOptions;
import org.lictor.registrar.CommandSubmitter;
import org.lictor.replica.Replica;
import org.lictor.state.StateStore;

/** A client agent and a server with their real threads and times; only the network is made up. */
@Timeout(60)
class ClientAndServerTest {
  private static final String ADDRESS = "127.0.0.1:8300";

  private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
  private final ExecutorService wakers = Executors.newFixedThreadPool(2);
  private final ExecutorService network = Executors.newFixedThreadPool(2);
  private final StateStore store = new StateStore();
  private final VolatileCommandLog log =
      VolatileCommandLog.open(QueueBounds.USUAL, ADDRESS, new Replica(store));
  private final ServerDesk desk = desk();
  private final Courier courier =
      (request, to, limit) ->
          CompletableFuture.supplyAsync(() -> request, network)
              .thenCompose(desk::handle)
              .thenApplyAsync(reply -> reply, network);
  private final ServerLine line =
      new ServerLine(courier, timer, wakers, System::nanoTime, new SplittableRandom(1));
  private final RemoteLeadership leadership = new RemoteLeadership(line);
  private final RemoteCommandLog remoteLog = new RemoteCommandLog(line, leadership);
  private final RemoteRegistry registry =
      new RemoteRegistry(line, leadership, BlockingQuery.Limits.DEFAULT);
  private final CommandSubmitter submitter =
      new CommandSubmitter(remoteLog, InstantSource.system());

  private ServerDesk desk() {
    AnswerCache answers = new AnswerCache(store);
    BlockingQuery blocking =
        new BlockingQuery(
            answers, wakers, timer, new SplittableRandom(2), BlockingQuery.Limits.DEFAULT);
    Peers nobody =
        new Peers() {
          @Override
          public CompletableFuture<Configuration> configuration() {
            return CompletableFuture.failedFuture(new NoLeaderException());
          }

          @Override
          public CompletableFuture<Void> remove(String id) {
            return CompletableFuture.failedFuture(new NoLeaderException());
          }

          @Override
          public CompletableFuture<Void> transferLead(String id) {
            return CompletableFuture.failedFuture(new NoLeaderException());
          }
        };
    return new ServerDesk(
        new LocalRegistry(answers, blocking, log),
        log,
        nobody,
        row -> CompletableFuture.completedFuture(false),
        stale -> CompletableFuture.failedFuture(new NoLeaderException()),
        timer,
        id -> CompletableFuture.failedFuture(new NoLeaderException()),
        InstantSource.system(),
        ADDRESS,
        ServerDesk.MOST_WAITING);
  }

  @BeforeEach
  void tidyTimer() {
    timer.setRemoveOnCancelPolicy(true);
  }

  @AfterEach
  void stop() {
    leadership.close();
    log.close();
    timer.shutdownNow();
    network.shutdownNow();
    wakers.shutdownNow();
  }

  private CompletableFuture<Boolean> set(String key, String value) {
    return submitter.submit(new Command.KvSet(key, Octets.of(value), 0, null));
  }

  @Test
  void whatIsWrittenCanBeReadAndPeekedAt() {
    assertThat(set("k", "1").join()).isTrue();
    assertThat(remoteLog.lastApplied()).isPositive();
    for (Consistency consistency : Consistency.values()) {
      Answer<?> answer =
          registry
              .ask(new KvQuery.Get("k"), new QueryOptions(0, Duration.ZERO, consistency))
              .join();
      assertThat(answer.index()).isEqualTo(remoteLog.lastApplied());
    }
    assertThat(registry.peek(new KvQuery.Get("k")).value()).isPresent();
  }

  /** Writers, watchers and peekers race; each must reach the last value. */
  @Test
  void noChangeIsLost() throws Exception {
    int keys = 8;
    CountDownLatch reached = new CountDownLatch(keys * 3);
    for (int k = 0; k < keys; k++) {
      set("k" + k, "first").join();
      for (int watcher = 0; watcher < 3; watcher++) {
        follow("k" + k, 1, reached);
      }
    }
    List<CompletableFuture<?>> writes = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      writes.add(set("k" + i % keys, Integer.toString(i)));
      if (i % 50 == 0) {
        assertThat(registry.peek(new KvQuery.Get("k" + i % keys)).value()).isPresent();
      }
    }
    CompletableFuture.allOf(writes.toArray(CompletableFuture[]::new)).join();
    for (int k = 0; k < keys; k++) {
      set("k" + k, "last").join();
    }
    assertThat(reached.await(30, TimeUnit.SECONDS)).isTrue();
    for (int k = 0; k < keys; k++) {
      awaitLast(new KvQuery.Get("k" + k));
    }
    assertThat(registry.waiting()).isZero();
  }

  /** As a reader does that keeps what it made of an answer until the answer's watches fire. */
  private void awaitLast(KvQuery.Get query) throws InterruptedException {
    for (var seen = registry.peek(query); !isLast(seen.value().orElseThrow()); ) {
      CountDownLatch fired = new CountDownLatch(1);
      seen.watches().onFire(fired::countDown);
      assertThat(fired.await(30, TimeUnit.SECONDS)).isTrue();
      seen = registry.peek(query);
    }
  }

  private void follow(String key, long index, CountDownLatch reached) {
    QueryOptions options = new QueryOptions(index, Duration.ofMinutes(1), Consistency.STALE);
    var unused =
        registry
            .ask(new KvQuery.Get(key), options)
            .thenAccept(
                answer -> {
                  if (isLast(answer.value().orElseThrow())) {
                    reached.countDown();
                  } else {
                    follow(key, answer.index(), reached);
                  }
                });
  }

  private static boolean isLast(KvEntry entry) {
    return entry.value().equals(Octets.of("last"));
  }
}
