package org.lictor.agent;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.lictor.check.CheckSchedule;
import org.lictor.check.DockerSpec;
import org.lictor.check.GrpcSpec;
import org.lictor.check.H2PingSpec;
import org.lictor.check.HttpSpec;
import org.lictor.check.OsServiceSpec;
import org.lictor.check.PolledSpec;
import org.lictor.check.Probe;
import org.lictor.check.ProbeResult;
import org.lictor.check.ScriptSpec;
import org.lictor.check.TcpSpec;
import org.lictor.check.UdpSpec;
import org.lictor.model.CheckStatus;
import org.lictor.model.GoDuration;
import org.lictor.model.HealthCheck;
import org.lictor.model.LogIndexes;
import org.lictor.model.NodeName;
import org.lictor.model.ServiceEntry;
import org.lictor.model.Weights;
import org.lictor.query.AnswerCache;
import org.lictor.query.BlockingQuery;
import org.lictor.query.LocalRegistry;
import org.lictor.registrar.CommandSubmitter;
import org.lictor.registrar.Registrar;
import org.lictor.replica.Replica;
import org.lictor.state.NodeRow;
import org.lictor.state.StateStore;

/**
 * A whole agent with a catalog of its own, on one thread and without a clock that moves by itself.
 */
final class TestAgent {
  static final NodeName NODE = new NodeName("n1");

  final ManualScheduler time;
  final StateStore store = new StateStore();
  final FakeLog log = new FakeLog(new Replica(store));
  final Registrar registrar;
  final LocalRegistry registry;
  final AgentIdentity identity =
      AgentIdentity.of(
          "11111111-2222-3333-4444-555555555555",
          NODE,
          "dc1",
          "127.0.0.1",
          Map.of("lan", "127.0.0.1"),
          Map.of("rack", "r1"),
          "1.21.4");
  final LocalState state = new LocalState(NODE);
  final CheckResults results;
  final CheckSchedule schedule;
  final TableMemory memory;
  final LocalServices services;
  final TtlChecks ttls;
  final Maintenance maintenance;
  final Definitions definitions;
  final CriticalReaper reaper;
  final AntiEntropy sync;
  int members = 1;

  /** What the probe of each target finds. */
  final Map<String, ProbeResult> findings = new HashMap<>();

  TestAgent() {
    this(new TableMemory(), new ManualScheduler(), new OutputRules(Duration.ZERO, false));
  }

  TestAgent(TableMemory memory, ManualScheduler time, OutputRules rules) {
    this.memory = memory;
    this.time = time;
    Random random = new Random(7);
    CommandSubmitter submitter = new CommandSubmitter(log, time);
    registrar = new Registrar(submitter);
    AnswerCache answers = new AnswerCache(store);
    registry =
        new LocalRegistry(
            answers,
            new BlockingQuery(answers, Runnable::run, time, random, BlockingQuery.Limits.DEFAULT),
            log);
    results = new CheckResults(state, time, random, time, rules);
    schedule =
        new CheckSchedule(
            time, random, (spec, limit) -> probe(spec.handledBy(new TargetOf())), time);
    Admission admission = new Admission(NODE, new AdmissionSettings(false, true, 4096));
    services =
        new LocalServices(
            admission,
            state,
            schedule,
            new AliasChecks(state, registry, time),
            results,
            memory,
            time);
    ttls = new TtlChecks(state, schedule, memory, time);
    maintenance = new Maintenance(state, services);
    definitions = new Definitions(services, state, memory, schedule, time);
    reaper = new CriticalReaper(state, services, time);
    sync = new AntiEntropy(identity, state, registrar, registry, () -> members, random, time);
  }

  /** The agent that comes after this one on the same host, with a catalog that is empty. */
  TestAgent restarted() {
    return new TestAgent(memory, time, new OutputRules(Duration.ZERO, false));
  }

  private Probe probe(String target) {
    return new Probe() {
      @Override
      public ProbeResult run() {
        return findings.getOrDefault(target, new ProbeResult(CheckStatus.CRITICAL, "no word"));
      }

      @Override
      public void kill() {}
    };
  }

  private static final class TargetOf implements PolledSpec.Handler<String> {
    @Override
    public String script(ScriptSpec spec) {
      return spec.command().get(0);
    }

