package org.lictor.config;

import java.nio.charset.StandardCharsets;
import org.lictor.config.file.ConfigText;

/**
 * What counts where nothing else is said, written as an operator would write it. The values are
 * those of Consul 1.21; keys that are missing here have a default that depends on others, or none.
 */
final class Defaults {
  /** Every agent. */
  static final Source ALL =
      source(
          "defaults",
          """
      datacenter = "dc1"
      domain = "consul."
      log_level = "INFO"
      syslog_facility = "LOCAL0"
      log_rotate_duration = "24h"
      bind_addr = "0.0.0.0"
      client_addr = "127.0.0.1"
      disable_host_node_id = true
      disable_remote_exec = true
      retry_interval = "30s"
      reconnect_timeout = "72h"
      server_rejoin_age_max = "168h"
      session_ttl_min = "10s"
      check_update_interval = "5m"
      check_output_max_size = 4096
      default_query_time = "300s"
      max_query_time = "600s"
      raft_protocol = 3
      raft_snapshot_threshold = 16384
      raft_snapshot_interval = "30s"
      raft_trailing_logs = 10240
      acl {
        default_policy = "allow"
        down_policy = "extend-cache"
        token_ttl = "30s"
        policy_ttl = "30s"
        role_ttl = "30s"
      }
      autopilot {
        cleanup_dead_servers = true
        last_contact_threshold = "200ms"
        max_trailing_logs = 250
        server_stabilization_time = "10s"
      }
      dns_config {
        allow_stale = true
        max_stale = "87600h"
        udp_answer_limit = 3
        recursor_timeout = "2s"
        recursor_strategy = "sequential"
        enable_additional_node_meta_txt = true
        soa { refresh = 3600 retry = 600 expire = 86400 min_ttl = 0 }
      }
      limits {
        http_max_conns_per_client = 200
        https_handshake_timeout = "5s"
        kv_max_value_size = 524288
        txn_max_req_len = 524288
        request_limits { mode = "disabled" read_rate = -1 write_rate = -1 }
      }
      performance {
        raft_multiplier = 5
        leave_drain_time = "5s"
        rpc_hold_timeout = "7s"
      }
      ports { dns = 8600 http = 8500 https = -1 server = 8300 serf_lan = 8301 serf_wan = 8302 }
      telemetry {
        metrics_prefix = "consul"
        filter_default = true
      }
      ui_config { content_path = "/ui/" }
      """);

  /** {@code -dev}: a server for this machine alone that keeps nothing. */
  static final Source DEV =
      source(
          "dev",
          """
      bind_addr = "127.0.0.1"
      server = true
      log_level = "DEBUG"
      ui_config { enabled = true }
      performance { raft_multiplier = 1 }
      """);

  /** A deployed application that was told nothing of its role: a durable server of its own. */
  static final Source SOLO =
      source(
          "solo",
          """
      bind_addr = "127.0.0.1"
      server = true
      ui_config { enabled = true }
      """);

  private Defaults() {}

  private static Source source(String name, String text) {
    return Source.parse(name, text.getBytes(StandardCharsets.UTF_8), ConfigText.Format.HCL);
  }
}
