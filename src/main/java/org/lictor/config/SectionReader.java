package org.lictor.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.lictor.config.LimitSettings.RequestLimits;

/** Reads the blocks of a configuration that stand by themselves. */
final class SectionReader {
  private final Values values;
  private final Path directory;
  private final List<String> warnings;

  SectionReader(Values values, Path directory, List<String> warnings) {
    this.values = values;
    this.directory = directory;
    this.warnings = warnings;
  }

  ClusterSettings cluster() {
    values.optional("encrypt").ifPresent(EncryptionKey::validate);
    if (values.number("raft_protocol") != 3) {
      throw new ConfigException(
          "raft_protocol version "
              + values.number("raft_protocol")
              + " is not supported by this version of Consul");
    }
    Duration advertised = values.duration("advertise_reconnect_timeout");
    return new ClusterSettings(
        values.list("retry_join"),
        values.duration("retry_interval"),
        values.number("retry_max"),
        values.flag("rejoin_after_leave"),
        values.duration("reconnect_timeout"),
        Optional.of(advertised).filter(timeout -> !timeout.isZero()),
        values.duration("server_rejoin_age_max"),
        cidrs("serf_lan_allowed_cidrs", "serf_lan_allowed_cidrs"),
        values.optional("encrypt"),
        !values.flag("disable_coordinates"));
  }

  LeaveSettings leave(boolean server) {
    return new LeaveSettings(
        values.flag("leave_on_terminate", !server),
        values.flag("skip_leave_on_interrupt", server),
        values.duration("performance.leave_drain_time"));
  }

  LogSettings log() {
    String given = values.text("log_level");
    String level = given.toUpperCase(Locale.ROOT);
    if (!List.of("TRACE", "DEBUG", "INFO", "WARN", "ERR", "ERROR").contains(level)) {
      throw new ConfigException(
          "Invalid log level: "
              + given
              + ". Valid log levels are: "
              + "[TRACE DEBUG INFO WARN ERR ERROR]");
    }
    return new LogSettings(
        level.equals("ERR") ? "ERROR" : level,
        values.flag("log_json"),
        values.optional("log_file"),
        values.duration("log_rotate_duration"),
        values.number("log_rotate_bytes"),
        values.number("log_rotate_max_files"),
        values.flag("enable_syslog"),
        values.text("syslog_facility"));
  }

  HttpSettings http() {
    return new HttpSettings(
        values.texts("http_config.response_headers"),
        values.list("http_config.block_endpoints"),
        cidrs("http_config.allow_write_http_from", "allow_write_http_from"),
        values.natural("http_config.max_header_bytes"),
        !values.flag("disable_http_unprintable_char_filter"),
        values.duration("default_query_time"),
        values.duration("max_query_time"),
        values.duration("discovery_max_stale"));
  }

  UiSettings ui(Values user) {
    if (user.flag("ui_config.enabled") && user.optional("ui_config.dir").isPresent()) {
      throw new ConfigException(
          """
          Both the ui_config.enabled and ui_config.dir (or -ui and -ui-dir) were specified, please provide only one.
          If trying to use your own web UI resources, use ui_config.dir or the -ui-dir flag.
          The web UI is included in the binary so use ui_config.enabled or the -ui flag to enable it""");
    }
    String path = values.text("ui_config.content_path");
    if (!path.matches("[A-Za-z0-9/_-]*")) {
      throw new ConfigException(
          "ui-content-path can only contain alphanumeric, -, _, or backslashes. received: "
              + Texts.quote(path));
    }
    Optional<Path> dir = values.path("ui_config.dir", directory);
    return new UiSettings(
        values.flag("ui_config.enabled") || dir.isPresent(),
        dir,
        ("/" + path + "/").replaceAll("/+", "/"),
        values.texts("ui_config.dashboard_url_templates"));
  }

  LimitSettings limits() {
    String mode = values.text("limits.request_limits.mode");
    RequestLimits requests =
        switch (mode) {
          case "", "disabled" -> RequestLimits.DISABLED;
          case "permissive" -> RequestLimits.PERMISSIVE;
          case "enforcing" -> RequestLimits.ENFORCING;
          default ->
              throw new ConfigException(
                  "limits.request_limits.mode: invalid mode: " + Texts.quote(mode));
        };
    int value = values.number("limits.kv_max_value_size");
    return new LimitSettings(
        Math.max(0, values.number("limits.http_max_conns_per_client")),
        value,
        Math.max(value, values.number("limits.txn_max_req_len")),
        values.duration("limits.https_handshake_timeout"),
        requests,
        values.rate("limits.request_limits.read_rate"),
        values.rate("limits.request_limits.write_rate"));
  }

  CheckSettings checks(boolean dev) {
    int outputSize = values.number("check_output_max_size");
    if (outputSize < 1) {
      throw new ConfigException(
          "check_output_max_size must be positive, to discard check output use the "
              + "discard_check_output flag");
    }
    boolean everywhere = values.flag("enable_script_checks");
    return new CheckSettings(
        everywhere,
        everywhere || dev || values.flag("enable_local_script_checks"),
        values.duration("check_update_interval"),
        outputSize,
        values.flag("discard_check_output"),
        values.flag("tls.enable_agent_tls_for_checks"));
  }

