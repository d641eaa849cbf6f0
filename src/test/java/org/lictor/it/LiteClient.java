package org.lictor.it;

import com.hazelcast.config.Config;
import com.hazelcast.config.XmlConfigBuilder;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Properties;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.lictor.FreePorts;
import org.lictor.agent.Admission;
import org.lictor.agent.AdmissionSettings;
import org.lictor.agent.AgentIdentity;
import org.lictor.agent.AliasChecks;
import org.lictor.agent.AntiEntropy;
import org.lictor.agent.CheckResults;
import org.lictor.agent.LocalServices;
import org.lictor.agent.LocalState;
import org.lictor.agent.NoMemory;
import org.lictor.agent.OutputRules;
import org.lictor.agent.ServiceProposal;
import org.lictor.check.CheckSchedule;
import org.lictor.consensus.hazelcast.GridNode;
import org.lictor.grid.GridMembers;
import org.lictor.grid.PostOffice;
import org.lictor.grid.RemoteCommandLog;
import org.lictor.grid.RemoteLeadership;
import org.lictor.grid.RemoteRegistry;
import org.lictor.grid.ServerLine;
import org.lictor.model.NodeName;
import org.lictor.query.BlockingQuery;
import org.lictor.registrar.CommandSubmitter;
import org.lictor.registrar.Registrar;

/**
 * A client agent without its container, so that many fit into one process: a lite member of the
 * grid, configured as an agent's is, with what an agent has between its services and the servers.
 */
final class LiteClient implements AutoCloseable {
  private static final Path CONFIGURATION = Path.of("domain-config", "hazelcast.xml");
  private static final String ADDRESS = "127.0.0.1";
  private static final Logger GRID_LOG = Logger.getLogger("com.hazelcast");

  static {
    GRID_LOG.setLevel(Level.SEVERE); // thirty members have much to say of each other
  }

  final String name;
  private final HazelcastInstance grid;
  private final RemoteLeadership leadership;
  private final RemoteCommandLog log;
  private final AntiEntropy antiEntropy;
  private final CheckSchedule schedule;
  private final LocalServices services;

  /** Joins the grid of the servers; {@code timer} and {@code workers} are shared by all of them. */
  LiteClient(String name, String servers, ScheduledExecutorService timer, ExecutorService workers)
      throws IOException {
    this.name = name;
    String id = UUID.randomUUID().toString();
    grid = Hazelcast.newHazelcastInstance(config(name, id, servers));
    PostOffice post = GridNode.engine(grid).getService(PostOffice.NAME);
    post.open(null, () -> "", workers);
    SplittableRandom random = new SplittableRandom(name.hashCode());
    ServerLine line = new ServerLine(post, timer, workers, System::nanoTime, random.split());
    leadership = new RemoteLeadership(line);
    log = new RemoteCommandLog(line, leadership);
    RemoteRegistry registry = new RemoteRegistry(line, leadership, BlockingQuery.Limits.DEFAULT);
    InstantSource clock = InstantSource.system();
    LocalState state = new LocalState(new NodeName(name));
    schedule = new CheckSchedule(clock, random.split(), (spec, limit) -> null, workers);
    services =
        new LocalServices(
            new Admission(new NodeName(name), new AdmissionSettings(false, false, 4096)),
            state,
            schedule,
            new AliasChecks(state, registry, timer),
            new CheckResults(
                state, clock, random.split(), timer, new OutputRules(Duration.ofMinutes(5), false)),
            new NoMemory(),
            clock);
    GridMembers members = new GridMembers(grid);
    antiEntropy =
        new AntiEntropy(
            AgentIdentity.of(id, new NodeName(name), "dc1", ADDRESS, Map.of(), Map.of(), "1.21.4"),
            state,
            new Registrar(new CommandSubmitter(log, clock)),
            registry,
            () -> members.live().size(),
            random.split(),
            timer);
    members.onChange(antiEntropy::serverAppeared);
    var unused = antiEntropy.start();
  }

  private static Config config(String name, String id, String servers) throws IOException {
    Properties values = new Properties();
    values.put("lictor.launch.grid.lite", "true");
    values.put("lictor.launch.grid.name", "dc1");
    values.put("lictor.launch.grid.bind", ADDRESS);
    values.put("lictor.launch.grid.bind.any", "false");
    values.put("lictor.launch.grid.interfaces.enabled", "true");
    values.put("lictor.launch.grid.advertise", ADDRESS);
    values.put("lictor.launch.grid.port", "" + FreePorts.next());
    values.put("lictor.launch.grid.members", servers);
    values.put("lictor.launch.grid.cp.members", "0");
    values.put("lictor.launch.grid.cp.group", "0");
    values.put("lictor.launch.grid.cp.directory", "");
    values.put("lictor.launch.grid.cp.founds", "false");
    values.put("lictor.launch.grid.server.port", "8300");
    values.put("lictor.launch.grid.incarnation", UUID.randomUUID().toString());
    values.put(
        "lictor.launch.grid.tags",
        "build=1.21.4:lictor,dc=dc1,id=" + id + ",role=node,segment=,vsn=2,vsn_max=3,vsn_min=2");
    values.put("lictor.launch.node.name", name);
    values.put("lictor.launch.datacenter", "dc1");
    values.put("lictor.launch.role", "client");
    try (InputStream xml = Files.newInputStream(CONFIGURATION)) {
      Config config = new XmlConfigBuilder(xml).setProperties(values).build();
      // Each of thirty has a connection to all others, with 128 KB of heap a direction as a rule.
      config.setProperty("hazelcast.socket.receive.buffer.size", "8");
      config.setProperty("hazelcast.socket.send.buffer.size", "8");
      return config;
    }
  }

  /** Registers a service with this agent; its catalog follows. */
  void register(String service, int port) {
    services.registerService(ServiceProposal.of(service, port), false);
  }

  @Override
  public void close() {
    antiEntropy.close();
    schedule.close();
    log.close();
    leadership.close();
    grid.getLifecycleService().terminate();
  }
}
