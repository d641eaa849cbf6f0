package org.lictor.boot;

import java.util.List;
import org.lictor.agent.LocalState;
import org.lictor.check.CheckSchedule;
import org.lictor.check.MonotonicClock;
import org.lictor.consensus.CommandLog;
import org.lictor.metrics.Metrics;
import org.lictor.model.CheckStatus;
import org.lictor.state.StateStore;

/** How much there is in this agent's part of the registry, and on a server in the whole. */
final class RegistryFigures {
  private static final double MILLIS_OF_SECOND = 1000;

  private RegistryFigures() {}

  /** What each agent has registered and how its checks go. */
  static void ofAgent(
      Metrics metrics, LocalState state, CheckSchedule schedule, MonotonicClock clock) {
    metrics.gauge("agent.services", () -> state.image().services().size());
    for (CheckStatus status : CheckStatus.values()) {
      metrics.gauge(
          "agent.checks",
          () ->
              state.image().checks().values().stream()
                  .filter(check -> check.status().equals(status.word()))
                  .count(),
          "status",
          status.word());
    }
    metrics.gauge("agent.checks.running", schedule::running);
    metrics.gauge(
        "agent.checks.lateness_ms",
        () -> schedule.lateness(clock.instant()).toNanos() / 1e9 * MILLIS_OF_SECOND);
  }

  /** What the log and the registry of a server hold. */
  static void ofServer(Metrics metrics, StateStore store, CommandLog log, String datacenter) {
    metrics.gauge("raft.applied_index", log::lastApplied);
    metrics.gauge("server.isLeader", () -> log.leadership().isLeader() ? 1 : 0);
    String[] here = {"datacenter", datacenter};
    metrics.gauge("state.nodes", () -> store.image().catalog().nodes().size(), here);
    metrics.gauge("state.services", () -> store.image().catalog().services().size(), here);
    metrics.gauge(
        "state.service_instances",
        () ->
            store.image().catalog().nodes().values().stream()
                .mapToInt(row -> row.services().size())
                .sum(),
        here);
    metrics.gauge("state.kv_entries", () -> store.image().kv().entries().size(), here);
    for (String role : List.of("servers", "clients")) {
      metrics.gauge(
          "members." + role,
          () ->
              store.image().members().rows().values().stream()
                  .filter(member -> member.member().isServer() == role.equals("servers"))
                  .count(),
          here);
    }
  }
}
