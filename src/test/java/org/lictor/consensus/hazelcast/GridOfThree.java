package org.lictor.consensus.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.cp.internal.raft.impl.RaftNode;
import com.hazelcast.cp.internal.raft.impl.RaftNodeImpl;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.lictor.FreePorts;
import org.lictor.consensus.CommittedHandler;

/** Grid members in this JVM, on free ports of loopback, each with a directory and a log. */
final class GridOfThree implements AutoCloseable {
  private static final int ELECTION_TIMEOUT_MILLIS = 500;

  /** With what the engine adds by chance. */
  private static final int LONGEST_ELECTION_TIMEOUT_MILLIS = ELECTION_TIMEOUT_MILLIS + 1_000;

  private final Path directory;
  private final IntFunction<CommittedHandler> handlers;
  private final List<Integer> ports = new ArrayList<>();
  private final String name = "test-" + ThreadLocalRandom.current().nextInt(1_000_000_000);
  private final @Nullable HazelcastInstance[] members;
  private final @Nullable HazelcastCommandLog[] logs;
  private final CommittedHandler[] given;
  private final int cpMembers;
  private int litePort;

  GridOfThree(Path directory, int size, int cpMembers, IntFunction<CommittedHandler> handlers)
      throws IOException {
    this.directory = directory;
    this.handlers = handlers;
    this.cpMembers = cpMembers;
    this.members = new HazelcastInstance[size];
    this.logs = new HazelcastCommandLog[size];
    this.given = new CommittedHandler[size];
    for (int i = 0; i < size; i++) ports.add(FreePorts.next());
  }

  /** Starts those members, all at once, as processes would. */
  void start(int... which) throws InterruptedException {
    List<Thread> starting = new ArrayList<>();
    for (int i : which) {
      Thread thread = new Thread(() -> startOne(i), "start-" + i);
      thread.start();
      starting.add(thread);
    }
    for (Thread thread : starting) thread.join();
  }

  private void startOne(int i) {
    given[i] = handlers.apply(i);
    HazelcastInstance member = Hazelcast.newHazelcastInstance(config(i, given[i]));
    members[i] = member;
    logs[i] = HazelcastCommandLog.on(member, ThreadLocalRandom.current().nextLong());
  }

  /**
   * A member that keeps nothing, as a client agent is one, and is the first of the grid. The caller
   * ends it.
   */
  HazelcastInstance liteFirst() throws IOException {
    Config config = config(0, handlers.apply(0)).setLiteMember(true);
    config.setProperty(CpSubsystem.DIRECTORY, "");
    config.getCPSubsystemConfig().setCPMemberCount(0).setGroupSize(0);
    litePort = FreePorts.next();
    config.getNetworkConfig().setPort(litePort);
    config.getNetworkConfig().getJoin().getTcpIpConfig().addMember("127.0.0.1:" + litePort);
    return Hazelcast.newHazelcastInstance(config);
  }

