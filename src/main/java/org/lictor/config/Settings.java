package org.lictor.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * All settings of one agent, valid together. Immutable; a reload makes another one.
 *
 * @param sessionTtlMin the shortest TTL that a session may ask for
 * @param remoteExec whether {@code exec} may run commands here
 * @param autoReload whether to load again when one of the files changes
 * @param services the definitions in files, in the order of the files
 * @param checkDefinitions the checks that stand by themselves in files
 * @param watches as they stand in files, each with what its type needs
 * @param configPaths files and directories that were read
 * @param warnings for the operator, one line each; nothing that keeps the agent from running
 * @param unusedKeys keys that were given but that nothing acts on, each once
 */
public record Settings(
    NodeSettings node,
    RoleSettings role,
    AddressSettings addresses,
    PortSettings ports,
    ClusterSettings cluster,
    LeaveSettings leave,
    LogSettings log,
    DnsSettings dns,
    HttpSettings http,
    UiSettings ui,
    LimitSettings limits,
    CheckSettings checks,
    AclSettings acl,
    TlsSettings tls,
    TelemetrySettings telemetry,
    RaftSettings raft,
    AutopilotSettings autopilot,
    Duration sessionTtlMin,
    boolean remoteExec,
    boolean autoReload,
    List<ServiceDefinition> services,
    List<CheckDefinition> checkDefinitions,
    List<Map<String, Object>> watches,
    List<String> configPaths,
    List<String> warnings,
    List<String> unusedKeys) {
  public Settings {
    services = List.copyOf(services);
    checkDefinitions = List.copyOf(checkDefinitions);
    watches = List.copyOf(watches);
    configPaths = List.copyOf(configPaths);
    warnings = List.copyOf(warnings);
    unusedKeys = List.copyOf(unusedKeys);
  }
}
