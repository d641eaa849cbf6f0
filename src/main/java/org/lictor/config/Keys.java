package org.lictor.config;

import static org.lictor.config.file.Shape.Scalar.BOOL;
import static org.lictor.config.file.Shape.Scalar.FLOAT;
import static org.lictor.config.file.Shape.Scalar.INT;
import static org.lictor.config.file.Shape.Scalar.TEXT;
import static org.lictor.config.file.Shape.Scalar.UINT;

import java.util.LinkedHashMap;
import java.util.Map;
import org.lictor.config.file.Shape;
import org.lictor.config.file.Shape.Free;
import org.lictor.config.file.Shape.ListOf;
import org.lictor.config.file.Shape.MapOf;
import org.lictor.config.file.Struct;

/**
 * Every key of a configuration file, of Consul 1.21 and of 0.5.2, with its type. Durations are
 * strings here and read later. Keys that nothing in this program acts on are marked as unused; a
 * file may have them, and boot names each in the log.
 */
final class Keys {
  private static final Shape TEXTS = new ListOf(TEXT);
  private static final Shape TEXT_MAP = new MapOf(TEXT);
  private static final Shape FREE = new Free();
  private static final Shape FREES = new ListOf(FREE);

  private static final Struct TLS_LISTENER =
      Struct.builder()
          .with(TEXT, "ca_file ca_path cert_file key_file tls_min_version tls_cipher_suites")
          .with(BOOL, "verify_incoming verify_outgoing verify_server_hostname")
          .unused(BOOL, "use_auto_cert")
          .build();

  /** A check, of its own or of a service. */
  static final Struct CHECK =
      Struct.builder()
          .with(
              TEXT,
              "id name notes service_id token status script http method body interval docker_container_id shell"
                  + " timeout ttl tcp udp grpc h2ping os_service alias_node alias_service tls_server_name"
                  + " deregister_critical_service_after")
          .with(TEXTS, "args")
          .with(new MapOf(TEXTS), "header")
          .with(BOOL, "disable_redirects tcp_use_tls grpc_use_tls h2ping_use_tls tls_skip_verify")
          .with(
              INT,
              "success_before_passing failures_before_warning failures_before_critical output_max_size")
          .unused(TEXT, "enterprise_meta namespace partition")
          .alias("scriptargs", "args")
          .alias("script_args", "args")
          .alias("serviceid", "service_id")
          .alias("dockercontainerid", "docker_container_id")
          .alias("tlsskipverify", "tls_skip_verify")
          .alias("tlsservername", "tls_server_name")
          .alias("aliasnode", "alias_node")
          .alias("aliasservice", "alias_service")
          .alias("deregistercriticalserviceafter", "deregister_critical_service_after")
          .build();

  /** A service. What belongs to the mesh is read whole and left alone. */
  static final Struct SERVICE =
      Struct.builder()
          .with(TEXT, "id name tag address socket_path token kind")
          .with(TEXTS, "tags")
          .with(INT, "port")
          .with(TEXT_MAP, "meta")
          .with(
              new MapOf(Struct.builder().with(TEXT, "address").with(INT, "port").build()),
              "tagged_addresses")
          .with(BOOL, "enable_tag_override")
          .with(CHECK, "check")
          .with(new ListOf(CHECK), "checks")
          .struct("weights", weights -> weights.with(INT, "passing warning"))
          .struct("locality", locality -> locality.with(TEXT, "region zone"))
          .unused(FREE, "proxy")
          .struct(
              "connect", connect -> connect.with(BOOL, "native").unused(FREE, "sidecar_service"))
          .unused(TEXT, "namespace partition")
          .build();

  /** A whole file. */
  static final Struct ROOT = root();

  private Keys() {}

  private static Struct root() {
    Struct.Builder root = Struct.builder();
    basics(root);
    network(root);
    interfaces(root);
    security(root);
    servers(root);
    outOfScope(root);
    return root.build();
  }

