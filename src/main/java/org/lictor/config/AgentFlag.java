package org.lictor.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One flag of {@code agent}.
 *
 * @param name without the dash
 * @param path the key that it sets, dotted; empty for the flags that are no setting (which files,
 *     which mode)
 * @param help one line for the usage text
 */
public record AgentFlag(String name, Kind kind, String path, String help) {
  /** What a flag's value is. */
  public enum Kind {
    /** A string. */
    TEXT,
    /** On by its presence, off by {@code =false}. */
    BOOL,
    /** A decimal number of 32 bits. */
    INT,
    /** May be given several times. */
    LIST,
    /** {@code key:value}, may be given several times. */
    MAP
  }

  private static final Map<String, AgentFlag> ALL = table();

  /** Every flag of Consul 1.21 and of 0.5.2, by name in order. */
  public static List<AgentFlag> all() {
    return List.copyOf(ALL.values());
  }

  static @Nullable AgentFlag named(String name) {
    return ALL.get(name);
  }

  private static Map<String, AgentFlag> table() {
    Map<String, AgentFlag> flags = new TreeMap<>();
    for (String row : ROWS.strip().split("\n")) {
      String[] cells = row.strip().split("\\s*\\|\\s*");
      flags.put(
          cells[0],
          new AgentFlag(
              cells[0], Kind.valueOf(cells[1]), cells[2].equals("-") ? "" : cells[2], cells[3]));
    }
    return Collections.unmodifiableMap(new LinkedHashMap<>(flags));
  }

