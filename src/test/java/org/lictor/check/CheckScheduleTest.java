package org.lictor.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lictor.model.CheckId;
import org.lictor.model.CheckStatus;

@Timeout(60)
class CheckScheduleTest {
  private static final Duration TEN = Duration.ofSeconds(10);
  private static final Duration TICK = Duration.ofMillis(100);

  private final ManualClock clock = new ManualClock();
  private final DirectWorkers workers = new DirectWorkers();
  private final Map<String, Supplier<ProbeResult>> behaviour = new ConcurrentHashMap<>();
  private final List<String> started = new CopyOnWriteArrayList<>();
  private final List<String> killed = new CopyOnWriteArrayList<>();
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final CheckListener listener =
      (id, status, output) -> heard.add(id + " " + status + " " + output);
  private CheckSchedule schedule = scheduleOn(workers);

  @AfterEach
  void close() {
    schedule.close();
  }

  @Test
  void firstRunsAreSpreadOverTheInterval() {
    Map<String, Instant> first = new HashMap<>();
    for (int i = 0; i < 1000; i++) {
      schedule.add(
          polled("c" + i, TEN),
          (id, status, output) -> first.putIfAbsent(id.value(), clock.instant()));
    }
    List<Integer> runsInSecond = new ArrayList<>();
    for (int second = 0; second < 10; second++) {
      int before = first.size();
      ticksFor(Duration.ofSeconds(1));
      runsInSecond.add(first.size() - before);
    }
    assertThat(first).hasSize(1000);
    assertThat(runsInSecond).allMatch(runs -> runs > 50 && runs < 150);
  }

  @Test
  void aCheckRunsEachIntervalAfterItsLastRunEnded() {
    List<Duration> gaps = new ArrayList<>();
    Instant[] ended = {null};
    behaviour.put(
        "slow",
        () -> {
          if (ended[0] != null) {
            gaps.add(Duration.between(ended[0], clock.instant()));
          }
          ended[0] = clock.advance(Duration.ofSeconds(7));
          return ProbeResult.passing("");
        });
    schedule.add(polled("slow", TEN), listener);
    ticksFor(Duration.ofSeconds(100));
    assertThat(gaps)
        .hasSizeBetween(5, 6)
        .allMatch(gap -> gap.compareTo(TEN) >= 0 && gap.compareTo(TEN.plus(TICK)) <= 0);
  }

  @Test
  void resultsReachTheListenerInOrder() {
    AtomicInteger number = new AtomicInteger();
    behaviour.put("c", () -> ProbeResult.warning("" + number.incrementAndGet()));
    schedule.add(polled("c", TEN), listener);
    ticksFor(Duration.ofSeconds(40));
    assertThat(heard).startsWith("c warning 1", "c warning 2", "c warning 3");
  }

  @Test
  void thresholdsHoldResultsBack() {
    AtomicInteger number = new AtomicInteger();
    behaviour.put(
        "c",
        () -> number.getAndIncrement() == 0 ? ProbeResult.passing("") : ProbeResult.critical("x"));
    schedule.add(
        new CheckSpec(new CheckId("c"), tcp("c", TEN), new Thresholds(0, 2, 3), 4096), listener);
    ticksFor(Duration.ofSeconds(39));
    runNow("c");
    assertThat(heard).containsExactly("c passing ", "c warning x", "c critical x", "c critical x");
  }

  @Test
  void aDefectInAProbeIsCriticalAndTheCheckGoesOn() {
    behaviour.put(
        "c",
        () -> {
          throw new IllegalStateException("boom");
        });
    schedule.add(polled("c", TEN), listener);
    ticksFor(Duration.ofSeconds(25));
    assertThat(heard)
        .hasSizeGreaterThan(1)
        .allMatch(line -> line.startsWith("c critical ") && line.contains("boom"));
  }

  @Test
  void aListenerThatThrowsDoesNotStopTheCheck() {
    AtomicInteger calls = new AtomicInteger();
    schedule.add(
        polled("c", TEN),
        (id, status, output) -> {
          calls.incrementAndGet();
          throw new IllegalStateException("listener");
        });
    ticksFor(Duration.ofSeconds(35));
    assertThat(calls.get()).isGreaterThanOrEqualTo(3);
  }

