package org.lictor.consensus.solo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lictor.consensus.CommandLogContract.await;
import static org.lictor.consensus.CommandLogContract.bytes;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.lictor.command.Outcome;
import org.lictor.consensus.CommandLog;
import org.lictor.consensus.CommandLogContract;
import org.lictor.consensus.Committed;
import org.lictor.consensus.CommittedHandler;
import org.lictor.consensus.LogBusyException;
import org.lictor.consensus.RecordingHandler;
import org.lictor.consensus.StateSnapshot;

/** What both logs of one server promise beside. */
interface GroupCommitContract extends CommandLogContract {

  GroupCommitLog open(QueueBounds bounds, CommittedHandler handler) throws Exception;

  @Override
  default GroupCommitLog open(CommittedHandler handler) throws Exception {
    return open(QueueBounds.USUAL, handler);
  }

  @Override
  default RecordingHandler recorder() {
    return RecordingHandler.gapless();
  }

  @Test
  default void indexesCountTheCommandsFromOneOn() throws Exception {
    RecordingHandler handler = recorder();
    List<CompletableFuture<Committed>> answers = new ArrayList<>();
    try (CommandLog log = open(handler)) {
      for (int i = 0; i < 100; i++) answers.add(log.submit(bytes("c" + i)));
      for (int i = 0; i < 100; i++) assertThat(await(answers.get(i)).index()).isEqualTo(i + 1);
    }
    assertThat(handler.indexes())
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 100).boxed().toList());
  }

  @Test
  default void moreCommandsThanMayWaitAreRefusedUntilThereIsRoom() throws Exception {
    HeldHandler handler = new HeldHandler();
    try (GroupCommitLog log = open(new QueueBounds(10, 1 << 20), handler)) {
      List<CompletableFuture<Committed>> taken = new ArrayList<>();
      for (int i = 0; i < 10; i++) taken.add(log.submit(bytes("c" + i)));
      assertThat(log.waiting()).isEqualTo(10);
      assertThatThrownBy(() -> log.submit(bytes("one more")).join())
          .hasCauseInstanceOf(LogBusyException.class)
          .hasMessageContaining("10 commands");
      handler.release.countDown();
      for (CompletableFuture<Committed> future : taken) await(future);
      assertThat(await(log.submit(bytes("again"))).index()).isEqualTo(11);
    }
  }

  @Test
  default void moreBytesThanMayWaitAreRefusedButOneLargeCommandAloneIsTaken() throws Exception {
    HeldHandler handler = new HeldHandler();
    try (GroupCommitLog log = open(new QueueBounds(10, 1000), handler)) {
      CompletableFuture<Committed> large = log.submit(new byte[5000]);
      assertThatThrownBy(() -> log.submit(new byte[1]).join())
          .hasCauseInstanceOf(LogBusyException.class);
      handler.release.countDown();
      await(large);
      assertThat(await(log.submit(new byte[600])).index()).isEqualTo(2);
      assertThat(log.waiting()).isZero();
    }
  }

  /** Applies nothing until it is released. */
  final class HeldHandler implements CommittedHandler {
    final CountDownLatch release = new CountDownLatch(1);
    private final RecordingHandler recording = RecordingHandler.gapless();

    @Override
    public Outcome committed(long index, byte[] command) {
      try {
        release.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return recording.committed(index, command);
    }

    @Override
    public StateSnapshot takeSnapshot() {
      return recording.takeSnapshot();
    }

    @Override
    public void restore(long index, InputStream snapshot) throws IOException {
      recording.restore(index, snapshot);
    }
  }
}
