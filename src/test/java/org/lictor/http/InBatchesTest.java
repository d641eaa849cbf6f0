package org.lictor.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class InBatchesTest {
  private final Deque<Runnable> called = new ArrayDeque<>();
  private final List<Integer> done = new ArrayList<>();

  @Test
  void oneThreadRunsWhatComesUntilItHasRun() {
    InBatches batches = new InBatches(called::add, 4);
    for (int i = 0; i < 10; i++) {
      int number = i;
      batches.execute(() -> done.add(number));
    }
    assertThat(called).hasSize(1);
    called.remove().run();
    assertThat(done).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    batches.execute(() -> done.add(10));
    called.remove().run();
    assertThat(done).endsWith(9, 10);
  }

  @Test
  void anotherHelpsWhenThereIsMuchAndNoMoreThanMay() {
    InBatches batches = new InBatches(called::add, 2);
    for (int i = 0; i < 200; i++) {
      int number = i;
      batches.execute(() -> done.add(number));
    }
    called.remove().run();
    assertThat(called).hasSize(1);
    assertThat(done).hasSize(200);
    called.remove().run(); // has nothing left, and ends
    batches.execute(() -> done.add(200));
    assertThat(called).hasSize(1);
  }

  @Test
  void aTaskThatFailsEndsNoOther() {
    InBatches batches = new InBatches(called::add, 1);
    batches.execute(
        () -> {
          throw new IllegalStateException("a planted defect");
        });
    batches.execute(() -> done.add(1));
    called.remove().run();
    assertThat(done).containsExactly(1);
  }

  @Test
  @Timeout(60)
  void noneIsForgottenWhenManyAddAndManyRun() throws InterruptedException {
    int each = 50_000;
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      InBatches batches = new InBatches(threads, 3);
      CountDownLatch left = new CountDownLatch(4 * each);
      for (int i = 0; i < 4; i++) {
        new Thread(
                () -> {
                  for (int k = 0; k < each; k++) {
                    batches.execute(left::countDown);
                    if (k % 64 == 0) {
                      Thread.yield();
                    }
                  }
                })
            .start();
      }
      assertThat(left.await(50, TimeUnit.SECONDS)).as("left: " + left.getCount()).isTrue();
    } finally {
      threads.shutdownNow();
    }
  }
}