  @Test
  void aCheckRefusedByFullWorkersRunsAtTheNextTickThatHasRoom() {
    schedule.add(polled("c", TEN), listener);
    workers.full = true;
    ticksFor(Duration.ofSeconds(15));
    assertThat(heard).isEmpty();
    assertThat(schedule.lateness(clock.instant())).isGreaterThan(Duration.ofSeconds(5));
    workers.full = false;
    schedule.tick(clock.instant());
    assertThat(heard).containsExactly("c passing c");
    assertThat(schedule.lateness(clock.instant())).isZero();
  }

  @Test
  void aCheckAskedForRunsAtTheNextTickAndThenAnIntervalLater() {
    schedule.add(polled("c", Duration.ofHours(1)), listener);
    assertThat(schedule.runNow(new CheckId("C"))).isTrue();
    schedule.tick(clock.instant());
    assertThat(heard).hasSize(1);
    ticksFor(Duration.ofMinutes(59));
    assertThat(heard).hasSize(1);
    ticksFor(Duration.ofMinutes(1));
    assertThat(heard).hasSize(2);
    assertThat(schedule.runNow(new CheckId("other"))).isFalse();
  }

  @Test
  void aRemovedCheckRunsNoMore() {
    schedule.add(polled("c", TEN), listener);
    assertThat(schedule.remove(new CheckId("C"))).isTrue();
    assertThat(schedule.remove(new CheckId("c"))).isFalse();
    ticksFor(Duration.ofSeconds(30));
    assertThat(heard).isEmpty();
    assertThat(schedule.size()).isZero();
  }

  @Test
  void aReplacedCheckRunsAsTheNewOneOnly() {
    behaviour.put("old", () -> ProbeResult.critical("old"));
    schedule.add(new CheckSpec(new CheckId("c"), tcp("old", TEN), Thresholds.NONE, 4096), listener);
    schedule.add(new CheckSpec(new CheckId("c"), tcp("new", TEN), Thresholds.NONE, 4096), listener);
    ticksFor(TEN);
    assertThat(heard).containsExactly("c passing new");
  }

  @Test
  void aLateResultOfAReplacedCheckIsDropped() throws Exception {
    Gate gate = new Gate();
    behaviour.put("old", () -> gate.pass(ProbeResult.critical("late")));
    onRealWorkers(4);
    schedule.add(new CheckSpec(new CheckId("c"), tcp("old", TEN), Thresholds.NONE, 4096), listener);
    runNow("c");
    gate.reached.await();
    schedule.add(new CheckSpec(new CheckId("c"), tcp("new", TEN), Thresholds.NONE, 4096), listener);
    runNow("c");
    Eventually.until("the new one has run", () -> heard.contains("c passing new"));
    gate.open.countDown();
    Eventually.until("the old one has ended", () -> schedule.running() == 0);
    ticksFor(Duration.ofSeconds(60));
    Eventually.until("all runs have ended", () -> schedule.running() == 0);
    assertThat(heard).isNotEmpty().allMatch("c passing new"::equals);
    assertThat(started).containsOnlyOnce("old");
    assertThat(killed).isEmpty();
  }

  @Test
  void aHangingCheckDelaysNoOtherAndNeverRunsTwiceAtOnce() throws Exception {
    Gate gate = new Gate();
    onRealWorkers(60);
    for (int i = 0; i < 50; i++) {
      behaviour.put("hang" + i, () -> gate.pass(ProbeResult.passing("")));
      schedule.add(polled("hang" + i, Duration.ofSeconds(1)), listener);
    }
    schedule.add(polled("quick", Duration.ofSeconds(1)), listener);
    ticksFor(Duration.ofSeconds(1));
    Eventually.until(
        "all hang", () -> started.stream().filter(name -> name.startsWith("hang")).count() == 50);
    for (int run = 1; run <= 5; run++) {
      int runs = run;
      Eventually.until(
          "run " + runs,
          () ->
              Collections.frequency(heard, "quick passing quick") >= runs
                  && schedule.running() == 50);
      ticksFor(Duration.ofMillis(1100));
    }
    assertThat(started.stream().filter(name -> name.startsWith("hang"))).hasSize(50);
    gate.open.countDown();
  }

  @Test
  void aTtlCheckExpiresOnceUnlessItIsRenewed() {
    schedule.add(ttl("t", TEN), listener);
    ticksFor(Duration.ofSeconds(9));
    assertThat(schedule.renew(new CheckId("T"), CheckStatus.PASSING, "fine")).isTrue();
    assertThat(heard).containsExactly("t passing fine");
    ticksFor(Duration.ofMillis(9900));
    assertThat(heard).hasSize(1);
    ticksFor(Duration.ofSeconds(60));
    assertThat(heard)
        .containsExactly(
            "t passing fine", "t critical TTL expired (last output before timeout follows): fine");
  }

