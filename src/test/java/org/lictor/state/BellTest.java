package org.lictor.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BellTest {
  private final Bell bell = new Bell();

  @Test
  void itsWatchesFireWhenItRings() {
    AtomicInteger woken = new AtomicInteger();
    bell.watches().onFire(woken::incrementAndGet);
    assertThat(bell.watches().fired()).isFalse();
    bell.ring();
    bell.ring();
    assertThat(bell.watches().fired()).isTrue();
    assertThat(woken).hasValue(1);
  }

  @Test
  void whoComesLateIsToldAtOnce() {
    bell.ring();
    AtomicInteger woken = new AtomicInteger();
    bell.watches().onFire(woken::incrementAndGet);
    WatchSet.FIRED.onFire(woken::incrementAndGet);
    assertThat(woken).hasValue(2);
    assertThat(WatchSet.FIRED.fired()).isTrue();
  }
}
