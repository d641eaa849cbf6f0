package org.lictor.boot;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import org.lictor.config.Settings;
import org.lictor.leader.Autopilot;
import org.lictor.leader.AutopilotSettings;
import org.lictor.leader.LeaderDuties;
import org.lictor.leader.MemberReconciler;
import org.lictor.leader.ReconcilerSettings;
import org.lictor.leader.SessionExpiry;
import org.lictor.leader.StagedRestoreReaper;
import org.lictor.leader.TombstoneReaper;
import org.lictor.model.AutopilotConfig;
import org.lictor.model.NodeName;
import org.lictor.registrar.CommandSubmitter;
import org.lictor.registrar.MemberWriter;
import org.lictor.registrar.Registrar;
import org.lictor.state.StateStore;

/** What a server does while it leads, put together. */
record Leading(
    Settings settings, NodeName self, Station station, StateStore store, SessionExpiry expiry) {
  /** What the service {@code consul} says of each server; Consul's clients look at it. */
  private static final Map<String, String> SERVER_META =
      Map.of(
          "raft_version", "3",
          "serf_protocol_current", "2",
          "serf_protocol_max", "5",
          "serf_protocol_min", "1",
          "version", Versions.INTERFACE);

  private static final int LEAST_VOTERS = 3;

  /** No member has it yet: a peer is known by its address. */
  private static final String PEER_TAG = "peer";

  /** Watches for the lead from now on; closing it ends the duties. */
  LeadWatch begin(
      Registrar registrar,
      MemberWriter members,
      CommandSubmitter submitter,
      InstantSource clock,
      ScheduledExecutorService scheduler) {
    String datacenter = settings.node().datacenter();
    MemberReconciler reconciler =
        new MemberReconciler(
            station.live(),
            store,
            station.log(),
            registrar,
            members,
            clock,
            new ReconcilerSettings(
                self,
                datacenter,
                SERVER_META,
                settings.cluster().reconnectTimeout(),
                ReconcilerSettings.RETURN_GRACE));
    List<LeaderDuties.Periodic> others = new ArrayList<>();
    others.add(
        new LeaderDuties.Periodic(
            "tombstones",
            TombstoneReaper.PERIOD,
            () -> new TombstoneReaper(store, submitter, clock)::run));
    others.add(
        new LeaderDuties.Periodic(
            "staged restores",
            StagedRestoreReaper.PERIOD,
            () -> new StagedRestoreReaper(store, submitter, clock)));
    if (settings.role().clustered()) {
      others.add(
          new LeaderDuties.Periodic(
              "autopilot",
              AutopilotSettings.PERIOD,
              () ->
                  new Autopilot(station.live(), station.peers(), clock, datacenter, this::autopilot)
                      ::run));
    }
    LeaderDuties duties = new LeaderDuties(station.live(), store, reconciler, others, scheduler);
    return new LeadWatch(
        station.log().leadership(),
        new LeadWatch.Listener() {
          @Override
          public void gained() {
            duties.gained();
            expiry.gained();
          }

          @Override
          public void lost() {
            duties.lost();
            expiry.lost();
          }
        },
        scheduler);
  }

  /** As the registry has it now. */
  private AutopilotSettings autopilot() {
    AutopilotConfig config = store.image().autopilot().config();
    long expected = Math.max(settings.role().bootstrapExpect(), config.minQuorum());
    return new AutopilotSettings(
        config.cleanupDeadServers(),
        (int) Math.max(LEAST_VOTERS, Math.min(expected, Integer.MAX_VALUE)),
        config.serverStabilizationTime().toDuration(),
        PEER_TAG);
  }
}