  private static void basics(Struct.Builder root) {
    root.with(
            TEXT,
            "datacenter primary_datacenter data_dir domain alt_domain node_name node_id log_level pid_file"
                + " check_update_interval default_query_time max_query_time reconnect_timeout session_ttl_min"
                + " log_file log_rotate_duration")
        .unused(
            TEXT,
            "syslog_facility retry_interval"
                + " server_rejoin_age_max advertise_reconnect_timeout discovery_max_stale")
        .with(
            BOOL,
            "server bootstrap log_json leave_on_terminate skip_leave_on_interrupt discard_check_output"
                + " enable_script_checks enable_local_script_checks disable_coordinates"
                + " disable_remote_exec")
        .unused(
            BOOL,
            "disable_host_node_id enable_syslog rejoin_after_leave enable_agent_tls_for_checks"
                + " auto_reload_config disable_http_unprintable_char_filter")
        .with(INT, "bootstrap_expect check_output_max_size")
        .with(INT, "log_rotate_bytes log_rotate_max_files")
        .unused(INT, "retry_max raft_protocol")
        .with(TEXTS, "retry_join start_join")
        .unused(TEXTS, "retry_join_wan start_join_wan")
        .unused(INT, "retry_max_wan protocol")
        .unused(TEXT, "retry_interval_wan reconnect_timeout_wan")
        .unused(BOOL, "enable_debug translate_wan_addrs")
        .with(TEXT_MAP, "node_meta")
        .with(FREES, "watches")
        .with(SERVICE, "service")
        .with(new ListOf(SERVICE), "services")
        .with(CHECK, "check")
        .with(new ListOf(CHECK), "checks")
        .unused(BOOL, "acl_enforce_version_8");
  }

  private static void network(Struct.Builder root) {
    root.with(
            TEXT,
            "bind_addr advertise_addr advertise_addr_wan advertise_addr_ipv4 advertise_addr_ipv6"
                + " advertise_addr_wan_ipv4 advertise_addr_wan_ipv6 serf_lan client_addr")
        .unused(TEXT, "serf_wan")
        .unused(TEXTS, "serf_lan_allowed_cidrs serf_wan_allowed_cidrs")
        .unused(TEXT_MAP, "tagged_addresses")
        .struct(
            "addresses",
            addresses -> addresses.with(TEXT, "dns http https").unused(TEXT, "grpc grpc_tls rpc"))
        .struct(
            "ports",
            ports ->
                ports
                    .with(INT, "dns http https server serf_lan")
                    .unused(
                        INT,
                        "serf_wan grpc grpc_tls rpc sidecar_min_port sidecar_max_port expose_min_port expose_max_port"
                            + " proxy_min_port"
                            + " proxy_max_port"))
        .struct("unix_sockets", sockets -> sockets.unused(TEXT, "user group mode"));
  }

  private static void interfaces(Struct.Builder root) {
    root.with(TEXT, "recursor")
        .with(TEXTS, "recursors")
        .struct(
            "dns_config",
            dns ->
                dns.with(
                        BOOL,
                        "enable_truncate only_passing disable_compression enable_additional_node_meta_txt"
                            + " allow_stale")
                    .unused(BOOL, "use_cache")
                    .with(INT, "udp_answer_limit a_record_limit")
                    .with(TEXT, "node_ttl recursor_timeout recursor_strategy max_stale")
                    .unused(TEXT, "cache_max_age")
                    .with(TEXT_MAP, "service_ttl")
                    .struct("soa", soa -> soa.with(UINT, "refresh retry expire min_ttl"))
                    .unused(BOOL, "prefer_namespace"))
        .with(TEXT_MAP, "http_api_response_headers")
        .struct(
            "http_config",
            http ->
                http.with(TEXTS, "block_endpoints allow_write_http_from")
                    .with(TEXT_MAP, "response_headers")
                    .unused(INT, "max_header_bytes")
                    .unused(BOOL, "use_cache"))
        .with(BOOL, "ui")
        .with(TEXT, "ui_content_path")
        .unused(TEXT, "ui_dir")
        .struct(
            "ui_config",
            ui ->
                ui.with(BOOL, "enabled")
                    .with(TEXT, "content_path")
                    .unused(TEXT, "dir")
                    .unused(TEXT_MAP, "dashboard_url_templates")
                    .unused(TEXT, "metrics_provider metrics_provider_options_json")
                    .unused(TEXTS, "metrics_provider_files")
                    .unused(
                        Struct.builder()
                            .with(TEXT, "base_url")
                            .with(TEXTS, "path_allowlist")
                            .with(
                                new ListOf(Struct.builder().with(TEXT, "name value").build()),
                                "add_headers")
                            .build(),
                        "metrics_proxy")
                    .unused(BOOL, "hcp_enabled"))
        .with(TEXT, "statsd_addr statsite_prefix dogstatsd_addr")
        .unused(TEXT, "statsite_addr")
        .with(TEXTS, "dogstatsd_tags")
        .struct(
            "telemetry",
            telemetry ->
                telemetry
                    .with(
                        TEXT,
                        "metrics_prefix statsd_address dogstatsd_addr prometheus_retention_time")
                    .unused(TEXT, "statsite_address")
                    .with(TEXTS, "prefix_filter dogstatsd_tags")
                    .with(BOOL, "disable_hostname filter_default")
                    .unused(BOOL, "enable_host_metrics")
                    .unused(
                        BOOL,
                        "disable_compat_1.9 disable_per_tenancy_usage_metrics retry_failed_connection")
                    .unused(
                        TEXT,
                        "circonus_api_app circonus_api_token circonus_api_url circonus_broker_id"
                            + " circonus_broker_select_tag"
                            + " circonus_check_display_name circonus_check_force_metric_activation circonus_check_id"
                            + " circonus_check_instance_id circonus_check_search_tag circonus_check_tags"
                            + " circonus_submission_interval"
                            + " circonus_submission_url"));
  }