    @Override
    public String http(HttpSpec spec) {
      return spec.url();
    }

    @Override
    public String tcp(TcpSpec spec) {
      return spec.target();
    }

    @Override
    public String udp(UdpSpec spec) {
      return spec.target();
    }

    @Override
    public String grpc(GrpcSpec spec) {
      return spec.target();
    }

    @Override
    public String h2ping(H2PingSpec spec) {
      return spec.target();
    }

    @Override
    public String docker(DockerSpec spec) {
      return spec.container();
    }

    @Override
    public String osService(OsServiceSpec spec) {
      return spec.service();
    }
  }

  /** Lets time pass, with its ticks of the checks. */
  void pass(Duration by) {
    for (long second = 0; second < by.toSeconds(); second++) {
      time.advance(Duration.ofSeconds(1));
      schedule.tick(time.instant());
    }
  }

  // ---- words for what is wanted

  static CheckProposal ttl(String id, String ttl) {
    return check(id, "", new CheckRecipe.Builder().ttl(GoDuration.parse(ttl)).build());
  }

  static CheckProposal tcp(String id, String target) {
    return check(
        id, "", new CheckRecipe.Builder().tcp(target).interval(GoDuration.parse("10s")).build());
  }

  static CheckProposal check(String id, String service, CheckRecipe recipe) {
    return new CheckProposal(
        id, id.isEmpty() ? "" : "name of " + id, "", service, "", "", recipe, GoDuration.ZERO);
  }

  static ServiceProposal service(
      String id, String name, List<String> tags, CheckProposal... checks) {
    return new ServiceProposal(
        id,
        name,
        "",
        tags,
        "",
        Map.of(),
        Map.of(),
        80,
        "",
        Weights.DEFAULT,
        false,
        false,
        null,
        "",
        List.of(checks));
  }

  static ServiceProposal service(String name, CheckProposal... checks) {
    return service("", name, List.of(), checks);
  }

  static ServiceProposal overridable(String name, List<String> tags) {
    return new ServiceProposal(
        "",
        name,
        "",
        tags,
        "",
        Map.of(),
        Map.of(),
        80,
        "",
        Weights.DEFAULT,
        true,
        false,
        null,
        "",
        List.of());
  }

  // ---- words for what is there

  /** The local checks as {@code id status output}. */
  String checks() {
    return lines(state.image().checks().values());
  }

  /** The catalog's services of this node as {@code id name tags}. */
  String catalogServices() {
    NodeRow row = store.image().catalog().nodes().get(NODE.key());
    return row == null
        ? "no node"
        : row.services().values().stream()
            .map(service -> service.id() + " " + service.name() + " " + service.tags())
            .collect(Collectors.joining("; "));
  }

  /** The catalog's checks of this node as {@code id status output}. */
  String catalogChecks() {
    NodeRow row = store.image().catalog().nodes().get(NODE.key());
    return row == null ? "no node" : lines(row.checks().values());
  }

  private static String lines(java.util.Collection<HealthCheck> checks) {
    return checks.stream()
        .map(check -> (check.id() + " " + check.status() + " " + check.output()).strip())
        .collect(Collectors.joining("; "));
  }

  /** An entry as somebody else might put it into the catalog. */
  static ServiceEntry entry(NodeName node, String id, String... tags) {
    return new ServiceEntry(
        node,
        new org.lictor.model.ServiceId(id),
        id,
        "",
        List.of(tags),
        "",
        null,
        null,
        80,
        "",
        Weights.DEFAULT,
        false,
        false,
        null,
        LogIndexes.NONE);
  }

  static HealthCheck health(NodeName node, String id, String service, CheckStatus status) {
    return new HealthCheck(
        node,
        new org.lictor.model.CheckId(id),
        id,
        status.word(),
        "",
        "",
        service,
        "",
        List.of(),
        "",
        "",
        "",
        0,
        org.lictor.model.CheckDefinition.NONE,
        LogIndexes.NONE);
  }

  ProbeResult finding(CheckStatus status, String output) {
    return new ProbeResult(status, output);
  }

  Map<String, String> statuses() {
    Map<String, String> found = new TreeMap<>();
    state.image().checks().forEach((id, check) -> found.put(id, check.status()));
    return found;
  }
}