  AclSettings acl() {
    String policy = values.text("acl.default_policy");
    AclSettings.Policy byDefault =
        switch (policy) {
          case "allow" -> AclSettings.Policy.ALLOW;
          case "deny" -> AclSettings.Policy.DENY;
          default -> throw new ConfigException("Unsupported default ACL policy: " + policy);
        };
    String down = values.text("acl.down_policy");
    if (!List.of("allow", "deny", "extend-cache", "async-cache").contains(down)) {
      warnings.add("acl.down_policy " + Texts.quote(down) + " is unknown, extend-cache is used");
      down = "extend-cache";
    }
    AclSettings.Tokens tokens =
        new AclSettings.Tokens(
            token("initial_management"),
            token("agent_recovery"),
            token("default"),
            token("agent"),
            token("replication"),
            token("config_file_service_registration"),
            token("dns"));
    return new AclSettings(
        values.flag("acl.enabled"),
        byDefault,
        down,
        values.duration("acl.token_ttl"),
        values.duration("acl.policy_ttl"),
        values.duration("acl.role_ttl"),
        values.flag("acl.enable_key_list_policy"),
        values.flag("acl.enable_token_replication"),
        values.flag("acl.enable_token_persistence"),
        tokens);
  }

  private Optional<String> token(String name) {
    return values.optional("acl.tokens." + name);
  }

  TlsSettings tls() {
    return new TlsSettings(
        listener("https"), listener("internal_rpc"), values.optional("server_name"));
  }

  private TlsSettings.Listener listener(String name) {
    return new TlsSettings.Listener(
        tlsPath(name, "ca_file"),
        tlsPath(name, "ca_path"),
        tlsPath(name, "cert_file"),
        tlsPath(name, "key_file"),
        tlsFlag(name, "verify_incoming"),
        tlsFlag(name, "verify_outgoing"),
        tlsFlag(name, "verify_server_hostname"),
        tlsText(name, "tls_min_version").orElse(""),
        tlsText(name, "tls_cipher_suites").orElse(""));
  }

  private Optional<Path> tlsPath(String listener, String key) {
    return values
        .path("tls." + listener + "." + key, directory)
        .or(() -> values.path("tls.defaults." + key, directory));
  }

  private Optional<String> tlsText(String listener, String key) {
    return values
        .optional("tls." + listener + "." + key)
        .or(() -> values.optional("tls.defaults." + key));
  }

  private boolean tlsFlag(String listener, String key) {
    return values.flag("tls." + listener + "." + key, values.flag("tls.defaults." + key));
  }

  TelemetrySettings telemetry() {
    List<String> filters = new ArrayList<>();
    for (String rule : values.list("telemetry.prefix_filter")) {
      if (rule.startsWith("+") || rule.startsWith("-")) filters.add(rule);
      else
        warnings.add(
            rule.isEmpty()
                ? "Cannot have empty filter rule in prefix_filter"
                : "Filter rule must begin with either '+' or '-': " + Texts.quote(rule));
    }
    return new TelemetrySettings(
        values.text("telemetry.metrics_prefix"),
        values.text("telemetry.statsd_address"),
        values.text("telemetry.statsite_address"),
        values.text("telemetry.dogstatsd_addr"),
        values.list("telemetry.dogstatsd_tags"),
        values.duration("telemetry.prometheus_retention_time"),
        filters,
        values.flag("telemetry.filter_default"),
        values.flag("telemetry.disable_hostname"),
        values.flag("telemetry.enable_host_metrics"));
  }

  RaftSettings raft() {
    int multiplier = values.number("performance.raft_multiplier");
    if (multiplier < 1 || multiplier > 10) {
      throw new ConfigException(
          "performance.raft_multiplier cannot be " + multiplier + ". Must be between 1 and 10");
    }
    return new RaftSettings(
        multiplier,
        values.duration("performance.rpc_hold_timeout"),
        values.natural("raft_snapshot_threshold"),
        values.duration("raft_snapshot_interval"),
        values.natural("raft_trailing_logs"));
  }

  AutopilotSettings autopilot() {
    return new AutopilotSettings(
        values.flag("autopilot.cleanup_dead_servers"),
        values.duration("autopilot.last_contact_threshold"),
        values.natural("autopilot.max_trailing_logs"),
        values.natural("autopilot.min_quorum"),
        values.duration("autopilot.server_stabilization_time"));
  }

  private List<Cidr> cidrs(String path, String shown) {
    List<Cidr> networks = new ArrayList<>();
    for (String text : values.list(path)) {
      try {
        networks.add(Cidr.parse(text));
      } catch (IllegalArgumentException e) {
        values.problem(shown, String.valueOf(e.getMessage()));
      }
    }
    return networks;
  }
}
