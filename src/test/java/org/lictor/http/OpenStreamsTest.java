package org.lictor.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OpenStreamsTest {
  private final OpenStreams streams = new OpenStreams(2);
  private final List<String> ended = new CopyOnWriteArrayList<>();

  private CountDownLatch stream(String name) {
    CountDownLatch end = new CountDownLatch(1);
    streams.start(
        () -> {
          try {
            end.await();
            ended.add(name + " by itself");
          } catch (InterruptedException pushedOut) {
            ended.add(name + " for another");
          }
        });
    return end;
  }

  private static void until(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      Thread.onSpinWait();
    }
  }

  @Test
  void theOldestEndsForTheNewestWhenThereAreTooMany() {
    stream("first");
    CountDownLatch second = stream("second");
    stream("third");
    until(() -> ended.contains("first for another"));
    second.countDown();
    until(() -> ended.contains("second by itself") && streams.size() == 1);
    assertThat(ended).hasSize(2);
  }
}
