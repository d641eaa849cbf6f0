package org.lictor.launch;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;
import org.lictor.config.MemberTags;
import org.lictor.config.NodeId;
import org.lictor.config.RoleSettings;
import org.lictor.config.Settings;

/**
 * What of an agent's settings must be known before its JVM starts: the listeners and the grid are
 * Payara's and are made from its own files. Everything else the agent reads itself, from the same
 * arguments.
 *
 * @param node the node's name
 * @param datacenter its datacenter
 * @param server whether it votes; a client is a lite member of the grid
 * @param dev in memory, alone, without a grid
 * @param expect how many servers form the cluster; 1 is a server alone
 * @param dataDirectory null only in dev mode
 * @param http plain listener
 * @param https TLS listener
 * @param gridBind address of the grid's socket; 0.0.0.0 for all
 * @param gridAdvertise address that other members are told
 * @param gridPort port of the grid, above 0
 * @param members first addresses to ask for the cluster, each host or host:port
 * @param serverPort what other members are told as this server's port
 * @param tags what this member tells of itself, in a line
 * @param logLevel lowest level that is logged
 * @param logJson whether log lines are JSON objects
 * @param leaveOnInterrupt whether SIGINT leaves the cluster
 * @param leaveOnTerminate whether SIGTERM does
 */
public record LaunchSettings(
    String node,
    String datacenter,
    boolean server,
    boolean dev,
    int expect,
    @Nullable Path dataDirectory,
    Listener http,
    Listener https,
    String gridBind,
    String gridAdvertise,
    int gridPort,
    List<String> members,
    int serverPort,
    String tags,
    Level logLevel,
    boolean logJson,
    boolean leaveOnInterrupt,
    boolean leaveOnTerminate) {
  private static final int LEAST_VOTERS = 3;
  private static final int MOST_VOTERS = 7;

  public LaunchSettings {
    members = List.copyOf(members);
  }

  /**
   * What of the settings the JVM must know. Of several HTTP addresses Payara's listener takes the
   * first that is no socket file.
   */
  public static LaunchSettings of(Settings settings) {
    return new LaunchSettings(
        settings.node().name(),
        settings.node().datacenter(),
        settings.role().server(),
        settings.role().dev(),
        expected(settings.role()),
        settings.node().dataDir().orElse(null),
        listener(settings.addresses().http(), settings.ports().http()),
        listener(settings.addresses().https(), settings.ports().https()),
        settings.addresses().serf().getHostAddress(),
        settings.addresses().advertise().getHostAddress(),
        settings.ports().serfLan(),
        settings.cluster().retryJoin(),
        settings.ports().server(),
        MemberTags.line(
            MemberTags.of(
                settings,
                NodeId.obtain(
                    settings.node().dataDir().orElse(null), settings.node().id().orElse(null)))),
        level(settings.log().level()),
        settings.log().json(),
        !settings.leave().skipOnInterrupt(),
        settings.leave().onTerminate());
  }

  private static int expected(RoleSettings role) {
    return role.solo() ? 1 : role.bootstrapExpect();
  }

  private static Listener listener(List<String> addresses, int port) {
    for (String address : addresses)
      if (!address.startsWith("unix:")) return new Listener(address, port);
    return new Listener("127.0.0.1", -1);
  }

  private static Level level(String name) {
    return switch (name.toUpperCase(Locale.ROOT)) {
      case "TRACE" -> Level.FINEST;
      case "DEBUG" -> Level.FINE;
      case "WARN" -> Level.WARNING;
      case "ERR", "ERROR" -> Level.SEVERE;
      default -> Level.INFO;
    };
  }

  /**
   * A listener of HTTP.
   *
   * @param address where it listens
   * @param port above 0; anything else means that there is none
   */
  public record Listener(String address, int port) {
    boolean enabled() {
      return port > 0;
    }
  }

  /**
   * Whether the agent is a member of a grid. A dev agent has no one to meet: without a grid it
   * starts a second sooner.
   */
  boolean hasGrid() {
    return !dev;
  }

  /**
   * With how many servers the Raft log begins; 0 for a server alone, which has a log of its own,
   * and for a client.
   */
  int consensusMembers() {
    return server && !dev && expect != 1 ? Math.max(LEAST_VOTERS, expect) : 0;
  }

  /** How many of them vote: an odd number, and seven at most, as the engine wants it. */
  int voters() {
    int members = consensusMembers();
    return members == 0 ? 0 : Math.min(MOST_VOTERS, members - (members + 1) % 2);
  }

  /** Whether this server may found a cluster; one that expects no number joins one. */
  boolean founds() {
    return expect >= LEAST_VOTERS;
  }

  /** Where the Raft log is kept; empty when there is none. */
  String consensusDirectory() {
    return consensusMembers() == 0 || dataDirectory == null
        ? ""
        : dataDirectory.toAbsolutePath().resolve("raft").resolve("cluster").toString();
  }
}
