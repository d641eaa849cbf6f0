package org.lictor.boot;

import com.hazelcast.core.HazelcastInstance;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.lictor.backup.Archives;
import org.lictor.backup.Saver;
import org.lictor.backup.Scratch;
import org.lictor.config.Settings;
import org.lictor.consensus.CommandLog;
import org.lictor.consensus.Peers;
import org.lictor.consensus.hazelcast.HazelcastCommandLog;
import org.lictor.consensus.solo.SoloPeers;
import org.lictor.grid.CoordinateSink;
import org.lictor.grid.GridMembers;
import org.lictor.grid.LiveMembers;
import org.lictor.grid.PostOffice;
import org.lictor.grid.RemoteArchives;
import org.lictor.grid.RemoteCommandLog;
import org.lictor.grid.RemoteCoordinates;
import org.lictor.grid.RemoteLeadership;
import org.lictor.grid.RemotePeers;
import org.lictor.grid.RemoteRegistry;
import org.lictor.grid.RemoteRenewals;
import org.lictor.grid.Renewals;
import org.lictor.grid.ReplicaOrRemote;
import org.lictor.grid.ServerDesk;
import org.lictor.grid.ServerLine;
import org.lictor.leader.SessionExpiry;
import org.lictor.model.Member;
import org.lictor.query.AnswerCache;
import org.lictor.query.BlockingQuery;
import org.lictor.query.LocalRegistry;
import org.lictor.query.Registry;
import org.lictor.registrar.CommandSubmitter;
import org.lictor.registrar.CoordinateWriter;

/**
 * Makes the {@link Station} of an agent's role. What has to be closed again is handed to the agent
 * that keeps it.
 */
final class Stations {
  /** A server that keeps no log yet looks this often whether it may. */
  private static final long PROMOTION_SECONDS = 1;

  /** Coordinates are written this often, in development sooner (semantics.md §15). */
  private static final Duration COORDINATES = Duration.ofSeconds(5);

  private static final Duration COORDINATES_DEV = Duration.ofMillis(100);

  private final Settings settings;
  private final Threads threads;
  private final RandomGenerator random;
  private final Scratch scratch;
  private final Keeper keeper;

  /** Keeps what is to be closed when the agent stops. */
  interface Keeper {
    void keep(AutoCloseable part);
  }

  Stations(
      Settings settings, Threads threads, RandomGenerator random, Scratch scratch, Keeper keeper) {
    this.settings = settings;
    this.threads = threads;
    this.random = random;
    this.scratch = scratch;
    this.keeper = keeper;
  }

  /**
   * The station of this agent.
   *
   * @param id of this node
   * @param self as it shows itself when it has no grid
   */
  Station open(String id, Supplier<Member> self) throws IOException {
    settings.role().requirePossible();
    HazelcastInstance grid = PayaraGrid.find();
    if (settings.role().server()) {
      return server(grid, id, self);
    }
    if (grid == null) {
      throw new org.lictor.config.ConfigException(
          "a client needs the data grid that \"lictor agent\" starts; alone, use -server -bootstrap-expect 1");
    }
    PostOffice post = PostOffice.of(grid);
    post.open(null, () -> "", threads.wakers);
    ServerLine line = line(post);
    RemoteLeadership leadership = new RemoteLeadership(line);
    keeper.keep(leadership);
    RemoteCommandLog log = new RemoteCommandLog(line, leadership);
    keeper.keep(log);
    return new Station(
        log,
        new RemoteRegistry(line, leadership, PartSettings.waits(settings)),
        new RemotePeers(line),
        new GridMembers(grid),
        new RemoteRenewals(line),
        null,
        grid,
        new RemoteCoordinates(line),
        new RemoteArchives(line, scratch),
        null);
  }

  private ServerLine line(PostOffice post) {
    return new ServerLine(post, threads.timer, threads.wakers, System::nanoTime, random);
  }

  private Station server(@Nullable HazelcastInstance grid, String id, Supplier<Member> self)
      throws IOException {
    Consensus consensus = Consensus.open(settings, grid);
    CommandLog log = consensus.log();
    keeper.keep(log);
    AnswerCache answers = new AnswerCache(consensus.store());
    BlockingQuery waits =
        new BlockingQuery(
            answers, threads.wakers, threads.timer, random, PartSettings.waits(settings));
    Registry registry = new LocalRegistry(answers, waits, log);
    LiveMembers live = grid == null ? new SelfAlone(self) : new GridMembers(grid);
    HazelcastCommandLog cluster = consensus.cluster();
    Peers peers = cluster == null ? new SoloPeers(id, log) : cluster.peers();
    CoordinateSink coordinates = gathered(log);
    Archives archives =
        new Saver(consensus.store(), log, scratch, threads.archives, InstantSource.system());
    InstantSource clock = InstantSource.system();
    SessionExpiry expiry =
        new SessionExpiry(
            consensus.store(),
            log,
            new CommandSubmitter(log, clock),
            System::nanoTime,
            threads.duties);
    Renewals renewals = expiry;
    if (grid != null) {
      PostOffice post = PostOffice.of(grid);
      if (cluster != null) {
        ServerLine line = line(post);
        registry = onceReplica(registry, line, cluster);
        renewals = new RemoteRenewals(line, log.leadership()::isLeader, expiry);
        promoted(cluster, live);
      }
      ServerDesk desk =
          new ServerDesk(
              registry,
              log,
              peers,
              coordinates,
              archives,
              threads.timer,
              expiry,
              clock,
              address(),
              ServerDesk.MOST_WAITING);
      Supplier<String> leader = cluster == null ? () -> gridAddress() : cluster::leaderInGrid;
      post.open(desk::handle, leader, threads.wakers);
      keeper.keep(post::close);
    }
    return new Station(
        log,
        registry,
        peers,
        live,
        renewals,
        expiry,
        grid,
        coordinates,
        archives,
        consensus.store());
  }

  /** The coordinates of many agents, written together. */
  private CoordinateSink gathered(CommandLog log) {
    CoordinateWriter writer =
        new CoordinateWriter(new CommandSubmitter(log, InstantSource.system()));
    Duration period = settings.role().dev() ? COORDINATES_DEV : COORDINATES;
    threads.duties.scheduleWithFixedDelay(
        writer::flush, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
    return writer::put;
  }

  /** The own image once there is one, another server's until then. */
  private Registry onceReplica(Registry own, ServerLine line, HazelcastCommandLog cluster) {
    RemoteLeadership leadership = new RemoteLeadership(line);
    keeper.keep(leadership);
    return new ReplicaOrRemote(
        own,
        new RemoteRegistry(line, leadership, PartSettings.waits(settings)),
        cluster::isReplica);
  }

  private void promoted(HazelcastCommandLog cluster, LiveMembers live) {
    Runnable promotion =
        cluster.promotion(
            () -> (int) live.live().stream().filter(one -> one.member().isServer()).count());
    threads.duties.scheduleWithFixedDelay(
        promotion, PROMOTION_SECONDS, PROMOTION_SECONDS, TimeUnit.SECONDS);
    settings
        .node()
        .dataDir()
        .ifPresent(
            data ->
                threads.memory.scheduleWithFixedDelay(
                    cluster.takeover(data.resolve("raft")),
                    PROMOTION_SECONDS,
                    PROMOTION_SECONDS,
                    TimeUnit.SECONDS));
  }

  private String address() {
    return settings.addresses().advertise().getHostAddress() + ":" + settings.ports().server();
  }

  private String gridAddress() {
    return settings.addresses().advertise().getHostAddress() + ":" + settings.ports().serfLan();
  }
}