  private static void security(Struct.Builder root) {
    root.unused(TEXT, "encrypt")
        .unused(BOOL, "encrypt_verify_incoming encrypt_verify_outgoing disable_keyring_file")
        .unused(
            TEXT,
            "acl_datacenter acl_default_policy acl_down_policy acl_ttl acl_token acl_agent_token"
                + " acl_master_token"
                + " acl_agent_master_token acl_replication_token")
        .unused(BOOL, "acl_enable_key_list_policy enable_acl_replication")
        .struct(
            "acl",
            acl ->
                acl.unused(
                        BOOL,
                        "enabled enable_key_list_policy enable_token_replication enable_token_persistence")
                    .unused(TEXT, "default_policy down_policy token_ttl policy_ttl role_ttl")
                    .struct(
                        "tokens",
                        tokens ->
                            tokens
                                .unused(
                                    TEXT,
                                    "initial_management agent_recovery default agent replication"
                                        + " config_file_service_registration dns master agent_master")
                                .unused(FREES, "managed_service_provider"))
                    .unused(BOOL, "msp_disable_bootstrap"))
        .unused(
            TEXT,
            "ca_file ca_path cert_file key_file server_name tls_min_version tls_cipher_suites")
        .unused(
            BOOL,
            "verify_incoming verify_incoming_rpc verify_incoming_https verify_outgoing verify_server_hostname")
        .unused(BOOL, "tls_prefer_server_cipher_suites")
        .struct(
            "tls",
            tls -> {
              tls.unused(BOOL, "enable_agent_tls_for_checks");
              for (String listener : new String[] {"defaults", "internal_rpc", "https"})
                tls.unused(TLS_LISTENER, listener);
              tls.unused(TLS_LISTENER, "grpc");
            })
        .unused(
            Struct.builder().with(BOOL, "tls allow_tls").with(TEXTS, "dns_san ip_san").build(),
            "auto_encrypt")
        .unused(FREE, "auto_config");
  }

  private static void servers(Struct.Builder root) {
    root.struct(
            "performance",
            performance ->
                performance
                    .unused(INT, "raft_multiplier")
                    .unused(TEXT, "leave_drain_time rpc_hold_timeout")
                    .unused(TEXT, "grpc_keepalive_interval grpc_keepalive_timeout"))
        .unused(INT, "raft_snapshot_threshold raft_trailing_logs")
        .unused(TEXT, "raft_snapshot_interval")
        .unused(
            Struct.builder()
                .with(TEXT, "backend")
                .with(BOOL, "disable_log_cache")
                .struct(
                    "verification",
                    verification -> verification.with(BOOL, "enabled").with(TEXT, "interval"))
                .struct("boltdb", bolt -> bolt.with(BOOL, "no_freelist_sync"))
                .struct("wal", wal -> wal.with(INT, "segment_size_mb"))
                .build(),
            "raft_logstore")
        .struct(
            "autopilot",
            autopilot ->
                autopilot
                    .with(BOOL, "cleanup_dead_servers")
                    .with(INT, "max_trailing_logs")
                    .with(UINT, "min_quorum")
                    .with(TEXT, "last_contact_threshold server_stabilization_time")
                    .unused(BOOL, "disable_upgrade_migration")
                    .unused(TEXT, "redundancy_zone_tag upgrade_version_tag"))
        .struct(
            "limits",
            limits ->
                limits
                    .unused(INT, "http_max_conns_per_client")
                    .with(UINT, "kv_max_value_size")
                    .unused(UINT, "txn_max_req_len")
                    .unused(TEXT, "https_handshake_timeout")
                    .unused(TEXT, "rpc_handshake_timeout rpc_client_timeout")
                    .unused(FLOAT, "rpc_rate")
                    .unused(INT, "rpc_max_burst rpc_max_conns_per_client")
                    .struct(
                        "request_limits",
                        requests ->
                            requests.unused(TEXT, "mode").unused(FLOAT, "read_rate write_rate")))
        .struct("config_entries", entries -> entries.unused(FREES, "bootstrap"));
    Struct gossip =
        Struct.builder()
            .with(TEXT, "gossip_interval probe_interval probe_timeout")
            .with(INT, "gossip_nodes retransmit_mult suspicion_mult")
            .build();
    root.unused(gossip, "gossip_lan gossip_wan");
  }

