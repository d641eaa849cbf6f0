package org.lictor.boot;

import com.hazelcast.core.HazelcastInstance;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.lictor.agent.Admission;
import org.lictor.agent.AgentIdentity;
import org.lictor.agent.AgentMemory;
import org.lictor.agent.AliasChecks;
import org.lictor.agent.AntiEntropy;
import org.lictor.agent.CheckResults;
import org.lictor.agent.CriticalReaper;
import org.lictor.agent.Definitions;
import org.lictor.agent.HostReport;
import org.lictor.agent.InstanceWatch;
import org.lictor.agent.LocalServices;
import org.lictor.agent.LocalState;
import org.lictor.agent.Maintenance;
import org.lictor.agent.NoMemory;
import org.lictor.agent.TtlChecks;
import org.lictor.agent.store.JpaAgentMemory;
import org.lictor.backup.Restorer;
import org.lictor.backup.Scratch;
import org.lictor.check.CheckSchedule;
import org.lictor.check.CheckTicks;
import org.lictor.check.CheckWorkers;
import org.lictor.check.MonotonicClock;
import org.lictor.check.ProbeTls;
import org.lictor.check.Probes;
import org.lictor.config.NodeId;
import org.lictor.config.Settings;
import org.lictor.consensus.CommandLog;
import org.lictor.dns.DnsResponder;
import org.lictor.dns.net.DnsListeners;
import org.lictor.event.UserEvents;
import org.lictor.exec.RemoteExec;
import org.lictor.grid.Circulars;
import org.lictor.grid.GridMembership;
import org.lictor.grid.LoneServers;
import org.lictor.grid.Membership;
import org.lictor.grid.PostOffice;
import org.lictor.http.AgentParts;
import org.lictor.http.FinishedResponses;
import org.lictor.http.HttpParts;
import org.lictor.http.OperatorParts;
import org.lictor.http.QueryParts;
import org.lictor.http.SessionParts;
import org.lictor.http.SnapshotParts;
import org.lictor.http.SystemParts;
import org.lictor.leader.ServerWatch;
import org.lictor.leader.SessionExpiry;
import org.lictor.metrics.Metrics;
import org.lictor.model.AutopilotConfig;
import org.lictor.model.Member;
import org.lictor.model.NodeName;
import org.lictor.model.SessionId;
import org.lictor.process.AgentProcess;
import org.lictor.process.ConsoleLog;
import org.lictor.query.QueryExecutor;
import org.lictor.query.Registry;
import org.lictor.registrar.AutopilotWriter;
import org.lictor.registrar.CommandSubmitter;
import org.lictor.registrar.ConfigWriter;
import org.lictor.registrar.KvWriter;
import org.lictor.registrar.MemberWriter;
import org.lictor.registrar.QueryWriter;
import org.lictor.registrar.Registrar;
import org.lictor.registrar.SessionWriter;
import org.lictor.registrar.TxnWriter;
import org.lictor.state.StateStore;
import org.lictor.watch.WatchSpec;

/**
 * One agent, put together and started part by part; closing it stops the parts in the opposite
 * order. Plain objects: the container is met in {@link AgentBoot} alone.
 */
final class RunningAgent implements AutoCloseable {
  private static final Logger LOG = System.getLogger("org.lictor.agent");

  /** Finished responses may take so much of the heap: an eighth, and not more than 64 MB. */
  private static final long MOST_FINISHED_BYTES = 64L << 20;

  /** The container has its port open a moment after it has started the application. */
  private static final Duration OPENED_WITHIN = Duration.ofSeconds(10);

  private final Threads threads;
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final LiveSettings live;
  private final CheckTicks ticks;
  private final AntiEntropy antiEntropy;
  private final Definitions definitions;
  private final CheckResults results;
  private final FileWatches watches;

  /** Drawn from by many threads. */
  private final RandomGenerator random = new Random();

  private final Departure departure;
  private final HttpParts parts;
  private final @Nullable OwnDoor door;
  private volatile AgentIdentity identity;