  @Test
  void anExpiredTtlCheckComesBackAndExpiresAgain() {
    schedule.add(ttl("t", TEN), listener);
    ticksFor(Duration.ofSeconds(20));
    schedule.renew(new CheckId("t"), CheckStatus.WARNING, "");
    ticksFor(Duration.ofSeconds(20));
    assertThat(heard)
        .containsExactly("t critical TTL expired", "t warning ", "t critical TTL expired");
  }

  @Test
  void aTtlCheckRenewedWhileItsExpiryIsToldExpiresAgain() {
    List<String> told = new ArrayList<>();
    schedule.add(
        ttl("t", TEN),
        (id, status, output) -> {
          told.add(status.word());
          if (told.size() == 1) {
            schedule.renew(id, CheckStatus.PASSING, "");
          }
        });
    ticksFor(Duration.ofSeconds(15));
    assertThat(told).containsExactly("critical", "passing");
    ticksFor(Duration.ofSeconds(15));
    assertThat(told).containsExactly("critical", "passing", "critical");
  }

  @Test
  void onlyATtlCheckCanBeRenewed() {
    schedule.add(polled("c", TEN), listener);
    assertThat(schedule.renew(new CheckId("c"), CheckStatus.PASSING, "")).isFalse();
    assertThat(schedule.renew(new CheckId("none"), CheckStatus.PASSING, "")).isFalse();
    schedule.add(ttl("t", TEN), listener);
    assertThat(schedule.runNow(new CheckId("t"))).isFalse();
  }

  @Test
  void closingKillsWhatRunsAndTellsNothingMore() throws Exception {
    Gate gate = new Gate();
    behaviour.put("c", () -> gate.pass(ProbeResult.passing("late")));
    onRealWorkers(2);
    schedule.add(polled("c", TEN), listener);
    runNow("c");
    gate.reached.await();
    schedule.close();
    assertThat(killed).containsExactly("c");
    gate.open.countDown();
    Eventually.until("the run has ended", () -> schedule.running() == 0);
    schedule.add(polled("d", TEN), listener);
    ticksFor(Duration.ofSeconds(30));
    assertThat(heard).isEmpty();
    assertThat(schedule.size()).isZero();
  }

  private void onRealWorkers(int most) {
    schedule.close();
    schedule = scheduleOn(CheckWorkers.upTo(most));
  }

  private CheckSchedule scheduleOn(ExecutorService executor) {
    Probes fakes = (spec, limit) -> new FakeProbe(((TcpSpec) spec).target());
    return new CheckSchedule(clock, new SplittableRandom(42), fakes, executor);
  }

  private void runNow(String id) {
    assertThat(schedule.runNow(new CheckId(id))).isTrue();
    schedule.tick(clock.instant());
  }

  private void ticksFor(Duration time) {
    Instant end = clock.instant().plus(time);
    while (clock.instant().isBefore(end)) {
      schedule.tick(clock.advance(TICK));
    }
  }

  private static CheckSpec polled(String name, Duration interval) {
    return new CheckSpec(new CheckId(name), tcp(name, interval), Thresholds.NONE, 4096);
  }

  private static TcpSpec tcp(String name, Duration interval) {
    return new TcpSpec(name, false, TlsSpec.DEFAULT, interval, Duration.ofSeconds(10));
  }

  private static CheckSpec ttl(String name, Duration ttl) {
    return new CheckSpec(new CheckId(name), new TtlSpec(ttl), Thresholds.NONE, 4096);
  }

  /** Holds probes until a test lets them go. */
  private static final class Gate {
    final CountDownLatch reached = new CountDownLatch(1);
    final CountDownLatch open = new CountDownLatch(1);

    ProbeResult pass(ProbeResult result) {
      reached.countDown();
      try {
        open.await();
      } catch (InterruptedException stop) {
        throw new AssertionError(stop);
      }
      return result;
    }
  }

  private final class FakeProbe implements Probe {
    private final String name;

    FakeProbe(String name) {
      this.name = name;
    }

    @Override
    public ProbeResult run() {
      started.add(name);
      return behaviour.getOrDefault(name, () -> ProbeResult.passing(name)).get();
    }

    @Override
    public void kill() {
      killed.add(name);
    }
  }
}