  /** Mesh, Enterprise, cloud, and what Consul itself no longer acts on. */
  private static void outOfScope(Struct.Builder root) {
    root.unused(
            Struct.builder()
                .with(BOOL, "enabled enable_mesh_gateway_wan_federation enable_serverless_plugin")
                .with(TEXT, "ca_provider test_ca_leaf_root_change_spread")
                .with(FREE, "ca_config")
                .build(),
            "connect")
        .unused(
            Struct.builder().with(BOOL, "enabled test_allow_peer_registrations").build(), "peering")
        .unused(Struct.builder().with(BOOL, "enable_streaming").build(), "rpc")
        .unused(Struct.builder().with(FLOAT, "update_max_per_second").build(), "xds")
        .unused(
            Struct.builder()
                .with(FLOAT, "entry_fetch_rate")
                .with(INT, "entry_fetch_max_burst")
                .build(),
            "cache")
        .unused(Struct.builder().with(TEXT, "region zone").build(), "locality")
        .unused(FREE, "cloud audit reporting license sentinel")
        .unused(FREES, "segments")
        .unused(TEXTS, "primary_gateways experiments")
        .unused(
            TEXT,
            "primary_gateways_interval default_intention_policy segment partition license_path"
                + " atlas_infrastructure atlas_token atlas_acl_token atlas_endpoint")
        // Consul's own constants: it takes them from a file, and overrides them.
        .unused(
            TEXT,
            "version version_prerelease version_metadata revision build_date ae_interval"
                + " acl_disabled_ttl check_deregister_interval_min check_reap_interval"
                + " sync_coordinate_interval_min")
        .unused(INT, "segment_limit segment_name_limit")
        .unused(FLOAT, "sync_coordinate_rate_target")
        .unused(
            BOOL,
            "atlas_join disable_update_check disable_anonymous_signature enable_central_service_config"
                + " use_streaming_backend read_replica non_voting_server");
  }

  /**
   * Old keys that mean a newer one, in the order in which they are tried; a newer one that is set
   * wins. Those of the first table draw Consul's warning, those of the second are only another
   * spelling.
   */
  static final Map<String, String> DEPRECATED =
      pairs(
          """
      acl_datacenter primary_datacenter
      acl_default_policy acl.default_policy
      acl_down_policy acl.down_policy
      acl_ttl acl.token_ttl
      acl_enable_key_list_policy acl.enable_key_list_policy
      enable_acl_replication acl.enable_token_replication
      acl_token acl.tokens.default
      acl_agent_token acl.tokens.agent
      acl_master_token acl.tokens.initial_management
      acl_agent_master_token acl.tokens.agent_recovery
      acl_replication_token acl.tokens.replication
      acl.tokens.master acl.tokens.initial_management
      acl.tokens.agent_master acl.tokens.agent_recovery
      start_join retry_join
      start_join_wan retry_join_wan
      ui ui_config.enabled
      ui_dir ui_config.dir
      ui_content_path ui_config.content_path
      ca_file tls.defaults.ca_file
      ca_path tls.defaults.ca_path
      cert_file tls.defaults.cert_file
      key_file tls.defaults.key_file
      tls_min_version tls.defaults.tls_min_version
      tls_cipher_suites tls.defaults.tls_cipher_suites
      verify_incoming tls.defaults.verify_incoming
      verify_incoming_rpc tls.internal_rpc.verify_incoming
      verify_incoming_https tls.https.verify_incoming
      verify_outgoing tls.defaults.verify_outgoing
      verify_server_hostname tls.internal_rpc.verify_server_hostname
      """);

  static final Map<String, String> OLD_SPELLINGS =
      pairs(
          """
      http_api_response_headers http_config.response_headers
      statsd_addr telemetry.statsd_address
      statsite_addr telemetry.statsite_address
      statsite_prefix telemetry.metrics_prefix
      dogstatsd_addr telemetry.dogstatsd_addr
      dogstatsd_tags telemetry.dogstatsd_tags
      non_voting_server read_replica
      enable_agent_tls_for_checks tls.enable_agent_tls_for_checks
      """);

  private static Map<String, String> pairs(String rows) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String row : rows.strip().split("\n")) pairs.put(row.split(" ")[0], row.split(" ")[1]);
    return pairs;
  }
}
