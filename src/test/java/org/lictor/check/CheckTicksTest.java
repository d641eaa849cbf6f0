package org.lictor.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lictor.agent.ManualScheduler;
import org.lictor.model.CheckId;
import org.lictor.model.CheckStatus;

@Timeout(60)
class CheckTicksTest {
  @Test
  void oneBeatMakesTenTicks() {
    AtomicInteger ticks = new AtomicInteger();
    ScheduledExecutorService between = Executors.newSingleThreadScheduledExecutor();
    // Each look at this clock is a second later, so the check is due at every tick.
    InstantSource clock = new HurryingClock();
    Probes probes =
        (spec, limit) ->
            new Probe() {
              @Override
              public ProbeResult run() {
                ticks.incrementAndGet();
                return ProbeResult.passing("");
              }

              @Override
              public void kill() {
                // Never hangs.
              }
            };
    try (CheckSchedule schedule =
        new CheckSchedule(clock, new SplittableRandom(1), probes, new DirectWorkers())) {
      TcpSpec spec =
          new TcpSpec("h:1", false, TlsSpec.DEFAULT, Duration.ofSeconds(1), Duration.ofSeconds(1));
      schedule.add(
          new CheckSpec(new CheckId("c"), spec, Thresholds.NONE, 1), (id, status, output) -> {});
      new CheckTicks(schedule, clock, between).beat();
      between.shutdown(); // what is scheduled still runs
      Eventually.until("the beat is over", between::isTerminated);
      assertThat(ticks).hasValue(10);
    }
  }

  @Test
  void whatIsDueBetweenTwoTicksHasATickOfItsOwn() {
    ManualScheduler time = new ManualScheduler();
    List<String> said = new ArrayList<>();
    try (CheckSchedule schedule =
        new CheckSchedule(
            time, new SplittableRandom(1), (spec, limit) -> null, new DirectWorkers())) {
      CheckTicks ticks = new CheckTicks(schedule, time, time);
      ticks.beat();
      CheckId id = new CheckId("c");
      time.advance(Duration.ofMillis(30));
      schedule.add(
          new CheckSpec(id, new TtlSpec(Duration.ofMillis(50)), Thresholds.NONE, 1),
          (check, status, output) -> said.add(status.word()));
      time.advance(Duration.ofMillis(40));
      schedule.renew(id, CheckStatus.PASSING, "");
      time.advance(Duration.ofMillis(49));
      assertThat(said).containsExactly("passing");
      time.advance(Duration.ofMillis(3));
      assertThat(said).containsExactly("passing", "critical");
    }
  }

  @Test
  void aBeatAfterTheEndIsNoError() {
    ScheduledExecutorService between = Executors.newSingleThreadScheduledExecutor();
    ManualClock clock = new ManualClock();
    DirectWorkers workers = new DirectWorkers();
    try (CheckSchedule schedule =
        new CheckSchedule(clock, new SplittableRandom(1), (spec, limit) -> null, workers)) {
      between.shutdownNow();
      new CheckTicks(schedule, clock, between).beat();
      assertThat(between.isTerminated()).isTrue();
    }
  }

  private static final class HurryingClock implements InstantSource {
    private final AtomicInteger seconds = new AtomicInteger();

    @Override
    public Instant instant() {
      return ManualClock.START.plusSeconds(seconds.incrementAndGet());
    }
  }
}
