package org.lictor.cli;

/**
 * The settings an agent's configuration file may hold at its top. A file with services may be a
 * whole agent's file, so the others are passed over; anything else is a misspelling.
 */
final class AgentKeys {
  private static final String ALL =
      " acl acl_agent_master_token acl_agent_token acl_datacenter acl_default_policy acl_down_policy"
          + " acl_enable_key_list_policy acl_master_token acl_replication_token acl_token acl_ttl addresses advertise_addr"
          + " advertise_addr_ipv4 advertise_addr_ipv6 advertise_addr_wan advertise_addr_wan_ipv4 advertise_addr_wan_ipv6 advertise_addrs"
          + " advertise_reconnect_timeout alt_domain atlas_acl_token atlas_infrastructure atlas_join atlas_token audit auto_config"
          + " auto_encrypt auto_reload_config autopilot bind_addr bootstrap bootstrap_expect ca_file ca_path cache cert_file check"
          + " check_output_max_size check_update_interval checks client_addr cloud config_entries connect data_dir datacenter"
          + " default_intention_policy default_query_time disable_anonymous_signature disable_coordinates disable_host_node_id"
          + " disable_http_unprintable_char_filter disable_keyring_file disable_remote_exec disable_update_check discard_check_output"
          + " discovery_max_stale dns_config domain dogstatsd_addr dogstatsd_tags enable_acl_replication"
          + " enable_agent_tls_for_checks enable_central_service_config enable_debug enable_local_script_checks"
          + " enable_script_checks enable_syslog encrypt encrypt_verify_incoming encrypt_verify_outgoing experiments gossip_lan"
          + " gossip_wan http_api_response_headers http_config key_file leave_on_terminate license_path limits locality log_file"
          + " log_json log_level log_rotate_bytes log_rotate_duration log_rotate_max_files max_query_time node_id node_meta node_name"
          + " non_voting_server partition peering performance pid_file ports primary_datacenter primary_gateways"
          + " primary_gateways_interval protocol raft_boltdb raft_logstore raft_protocol raft_snapshot_interval"
          + " raft_snapshot_threshold raft_trailing_logs read_replica reconnect_timeout reconnect_timeout_wan recursor recursors"
          + " rejoin_after_leave reporting retry_interval retry_interval_wan retry_join retry_join_wan retry_max retry_max_wan rpc"
          + " segment segments serf_lan serf_lan_allowed_cidrs serf_wan serf_wan_allowed_cidrs server server_name"
          + " server_rejoin_age_max service services session_ttl_min skip_leave_on_interrupt start_join start_join_wan"
          + " statsd_addr statsite_addr statsite_prefix syslog_facility telemetry tls tls_cipher_suites tls_min_version"
          + " tls_prefer_server_cipher_suites translate_wan_addrs ui ui_config ui_content_path ui_dir unix_sockets"
          + " use_streaming_backend verify_incoming verify_incoming_https verify_incoming_rpc verify_outgoing"
          + " verify_server_hostname version version_metadata watches xds ";

  private AgentKeys() {}

  static boolean known(String key) {
    return !key.isEmpty() && key.indexOf(' ') < 0 && ALL.contains(" ".concat(key).concat(" "));
  }
}
