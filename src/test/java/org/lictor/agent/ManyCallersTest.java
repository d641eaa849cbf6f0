package org.lictor.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lictor.agent.TestAgent.NODE;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lictor.check.CheckSchedule;
import org.lictor.check.MonotonicClock;
import org.lictor.consensus.solo.QueueBounds;
import org.lictor.consensus.solo.VolatileCommandLog;
import org.lictor.model.CheckStatus;
import org.lictor.model.HealthCheck;
import org.lictor.model.ServiceEntry;
import org.lictor.query.AnswerCache;
import org.lictor.query.BlockingQuery;
import org.lictor.query.LocalRegistry;
import org.lictor.registrar.CommandSubmitter;
import org.lictor.registrar.InvalidRequestException;
import org.lictor.registrar.Registrar;
import org.lictor.replica.Replica;
import org.lictor.state.NodeRow;
import org.lictor.state.StateStore;

/**
 * Threads that register, take back and renew the same few things at once, and a catalog that agrees
 * with the agent in the end.
 */
class ManyCallersTest {
  private static final int CALLERS = 6;
  private static final int CALLS = 400;

  private final StateStore store = new StateStore();
  private final ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(2);
  private final ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
  private final VolatileCommandLog log =
      VolatileCommandLog.open(QueueBounds.USUAL, "127.0.0.1:8300", new Replica(store));
  private final CheckSchedule schedule =
      new CheckSchedule(
          new MonotonicClock(),
          new SplittableRandom(1),
          (spec, limit) -> null,
          Executors.newSingleThreadExecutor());
  private final LocalState state = new LocalState(NODE);
  private final AgentIdentity identity =
      AgentIdentity.of(
          "11111111-2222-3333-4444-555555555555",
          NODE,
          "dc1",
          "127.0.0.1",
          Map.of(),
          Map.of(),
          "1.21.4");
  private final InstantSource clock = InstantSource.system();
  private final TableMemory memory = new TableMemory();
  private final AntiEntropy sync;
  private final LocalServices services;
  private final TtlChecks ttls;
  private final Maintenance maintenance;

  ManyCallersTest() {
    AnswerCache answers = new AnswerCache(store);
    Registrar registrar = new Registrar(new CommandSubmitter(log, clock));
    LocalRegistry registry =
        new LocalRegistry(
            answers,
            new BlockingQuery(
                answers,
                scheduler,
                scheduler,
                new SplittableRandom(2),
                BlockingQuery.Limits.DEFAULT),
            log);
    CheckResults results =
        new CheckResults(
            state,
            clock,
            new SplittableRandom(3),
            scheduler,
            new OutputRules(Duration.ofMillis(1), false));
    services =
        new LocalServices(
            new Admission(NODE, new AdmissionSettings(false, false, 4096)),
            state,
            schedule,
            new AliasChecks(state, registry, scheduler),
            results,
            memory,
            clock);
    ttls = new TtlChecks(state, schedule, memory, clock);
    maintenance = new Maintenance(state, services);
    sync =
        new AntiEntropy(
            identity, state, registrar, registry, () -> 1, new SplittableRandom(4), scheduler);
  }

  @AfterEach
  void stop() {
    callers.shutdownNow();
    sync.close();
    scheduler.shutdownNow();
    schedule.close();
    log.close();
  }

  @Test
  @Timeout(120)
  void theCatalogAgreesWhenAllHaveSpoken() throws Exception {
    sync.start().get(20, TimeUnit.SECONDS);
    List<Future<?>> work = new ArrayList<>();
    for (int caller = 0; caller < CALLERS; caller++) {
      SplittableRandom random = new SplittableRandom(100 + caller);
      work.add(
          callers.submit(
              () -> {
                for (int i = 0; i < CALLS; i++) {
                  callOnce(random);
                }
              }));
    }
    for (Future<?> each : work) {
      each.get(60, TimeUnit.SECONDS);
    }
    while (!state.image().inSync()) {
      sync.syncNow().get(20, TimeUnit.SECONDS);
    }
    NodeRow row = store.image().catalog().nodes().get(NODE.key());
    LocalImage image = state.image();
    assertThat(row.services().values())
        .allSatisfy(
            there -> {
              ServiceEntry here = image.service(there.id().value());
              assertThat(here).isNotNull();
              assertThat(there.sameAs(here)).isTrue();
            });
    assertThat(row.services()).hasSize(image.services().size());
    assertThat(row.checks().values())
        .allSatisfy(
            there -> {
              HealthCheck here = image.check(there.id().value());
              assertThat(here).isNotNull();
              assertThat(there.status() + there.serviceId())
                  .isEqualTo(here.status() + here.serviceId());
            });
    assertThat(row.checks()).hasSize(image.checks().size());
    assertThat(schedule.size())
        .isEqualTo((int) image.checks.values().stream().filter(LocalCheck::isTtl).count());
    assertThat(memory.services.keySet()).isEqualTo(image.services.keySet());
    assertThat(memory.checks.keySet()).isEqualTo(image.checks.keySet());
  }

  private void callOnce(SplittableRandom random) {
    String id = "s" + random.nextInt(5);
    String check = "c" + random.nextInt(8);
    try {
      switch (random.nextInt(6)) {
        case 0 ->
            services.registerService(
                TestAgent.service(
                    id, "web", List.of("t" + random.nextInt(3)), TestAgent.ttl(check, "10m")),
                random.nextBoolean());
        case 1 -> services.deregisterService(id);
        case 2 -> services.registerCheck(TestAgent.ttl(check, "10m"));
        case 3 -> services.deregisterCheck(check);
        case 4 -> maintenance.service(id, random.nextBoolean(), "");
        default ->
            ttls.renew(check, CheckStatus.values()[random.nextInt(3)], "o" + random.nextInt(3));
      }
    } catch (NotRegisteredException | InvalidRequestException lost) {
      // Somebody else was there before.
      assertThat(lost.getMessage()).isNotEmpty();
    }
    if (random.nextInt(10) == 0) {
      sync.syncNow().join();
    }
    if (random.nextInt(50) == 0) {
      sync.syncFully();
    }
  }
}
