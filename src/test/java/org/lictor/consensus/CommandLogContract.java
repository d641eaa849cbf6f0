package org.lictor.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lictor.command.Outcome;

/** What every command log promises. The log that a test opens leads. */
@Timeout(60)
public interface CommandLogContract {

  /** An empty log; closing it is the test's business. */
  CommandLog open(CommittedHandler handler) throws Exception;

  /**
   * What the tests give it to apply to; a log whose indexes have no gaps asks for a stricter one.
   */
  default RecordingHandler recorder() {
    return new RecordingHandler();
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static Committed await(CompletableFuture<Committed> future) throws Exception {
    return future.get(30, TimeUnit.SECONDS);
  }

  @Test
  default void anEmptyLogHasAppliedNothing() throws Exception {
    try (CommandLog log = open(recorder())) {
      assertThat(log.lastApplied()).isZero();
      assertThat(log.confirmedIndex().get(10, TimeUnit.SECONDS)).isZero();
    }
  }

  @Test
  default void theAnswerIsTheIndexAndTheHandlersOutcome() throws Exception {
    RecordingHandler handler = recorder();
    try (CommandLog log = open(handler)) {
      Committed a = await(log.submit(bytes("a")));
      Committed b = await(log.submit(bytes("no, b")));
      assertThat(handler.indexes()).containsExactly(a.index(), b.index());
      assertThat(a.outcome()).isEqualTo(Outcome.DONE);
      assertThat(b.outcome()).isEqualTo(Outcome.NOT_DONE);
    }
  }

  @Test
  default void aCommandIsAppliedOnThisNodeBeforeItIsAnswered() throws Exception {
    RecordingHandler handler = recorder();
    try (CommandLog log = open(handler)) {
      for (int i = 1; i <= 100; i++) {
        Committed committed = await(log.submit(bytes("c" + i)));
        assertThat(handler.commands()).endsWith("c" + i);
        assertThat(log.lastApplied()).isGreaterThanOrEqualTo(committed.index());
        assertThat(log.confirmedIndex().get(10, TimeUnit.SECONDS))
            .isGreaterThanOrEqualTo(committed.index());
      }
    }
  }

  @Test
  default void theConfirmedIndexIsOneThatTheImageGetsToWithoutFurtherWrites() throws Exception {
    try (CommandLog log = open(recorder())) {
      long last = await(log.submit(bytes("a"))).index();
      assertThat(log.confirmedIndex().get(10, TimeUnit.SECONDS)).isEqualTo(last);
    }
  }

  @Test
  default void commandsOfManyThreadsGetOneOrderWithoutLossOrRepeat() throws Exception {
    RecordingHandler handler = recorder();
    int threads = 8;
    int each = 200;
    TreeMap<Long, String> answered = new TreeMap<>();
    try (CommandLog log = open(handler)) {
      List<Thread> submitters = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        String name = "t" + t + "-";
        Thread submitter =
            new Thread(
                () ->
                    IntStream.range(0, each)
                        .forEach(
                            i -> {
                              long index = log.submit(bytes(name + i)).join().index();
                              synchronized (answered) {
                                answered.put(index, name + i);
                              }
                            }));
        submitter.start();
        submitters.add(submitter);
      }
      for (Thread submitter : submitters) submitter.join();
    }
    assertThat(answered).hasSize(threads * each);
    assertThat(handler.indexes()).containsExactlyElementsOf(answered.keySet());
    assertThat(handler.commands()).containsExactlyElementsOf(answered.values());
  }

  @Test
  default void theHandlerIsCalledByOneThreadAndNoAnswerComesOnIt() throws Exception {
    RecordingHandler handler = recorder();
    List<CompletableFuture<Thread>> answerers = new ArrayList<>();
    try (CommandLog log = open(handler)) {
      // Where the answer is there at once, this thread reacts itself: it is not the log's either.
      for (int i = 0; i < 500; i++) {
        answerers.add(log.submit(bytes("c" + i)).thenApply(committed -> Thread.currentThread()));
      }
      for (CompletableFuture<Thread> answerer : answerers) {
        assertThat(answerer.get(30, TimeUnit.SECONDS)).isNotIn(handler.callers());
      }
    }
    assertThat(handler.callers()).hasSize(1);
  }

  @Test
  default void theOneWhoAnswersMaySubmitAgain() throws Exception {
    RecordingHandler handler = recorder();
    try (CommandLog log = open(handler)) {
      CompletableFuture<Committed> chain = log.submit(bytes("0"));
      for (int i = 1; i <= 50; i++) {
        String next = String.valueOf(i);
        chain = chain.thenCompose(committed -> log.submit(bytes(next)));
      }
      assertThat(await(chain).index()).isEqualTo(log.lastApplied());
      assertThat(handler.commands())
          .containsExactlyElementsOf(
              IntStream.rangeClosed(0, 50).mapToObj(String::valueOf).toList());
    }
  }

  @Test
  default void theLogLeadsAndKnowsIt() throws Exception {
    CommandLog log = open(recorder());
    assertThat(log.leadership().isLeader()).isTrue();
    assertThat(log.leadership().lastContactMillis()).isZero();
    log.close();
    assertThat(log.leadership().isLeader()).isFalse();
  }

  @Test
  default void whatWasTakenBeforeClosingIsAnsweredAndWhatComesAfterIsRefused() throws Exception {
    RecordingHandler handler = recorder();
    CommandLog log = open(handler);
    List<CompletableFuture<Committed>> futures = new ArrayList<>();
    for (int i = 0; i < 300; i++) futures.add(log.submit(bytes("c" + i)));
    log.close();
    log.close();
    for (CompletableFuture<Committed> future : futures) assertThat(await(future)).isNotNull();
    assertThat(handler.commands()).hasSize(300);
    assertThatThrownBy(() -> log.submit(bytes("late")).join())
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(LogUnavailableException.class);
  }

  @Test
  default void aCommandThatCannotBeAppliedStopsTheLogThere() throws Exception {
    RecordingHandler handler = recorder();
    try (CommandLog log = open(handler)) {
      long applied = await(log.submit(bytes("a"))).index();
      assertThatThrownBy(() -> log.submit(bytes("fail")).join())
          .hasCauseInstanceOf(OutcomeUnknownException.class);
      assertThatThrownBy(() -> log.submit(bytes("b")).join())
          .hasCauseInstanceOf(LogUnavailableException.class);
      assertThat(log.lastApplied()).isEqualTo(applied);
      assertThat(handler.commands()).containsExactly("a");
    }
  }

  @Test
  default void whileOneReactsSlowlyToAnAnswerLaterOnesAreAnswered() throws Exception {
    CountDownLatch reacting = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    try (CommandLog log = open(recorder())) {
      // On a thread of its own, for the answer may be there already, and then who asks for it
      // reacts.
      CompletableFuture<Void> slow =
          CompletableFuture.runAsync(
              () ->
                  log.submit(bytes("slow"))
                      .thenAccept(
                          committed -> {
                            reacting.countDown();
                            hold(release);
                          }));
      reacting.await();
      for (int i = 0; i < 20; i++) assertThat(await(log.submit(bytes("c" + i)))).isNotNull();
      release.countDown();
      slow.get(30, TimeUnit.SECONDS);
    }
  }

  private static void hold(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