  private RunningAgent(Settings settings, AgentParts.Control control) throws IOException {
    live = new LiveSettings(settings);
    try {
      threads = opened(new Threads());
      Path dataDir = settings.node().dataDir().orElse(null);
      InstantSource clock = InstantSource.system();
      // Opening the memory takes longest and needs nothing of what follows.
      CompletableFuture<AgentMemory> recalling =
          CompletableFuture.supplyAsync(() -> memory(dataDir, threads), threads.memory);
      identity = identify(settings, dataDir);

      Scratch scratch = scratch(dataDir);
      LocalState state = new LocalState(identity.name());
      Station station =
          new Stations(settings, threads, random, scratch, this::opened)
              .open(identity.id(), () -> SelfReport.member(settings, identity));
      CommandLog log = station.log();
      Metrics metrics = Metrics.ofProcess();
      Registry registry =
          new MeasuredRegistry(station.registry(), metrics, settings.role().server());
      CommandSubmitter submitter = new CommandSubmitter(log, clock);
      Registrar registrar = new Registrar(submitter);

      MonotonicClock steady = new MonotonicClock();
      Probes probes = Probes.real(ProbeTls.ofRuntime());
      CheckSchedule schedule =
          opened(new CheckSchedule(steady, random, probes, CheckWorkers.upTo(CheckWorkers.MOST)));
      AgentMemory memory = opened(result(recalling));
      results =
          new CheckResults(state, steady, random, threads.duties, PartSettings.output(settings));
      Admission admission = new Admission(identity.name(), PartSettings.admission(settings));
      AliasChecks aliases = opened(new AliasChecks(state, registry, threads.duties));
      LocalServices services =
          new LocalServices(admission, state, schedule, aliases, results, memory, steady);
      definitions = new Definitions(services, state, memory, schedule, clock);
      antiEntropy =
          opened(
              new AntiEntropy(
                  identity, state, registrar, registry, station.size(), random, threads.duties));
      ticks = new CheckTicks(schedule, steady, threads.ticks);

      MemberWriter members = new MemberWriter(submitter);
      StateStore store = station.store();
      SessionExpiry expiry = station.expiry();
      if (store != null && expiry != null) {
        Leading leading = new Leading(settings, identity.name(), station, store, expiry);
        opened(leading.begin(registrar, members, submitter, clock, threads.duties));
      }
      station.live().onChange(antiEntropy::serverAppeared);
      departure = new Departure(station, members);
      opened(new NameGuard(station.live())).begin();
      if (settings.role().server()) {
        LoneServers lone =
            new LoneServers(station.live(), warning -> LOG.log(Level.WARNING, warning));
        station.live().onChange(lone);
        lone.run();
      }
      Membership membership =
          new GridMembership(
              station.grid(),
              station.live(),
              registry,
              new GridMembership.Writer() {
                @Override
                public CompletableFuture<Boolean> forceLeft(Member member) {
                  return members.forceLeft(member);
                }

                @Override
                public CompletableFuture<Boolean> forget(Member member) {
                  return members.forget(new NodeName(member.name()));
                }
              },
              settings.node().datacenter(),
              threads.memory);
      Coordinates coordinates = new Coordinates(identity.name(), station, threads, random);
      SelfReport self =
          new SelfReport(
              settings, identity, state, log, station.peers(), membership, coordinates::own);
      UserEvents events = events(station, state);
      KvWriter keys = new KvWriter(submitter);
      RemoteExec exec =
          opened(
              new RemoteExec(
                  identity.name().value(),
                  settings.remoteExec(),
                  new ExecKeys(registry, keys),
                  Threads.growing("lictor-exec")));
      events.reserve(RemoteExec.EVENT, exec::handle);
      FileDefinitions files = FileDefinitions.of(settings);
      definitions.start(files.services(), files.checks());
      LOG.log(Level.DEBUG, () -> "started: part=definitions " + uptime());
      antiEntropy.start();
      watches = opened(new FileWatches(registry, events, state, probes, threads.duties));
      List<WatchSpec> watched = watches.of(settings);
      new CriticalReaper(state, services, steady).start(threads.memory);

      AutopilotWriter autopilot = new AutopilotWriter(submitter);
      ServerWatch servers =
          new ServerWatch(
              store == null ? null : PartSettings.serverAddress(settings),
              station.peers(),
              membership,
              log,
              registry,
              clock);
      if (store != null) {
        introduce(settings, autopilot, store, log);
        threads.duties.scheduleWithFixedDelay(
            servers::look, 0, ServerWatch.PERIOD.toSeconds(), TimeUnit.SECONDS);
      }

      DnsResponder responder =
          opened(
              new DnsResponder(
                  registry,
                  live::dns,
                  clock,
                  new SplittableRandom(),
                  log.leadership()::lastContactMillis));
      opened(DnsListeners.open(PartSettings.dnsAddresses(settings), responder));
      AgentParts own =
          new AgentParts(
              state,
              services,
              new TtlChecks(state, schedule, memory, clock),
              new Maintenance(state, services),
              events,
              membership,
              antiEntropy::syncNow,
              self::json,
              control,
              new InstanceWatch(
                  state, threads.timer, threads.wakers, random, PartSettings.waits(settings)),
              system(settings, metrics, dataDir));
      ProcessFigures.register(metrics);
      RegistryFigures.ofAgent(metrics, state, schedule, steady);
      if (store != null) {
        RegistryFigures.ofServer(metrics, store, log, settings.node().datacenter());
      }
      TelemetryParts.sinks(settings).forEach(this::opened);
      long finished = Math.min(MOST_FINISHED_BYTES, Runtime.getRuntime().maxMemory() / 8);
      parts =
          new HttpParts(
              live::http,
              registry,
              registrar,
              keys,
              log.leadership(),
              new FinishedResponses(finished),
              own,
              new OperatorParts(station.peers(), servers, autopilot, new ConfigWriter(submitter)),
              coordinates.begin(settings.cluster().coordinates()),
              new SnapshotParts(
                  station.archives(),
                  new Restorer(submitter, threads.wakers, () -> UUID.randomUUID().toString()),
                  scratch,
                  threads.archives),
              new SessionParts(
                  new SessionWriter(
                      submitter,
                      () -> new SessionId(UUID.randomUUID().toString()),
                      settings.sessionTtlMin()),
                  station.renewals()),
              new QueryParts(
                  new QueryWriter(submitter, () -> UUID.randomUUID().toString()),
                  new QueryExecutor(registry, settings.node().name(), new Random())),
              new TxnWriter(submitter));
      InetSocketAddress http = PartSettings.httpAddress(settings);
      door = http == null ? null : new OwnDoor(http, parts::requests, OPENED_WITHIN);
      HttpParts.open(parts);
      open.push(HttpParts::close);
      watches.run(watched);
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /**
   * Starts an agent; when this returns it answers DNS, and HTTP as soon as the container lets
   * requests in.
   *
   * @throws IOException when a file cannot be used or a port is taken
   */
  static RunningAgent start(Settings settings, AgentParts.Control control) throws IOException {
    return new RunningAgent(settings, control);
  }

  /** Leaves the cluster; completes with whether the others know. Never fails. */
  CompletableFuture<Boolean> leave() {
    return departure.leave();
  }

  /** What the checks' timer beats. */
  CheckTicks ticks() {
    return ticks;
  }

  /** Whether requests to its HTTP address reach it; knocks there until it is sure. */
  boolean hears() {
    return door == null || door.isOpen();
  }

  /**
   * Asks itself the common questions, beside everything else, so that the first real load does not
   * meet cold code.
   */
  void warmUp(Settings settings) {
    InetSocketAddress http = PartSettings.httpAddress(settings);
    if (http == null) {
      return;
    }
    WarmUp warmUp =
        new WarmUp(
            http, PartSettings.dnsAddresses(settings), settings.dns().domain(), parts::requests);
    Thread thread =
        new Thread(
            () -> {
              warmUp.run();
              if (warmUp.awaitQuiet()) {
                HeapRoom.giveBack(); // what the questions left behind
              }
            },
            "lictor-warm-up");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Goes on with other settings: definitions, outputs, watches, DNS, HTTP and node metadata take
   * effect, the rest with the next start. One caller at a time. What refuses the settings comes
   * first, so that then nothing has changed.
   */
  void reload(Settings settings) {
    antiEntropy.pause();
    try {
      FileDefinitions files = FileDefinitions.of(settings);
      LiveSettings.Values values = LiveSettings.Values.of(settings);
      AgentIdentity changed = identity.withMeta(settings.node().meta());
      List<WatchSpec> watched = watches.of(settings);
      definitions.reload(files.services(), files.checks());
      AgentProcess.current().logFrom(settings.log().level());
      results.rules(PartSettings.output(settings));
      live.replace(values);
      watches.run(watched);
      identity = changed;
      antiEntropy.identity(identity);
    } finally {
      antiEntropy.resume();
    }
  }

  private static SystemParts system(Settings settings, Metrics metrics, @Nullable Path dataDir) {
    Path disk = dataDir == null ? Path.of(System.getProperty("java.io.tmpdir")) : dataDir;
    return new SystemParts(
        metrics,
        TelemetryParts.names(settings.telemetry()),
        settings.telemetry().prometheusRetention(),
        ConsoleLog.global()::tap,
        Versions.INTERFACE,
        Versions.REVISION,
        Versions.BUILD_DATE,
        () -> HostReport.of(disk));
  }

  private static AgentIdentity identify(Settings settings, @Nullable Path dataDir) {
    return AgentIdentity.of(
        NodeId.obtain(dataDir, settings.node().id().orElse(null)),
        new NodeName(settings.node().name()),
        settings.node().datacenter(),
        settings.addresses().advertise().getHostAddress(),
        settings.addresses().tagged(),
        settings.node().meta(),
        Versions.INTERFACE);
  }

  /**
   * An agent that keeps nothing on disk has a folder for itself, made when there is need of one.
   */
  private static Scratch scratch(@Nullable Path dataDir) throws IOException {
    return Scratch.in(
        dataDir == null
            ? Path.of(
                System.getProperty("java.io.tmpdir"),
                "lictor-scratch-" + ProcessHandle.current().pid())
            : dataDir.resolve("scratch"));
  }

  private static AgentMemory memory(@Nullable Path dataDir, Threads threads) {
    return dataDir == null
        ? new NoMemory()
        : JpaAgentMemory.open(dataDir.resolve("agent"), threads.memory);
  }

  private static <T> T result(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException problem) {
        throw problem;
      }
      throw e;
    }
  }

  /** The user events of this agent; without a grid nobody else hears of them. */
  private UserEvents events(Station station, LocalState state) {
    HazelcastInstance grid = station.grid();
    Circulars circulars = grid == null ? null : PostOffice.of(grid).circulars();
    UserEvents events =
        new UserEvents(
            identity.name().value(),
            () -> state.image().services().values(),
            circulars == null ? (letter, answers) -> {} : circulars::send,
            threads.timer,
            threads.wakers);
    if (circulars != null) {
      circulars.open(events::received);
      open.push(() -> circulars.open(null));
      events.begin();
    }
    return events;
  }

  /** The settings count once in a cluster's life; of several servers the leader sees to it. */
  private void introduce(
      Settings settings, AutopilotWriter autopilot, StateStore store, CommandLog log) {
    AutopilotConfig ofSettings = PartSettings.autopilot(settings);
    if (settings.role().solo()) {
      if (store.image().autopilot().set() == null) autopilot.introduce(ofSettings).join();
      return;
    }
    Runnable once =
        () -> {
          if (log.leadership().isLeader() && store.image().autopilot().set() == null) {
            autopilot.introduce(ofSettings);
          }
        };
    threads.duties.scheduleWithFixedDelay(once, 1, 2, TimeUnit.SECONDS);
  }

  private <T extends AutoCloseable> T opened(T part) {
    open.push(part);
    LOG.log(Level.DEBUG, () -> "started: part=" + part.getClass().getSimpleName() + " " + uptime());
    return part;
  }

  /** How long the process has been there, to see what of the start takes its time. */
  static String uptime() {
    return "uptime=" + ManagementFactory.getRuntimeMXBean().getUptime() + "ms";
  }

  @Override
  public void close() {
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) {
        LOG.log(Level.WARNING, "could not stop in order: " + e.getMessage(), e);
      }
    }
  }
}