  // The command line of Consul 1.21 (name | kind | key | help) and, at the end, what only 0.5.2 to
  // 1.8 had.
  private static final String ROWS =
      """
      advertise | TEXT | advertise_addr | Sets the advertise address to use.
      advertise-wan | TEXT | advertise_addr_wan | Sets address to advertise on WAN instead of -advertise address.
      allow-write-http-from | LIST | http_config.allow_write_http_from | Only allow writes from this network (CIDR).
      alt-domain | TEXT | alt_domain | Alternate domain to use for DNS interface.
      auto-reload-config | BOOL | auto_reload_config | Watches config files for changes and reloads them.
      bind | TEXT | bind_addr | Sets the bind address for cluster communication.
      bootstrap | BOOL | bootstrap | Sets server to bootstrap mode.
      bootstrap-expect | INT | bootstrap_expect | Sets how many servers to wait for before the cluster starts.
      client | TEXT | client_addr | Sets the address to bind for client access: HTTP, HTTPS and DNS.
      config-dir | LIST | - | Directory to read configuration files from, *.json and *.hcl by name. Repeatable.
      config-file | LIST | - | File in JSON or HCL format with a matching extension. Repeatable.
      config-format | TEXT | - | Config files are in this format (hcl or json) irrespective of their extension.
      data-dir | TEXT | data_dir | Path to a data directory to store agent state.
      datacenter | TEXT | datacenter | Datacenter of the agent.
      default-query-time | TEXT | default_query_time | How long a blocking query waits if it does not say.
      dev | BOOL | - | Starts the agent in development mode: a server that keeps nothing on disk.
      disable-host-node-id | BOOL | disable_host_node_id | Makes a random node ID instead of one derived from the host.
      disable-keyring-file | BOOL | disable_keyring_file | Disables the backing up of the keyring to a file.
      dns-port | INT | ports.dns | DNS port to use.
      domain | TEXT | domain | Domain to use for DNS interface.
      enable-local-script-checks | BOOL | enable_local_script_checks | Enables health check scripts from files.
      enable-script-checks | BOOL | enable_script_checks | Enables health check scripts, also of API registrations.
      encrypt | TEXT | encrypt | Provides the gossip encryption key.
      grpc-port | INT | ports.grpc | Sets the gRPC API port to listen on.
      grpc-tls-port | INT | ports.grpc_tls | Sets the gRPC-TLS API port to listen on.
      hcl | LIST | - | HCL config fragment, laid over files and flags. Repeatable.
      http-port | INT | ports.http | Sets the HTTP API port to listen on.
      https-port | INT | ports.https | Sets the HTTPS API port to listen on.
      join | LIST | retry_join | Address of an agent to join at start time, the same as -retry-join. Repeatable.
      join-wan | LIST | retry_join_wan | Address of an agent to join over WAN at start time. Repeatable.
      log-file | TEXT | log_file | Path to the file the logs get written to.
      log-json | BOOL | log_json | Output logs in JSON format.
      log-level | TEXT | log_level | Log level of the agent: trace, debug, info, warn, error.
      log-rotate-bytes | INT | log_rotate_bytes | Bytes written to a log file before it is rotated.
      log-rotate-duration | TEXT | log_rotate_duration | Time after which a log file is rotated.
      log-rotate-max-files | INT | log_rotate_max_files | Number of old log files to keep.
      max-query-time | TEXT | max_query_time | The longest wait of a blocking query.
      node | TEXT | node_name | Name of this node. Must be unique in the cluster.
      node-id | TEXT | node_id | A unique ID for this node across space and time.
      node-meta | MAP | node_meta | A metadata key/value pair for this node, key:value. Repeatable.
      pid-file | TEXT | pid_file | Path to file to store agent PID.
      primary-gateway | LIST | primary_gateways | Address of a mesh gateway in the primary datacenter. Repeatable.
      protocol | INT | protocol | Sets the protocol version. Defaults to latest.
      raft-protocol | INT | raft_protocol | Sets the Raft protocol version. Defaults to latest.
      read-replica | BOOL | read_replica | A server that does not vote (Enterprise).
      recursor | LIST | recursors | Address of an upstream DNS server. Repeatable.
      rejoin | BOOL | rejoin_after_leave | Ignores a previous leave and attempts to rejoin the cluster.
      retry-interval | TEXT | retry_interval | Time to wait between join attempts.
      retry-interval-wan | TEXT | retry_interval_wan | Time to wait between WAN join attempts.
      retry-join | LIST | retry_join | Address of an agent to join at start time with retries. Repeatable.
      retry-join-wan | LIST | retry_join_wan | Address of an agent to join over WAN with retries. Repeatable.
      retry-max | INT | retry_max | Maximum number of join attempts. 0 means without end.
      retry-max-wan | INT | retry_max_wan | Maximum number of WAN join attempts. 0 means without end.
      segment | TEXT | segment | Network segment to join (Enterprise).
      serf-lan-allowed-cidrs | LIST | serf_lan_allowed_cidrs | Networks allowed for members of the LAN. Repeatable.
      serf-lan-bind | TEXT | serf_lan | Address to bind LAN listeners to.
      serf-lan-port | INT | ports.serf_lan | Sets the LAN port to listen on.
      serf-wan-allowed-cidrs | LIST | serf_wan_allowed_cidrs | Networks allowed for members of the WAN. Repeatable.
      serf-wan-bind | TEXT | serf_wan | Address to bind WAN listeners to.
      serf-wan-port | INT | ports.serf_wan | Sets the WAN port to listen on.
      server | BOOL | server | Switches agent to server mode.
      server-port | INT | ports.server | Sets the server port to listen on.
      syslog | BOOL | enable_syslog | Enables logging to syslog.
      ui | BOOL | ui_config.enabled | Enables the built-in web UI.
      ui-content-path | TEXT | ui_config.content_path | Sets the external UI path. Defaults to /ui/
      ui-dir | TEXT | ui_config.dir | Path to directory containing the web UI resources.
      atlas | TEXT | atlas_infrastructure | No longer has an effect.
      atlas-join | BOOL | atlas_join | No longer has an effect.
      atlas-token | TEXT | atlas_token | No longer has an effect.
      atlas-endpoint | TEXT | atlas_endpoint | No longer has an effect.
      check_output_max_size | INT | check_output_max_size | Sets the maximum output size for checks on this agent.
      dc | TEXT | datacenter | The old name of -datacenter.
      non-voting-server | BOOL | read_replica | The old name of -read-replica.
      """;
}