  private Config config(int i, CommittedHandler handler) {
    Config config = new Config().setClusterName(name);
    config
        .setProperty("hazelcast.logging.type", "jdk")
        .setProperty("hazelcast.phone.home.enabled", "false")
        .setProperty("hazelcast.shutdownhook.enabled", "false")
        .setProperty("hazelcast.socket.bind.any", "false")
        .setProperty("hazelcast.heartbeat.interval.seconds", "1")
        .setProperty("hazelcast.max.no.heartbeat.seconds", "5")
        .setProperty("hazelcast.wait.seconds.before.join", "0")
        .setProperty("hazelcast.merge.first.run.delay.seconds", "3")
        .setProperty("hazelcast.merge.next.run.delay.seconds", "3")
        .setProperty("hazelcast.partition.count", "31")
        .setProperty("hazelcast.operation.thread.count", "2")
        .setProperty("hazelcast.operation.call.timeout.millis", "10000")
        .setProperty("hazelcast.invocation.retry.pause.millis", "50")
        .setProperty(CpSubsystem.DIRECTORY, directory.resolve("s" + i).toString());
    config.getUserContext().put(CatalogService.HANDLER, handler);
    config.getJetConfig().setEnabled(false);
    config.getMetricsConfig().setEnabled(false);
    config.getNetworkConfig().setPort(ports.get(i)).setPortAutoIncrement(false);
    config.getNetworkConfig().getInterfaces().setEnabled(true).addInterface("127.0.0.1");
    JoinConfig join = config.getNetworkConfig().getJoin();
    join.getAutoDetectionConfig().setEnabled(false);
    join.getMulticastConfig().setEnabled(false);
    // So long they ask each other whether one of them leads the grid already.
    join.getTcpIpConfig().setEnabled(true).setConnectionTimeoutSeconds(1);
    for (int port : ports) join.getTcpIpConfig().addMember("127.0.0.1:" + port);
    if (litePort > 0) join.getTcpIpConfig().addMember("127.0.0.1:" + litePort);
    config.getCPSubsystemConfig().setCPMemberCount(cpMembers).setGroupSize(cpMembers);
    config
        .getCPSubsystemConfig()
        .getRaftAlgorithmConfig()
        .setLeaderElectionTimeoutInMillis(ELECTION_TIMEOUT_MILLIS)
        .setLeaderHeartbeatPeriodInMillis(250)
        .setMaxMissedLeaderHeartbeatCount(4)
        .setUncommittedEntryCountToRejectNewAppends(2_000)
        .setCommitIndexAdvanceCountToSnapshot(1_000);
    return config;
  }

  HazelcastCommandLog log(int i) {
    return java.util.Objects.requireNonNull(logs[i]);
  }

  CommittedHandler handler(int i) {
    return given[i];
  }

  int port(int i) {
    return ports.get(i);
  }

  int size() {
    return members.length;
  }

  /** Which member leads; -1 when none does. */
  int leader() {
    for (int i = 0; i < logs.length; i++) {
      HazelcastCommandLog log = logs[i];
      if (log != null && log.leadership().isLeader()) return i;
    }
    return -1;
  }

  /**
   * Has the engine of that member look for its leader no more; returns when it has looked for the
   * last time.
   */
  void neverLooksForItsLeader(int i) throws InterruptedException {
    CatalogGroup group =
        new CatalogGroup(GridNode.engine(java.util.Objects.requireNonNull(members[i])));
    for (RaftNode node : group.raft().getAllRaftNodes()) {
      EnginePart.set(RaftNodeImpl.class, "leaderElectionTimeout", node, 600_000);
      CountDownLatch looked = new CountDownLatch(1);
      ((RaftNodeImpl) node).schedule(looked::countDown, LONGEST_ELECTION_TIMEOUT_MILLIS);
      assertThat(looked.await(60, TimeUnit.SECONDS)).isTrue();
    }
  }

  /** Gives that member the lead. */
  void lead(int i) throws Exception {
    CatalogGroup group =
        new CatalogGroup(GridNode.engine(java.util.Objects.requireNonNull(members[i])));
    int leads = leader();
    if (leads == i) return;
    CatalogGroup leading =
        new CatalogGroup(GridNode.engine(java.util.Objects.requireNonNull(members[leads])));
    leading
        .raft()
        .transferLeadership(
            java.util.Objects.requireNonNull(leading.id()), group.raft().getLocalCPMember())
        .get();
  }

  /** Ends those members as a crash would: nobody is told. */
  void kill(int... which) throws InterruptedException {
    List<Thread> killing = new ArrayList<>();
    for (int i : which) {
      HazelcastInstance member = members[i];
      members[i] = null;
      logs[i] = null;
      if (member == null) continue;
      Thread thread = new Thread(() -> member.getLifecycleService().terminate(), "kill-" + i);
      thread.start();
      killing.add(thread);
    }
    for (Thread thread : killing) thread.join();
  }

  @Override
  public void close() throws InterruptedException {
    int[] all = new int[members.length];
    for (int i = 0; i < all.length; i++) all[i] = i;
    kill(all);
  }
}
