package org.lictor.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.lictor.model.Metadata;

/**
 * Turns the merged tree into {@link Settings}: reads each part, then applies the rules that bind
 * parts together.
 */
final class SettingsReader {
  private static final Pattern DATACENTER = Pattern.compile("[a-z0-9_-]+");
  private static final Pattern DNS_LABEL = Pattern.compile("[A-Za-z0-9-]*");
  private static final int MAX_LABEL = 63;
  private static final String DEPLOYMENT_TABLE =
      " See https://www.consul.io/docs/internals/consensus.html#deployment-table";

  private final Values values;
  private final Values user;
  private final Environment environment;
  private final List<String> warnings;
  private final SectionReader sections;

  /**
   * Reads one load's settings.
   *
   * @param values everything, defaults included
   * @param user what the operator said
   * @param warnings is added to
   */
  SettingsReader(Values values, Values user, Environment environment, List<String> warnings) {
    this.values = values;
    this.user = user;
    this.environment = environment;
    this.warnings = new ArrayList<>(warnings);
    sections = new SectionReader(values, environment.directory(), this.warnings);
  }

  Settings read(boolean dev, boolean solo, List<String> paths, List<String> unused) {
    AddressReader reader =
        new AddressReader(values, new AddressFinder(environment.network()), warnings);
    AddressSettings addresses = reader.addresses();
    PortSettings ports = reader.ports();
    NodeSettings node = node(dev);
    List<ServiceDefinition> services = new DefinitionReader(values).services();
    List<CheckDefinition> checks = new DefinitionReader(values).checks();
    List<Map<String, Object>> watches = values.frees("watches");
    RoleSettings role = role(dev, solo);
    ClusterSettings cluster = sections.cluster();
    LeaveSettings leave = sections.leave(role.server());
    LogSettings log = sections.log();
    DnsSettings dns = new DnsReader(values).read(node.datacenter());
    HttpSettings http = sections.http();
    UiSettings ui = sections.ui(user);
    LimitSettings limits = sections.limits();
    CheckSettings running = sections.checks(dev);
    AclSettings acl = sections.acl();
    TlsSettings tls = sections.tls();
    TelemetrySettings telemetry = sections.telemetry();
    RaftSettings raft = sections.raft();
    AutopilotSettings autopilot = sections.autopilot();
    Duration sessionTtl = values.duration("session_ttl_min");
    values.refuseProblems();
    validate(node, role, addresses, ports);
    DefinitionRules.validate(services, checks, warnings);
    WatchRules.validate(watches, hasEndpoint(addresses, ports), warnings);
    return new Settings(
        node,
        role,
        addresses,
        ports,
        cluster,
        leave,
        log,
        dns,
        http,
        ui,
        limits,
        running,
        acl,
        tls,
        telemetry,
        raft,
        autopilot,
        sessionTtl,
        !values.flag("disable_remote_exec"),
        values.flag("auto_reload_config"),
        services,
        checks,
        watches,
        paths,
        warnings,
        unused);
  }

  private NodeSettings node(boolean dev) {
    String datacenter = values.text("datacenter").strip().toLowerCase(Locale.ROOT);
    if (datacenter.isEmpty()) throw new ConfigException("datacenter cannot be empty");
    if (!DATACENTER.matcher(datacenter).matches()) {
      throw new ConfigException(
          "datacenter can only contain lowercase alphanumeric, - or _ characters. received: "
              + Texts.quote(datacenter));
    }
    String name = values.text("node_name").strip();
    Optional<String> id = values.optional("node_id").map(text -> text.toLowerCase(Locale.ROOT));
    id.ifPresent(SettingsReader::refuseBadId);
    String primary = values.text("primary_datacenter").toLowerCase(Locale.ROOT);
    return new NodeSettings(
        name.isEmpty() ? environment.hostName() : name,
        id,
        !values.flag("disable_host_node_id"),
        values.texts("node_meta"),
        datacenter,
        primary.isEmpty() ? datacenter : primary,
        dev ? Optional.empty() : values.path("data_dir", environment.directory()),
        values.path("pid_file", environment.directory()));
  }

  private static void refuseBadId(String id) {
    String problem =
        id.length() != 36
            ? "uuid string is wrong length"
            : id.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
                ? ""
                : "uuid is improperly formatted";
    if (!problem.isEmpty())
      throw new ConfigException("failed to setup node ID: specified NodeID is invalid: " + problem);
  }

  private RoleSettings role(boolean dev, boolean solo) {
    boolean server = values.flag("server");
    boolean bootstrap = values.flag("bootstrap");
    int expect = values.natural("bootstrap_expect");
    if (expect > 0 && !server)
      throw new ConfigException("'bootstrap_expect > 0' requires 'server = true'");
    if (expect > 0 && dev)
      throw new ConfigException("'bootstrap_expect > 0' not allowed in dev mode");
    if (expect > 0 && bootstrap) {
      throw new ConfigException(
          "'bootstrap_expect > 0' and 'bootstrap = true' are mutually exclusive");
    }
    if (bootstrap && !server)
      throw new ConfigException("'bootstrap = true' requires 'server = true'");
    if (expect == 1) {
      warnings.add("BootstrapExpect is set to 1; this is the same as Bootstrap mode.");
      bootstrap = true;
      expect = 0;
    }
    if (expect == 2) {
      warnings.add(
          "bootstrap_expect = 2: A cluster with 2 servers will provide no failure tolerance."
              + DEPLOYMENT_TABLE);
    } else if (expect > 0 && expect % 2 == 0) {
      warnings.add(
          "bootstrap_expect is even number: A cluster with an even number of servers does not achieve optimum "
              + "fault tolerance."
              + DEPLOYMENT_TABLE);
    }
    if (expect > 0) warnings.add("bootstrap_expect > 0: expecting " + expect + " servers");
    if (bootstrap) warnings.add("bootstrap = true: do not enable unless necessary");
    return new RoleSettings(dev, server, bootstrap || solo, expect);
  }

  private void validate(
      NodeSettings node, RoleSettings role, AddressSettings addresses, PortSettings ports) {
    if (!role.dev()) {
      Path data = node.dataDir().orElseThrow(() -> new ConfigException("data_dir cannot be empty"));
      if (Files.exists(data) && !Files.isDirectory(data)) {
        throw new ConfigException(
            "data_dir " + Texts.quote(values.text("data_dir")) + " is not a directory");
      }
    }
    Metadata.problem(node.meta())
        .ifPresent(
            problem -> {
              throw new ConfigException("node_meta invalid: " + problem);
            });
    warnOfName(node.name());
    AddressReader.refuseClashes(addresses, ports);
  }

  private static boolean hasEndpoint(AddressSettings addresses, PortSettings ports) {
    return (ports.http() > 0 && !addresses.http().isEmpty())
        || (ports.https() > 0 && !addresses.https().isEmpty());
  }

  private void warnOfName(String name) {
    String start = "Node name " + Texts.quote(name) + " will not be discoverable via DNS due to ";
    if (!DNS_LABEL.matcher(name).matches()) {
      warnings.add(
          start + "invalid characters. Valid characters include all alpha-numerics and dashes.");
    } else if (name.length() > MAX_LABEL) {
      warnings.add(start + "it being too long. Valid lengths are between 1 and 63 bytes.");
    }
  }
}
