package org.lictor.check;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.lictor.model.CheckId;
import org.lictor.model.InvalidModelException;

/**
 * A check as a user wrote it, in a file or a request, every field optional: empty text, zero and
 * false are "not said". {@link #problem()} tells what is wrong with the whole in Consul's words;
 * {@link #toSpec} makes the check of it. Used by one thread.
 */
public final class CheckDraft {
  static final String WARNING_ABOVE_CRITICAL =
      "FailuresBeforeWarning can't be higher than FailuresBeforeCritical";
  static final String NO_TTL = "TTL must be > 0 for TTL checks";

  private List<String> args = List.of();
  private String script = "";
  private String http = "";
  private String method = "";
  private Map<String, List<String>> header = Map.of();
  private String body = "";
  private boolean disableRedirects;
  private String tcp = "";
  private boolean tcpUseTls;
  private String udp = "";
  private String grpc = "";
  private boolean grpcUseTls;
  private String h2ping = "";
  private boolean h2pingUseTls = true;
  private String osService = "";
  private String dockerContainerId = "";
  private String shell = "";
  private String aliasNode = "";
  private String aliasService = "";
  private String tlsServerName = "";
  private boolean tlsSkipVerify;
  private Duration ttl = Duration.ZERO;
  private Duration interval = Duration.ZERO;
  private Duration timeout = Duration.ZERO;
  private int outputMaxSize;
  private int successBeforePassing;
  private int failuresBeforeWarning;
  private int failuresBeforeCritical;

  /** Program and arguments, run as they are. */
  public CheckDraft args(List<String> args) {
    this.args = List.copyOf(args);
    return this;
  }

  /** A line for the shell; {@link #args} goes first if both are given. */
  public CheckDraft script(String script) {
    this.script = script;
    return this;
  }

  public CheckDraft http(String url) {
    this.http = url;
    return this;
  }

  public CheckDraft method(String method) {
    this.method = method;
    return this;
  }

  public CheckDraft header(Map<String, List<String>> header) {
    this.header = header;
    return this;
  }

  public CheckDraft body(String body) {
    this.body = body;
    return this;
  }

  public CheckDraft disableRedirects(boolean disableRedirects) {
    this.disableRedirects = disableRedirects;
    return this;
  }

  /** {@code host:port}. */
  public CheckDraft tcp(String target) {
    this.tcp = target;
    return this;
  }

  public CheckDraft tcpUseTls(boolean tcpUseTls) {
    this.tcpUseTls = tcpUseTls;
    return this;
  }

  /** {@code host:port}. */
  public CheckDraft udp(String udp) {
    this.udp = udp;
    return this;
  }

  /** {@code host:port} or {@code host:port/service}. */
  public CheckDraft grpc(String grpc) {
    this.grpc = grpc;
    return this;
  }

  public CheckDraft grpcUseTls(boolean grpcUseTls) {
    this.grpcUseTls = grpcUseTls;
    return this;
  }

  /** {@code host:port}. */
  public CheckDraft h2ping(String h2ping) {
    this.h2ping = h2ping;
    return this;
  }

  /** On unless switched off. */
  public CheckDraft h2pingUseTls(boolean h2pingUseTls) {
    this.h2pingUseTls = h2pingUseTls;
    return this;
  }

  /** A unit of systemd, or a service of Windows. */
  public CheckDraft osService(String osService) {
    this.osService = osService;
    return this;
  }

  /** The container in which {@link #args} are run. */
  public CheckDraft dockerContainerId(String dockerContainerId) {
    this.dockerContainerId = dockerContainerId;
    return this;
  }

  /** The shell in the container that reads {@link #script}; empty for {@code /bin/sh}. */
  public CheckDraft shell(String shell) {
    this.shell = shell;
    return this;
  }

  /** The node whose health counts; empty for the own one. */
  public CheckDraft aliasNode(String aliasNode) {
    this.aliasNode = aliasNode;
    return this;
  }

  /** The service whose health counts, by id. */
  public CheckDraft aliasService(String aliasService) {
    this.aliasService = aliasService;
    return this;
  }

  public CheckDraft tlsServerName(String tlsServerName) {
    this.tlsServerName = tlsServerName;
    return this;
  }

  public CheckDraft tlsSkipVerify(boolean tlsSkipVerify) {
    this.tlsSkipVerify = tlsSkipVerify;
    return this;
  }

  public CheckDraft ttl(Duration ttl) {
    this.ttl = ttl;
    return this;
  }

  /** Less than a second counts as one. */
  public CheckDraft interval(Duration interval) {
    this.interval = interval;
    return this;
  }

  /** Zero or less: the default of the kind. */
  public CheckDraft timeout(Duration timeout) {
    this.timeout = timeout;
    return this;
  }

  /** Bytes; can only lower the agent's limit. */
  public CheckDraft outputMaxSize(int outputMaxSize) {
    this.outputMaxSize = outputMaxSize;
    return this;
  }

  public CheckDraft successBeforePassing(int successBeforePassing) {
    this.successBeforePassing = successBeforePassing;
    return this;
  }

  /** Zero: the same as for critical. */
  public CheckDraft failuresBeforeWarning(int failuresBeforeWarning) {
    this.failuresBeforeWarning = failuresBeforeWarning;
    return this;
  }

  public CheckDraft failuresBeforeCritical(int failuresBeforeCritical) {
    this.failuresBeforeCritical = failuresBeforeCritical;
    return this;
  }

  /** Runs a program: what an agent may refuse by its {@code enable_script_checks} settings. */
  public boolean runsScript() {
    return !args.isEmpty() || !script.isEmpty();
  }

  /**
   * What is wrong with it, as Consul 1.21 says it after {@code Invalid check: }; empty if nothing
   * is.
   */
  public Optional<String> problem() {
    boolean polled = isPolled();
    if (isPositive(interval) && isPositive(ttl)) {
      return Optional.of("Interval and TTL cannot both be specified");
    }
    if (polled && !isPositive(interval)) {
      return Optional.of(
          "Interval must be > 0 for Script, HTTP, H2PING, TCP, UDP or OSService checks");
    }
    if (polled && isAlias()) {
      return Optional.of("Interval cannot be set for Alias checks");
    }
    if (isAlias() && isPositive(ttl)) {
      return Optional.of("TTL must be not be set for Alias checks");
    }
    if (!polled && !isAlias() && !isPositive(ttl)) {
      return Optional.of(NO_TTL);
    }
    if (outputMaxSize < 0) {
      return Optional.of("MaxOutputMaxSize must be positive");
    }
    return failuresBeforeWarning > failuresBeforeCritical
        ? Optional.of(WARNING_ABOVE_CRITICAL)
        : Optional.empty();
  }

  /**
   * The check to run. Of several kinds the first of grpc, http, tcp, udp, docker, script, h2ping,
   * OS service counts.
   *
   * @param agentOutputLimit the agent's {@code check_output_max_size}, bytes
   * @throws InvalidModelException with the text of {@link #problem()}, if there is one
   */
  public CheckSpec toSpec(CheckId id, int agentOutputLimit) {
    problem()
        .ifPresent(
            text -> {
              throw new InvalidModelException("check", text);
            });
    int outputLimit =
        outputMaxSize == 0 ? agentOutputLimit : Math.min(outputMaxSize, agentOutputLimit);
    return new CheckSpec(id, probeSpec(), thresholds(), outputLimit);
  }

  private boolean isPolled() {
    return runsScript()
        || Stream.of(http, tcp, udp, grpc, h2ping, osService).anyMatch(said -> !said.isEmpty());
  }

  private boolean isAlias() {
    return !aliasNode.isEmpty() || !aliasService.isEmpty();
  }

  private ProbeSpec probeSpec() {
    if (isAlias()) {
      return new AliasSpec(aliasNode, aliasService);
    }
    return isPositive(ttl) ? new TtlSpec(ttl) : polledSpec();
  }

  private PolledSpec polledSpec() {
    Duration pause =
        interval.compareTo(PolledSpec.MIN_INTERVAL) < 0 ? PolledSpec.MIN_INTERVAL : interval;
    TlsSpec tls = new TlsSpec(tlsServerName, tlsSkipVerify);
    if (!grpc.isEmpty()) {
      return new GrpcSpec(grpc, grpcUseTls, tls, pause, timeoutOr(GrpcSpec.DEFAULT_TIMEOUT));
    }
    if (!http.isEmpty()) {
      Duration limit = timeoutOr(HttpSpec.DEFAULT_TIMEOUT);
      return new HttpSpec(http, method, header, body, !disableRedirects, tls, pause, limit);
    }
    if (!tcp.isEmpty()) {
      return new TcpSpec(tcp, tcpUseTls, tls, pause, timeoutOr(TcpSpec.DEFAULT_TIMEOUT));
    }
    if (!udp.isEmpty()) {
      return new UdpSpec(udp, pause, timeoutOr(UdpSpec.DEFAULT_TIMEOUT));
    }
    return runsScript() ? scriptSpec(pause) : otherSpec(tls, pause);
  }

  private PolledSpec otherSpec(TlsSpec tls, Duration pause) {
    return h2ping.isEmpty()
        ? new OsServiceSpec(osService, pause, timeoutOr(OsServiceSpec.DEFAULT_TIMEOUT))
        : new H2PingSpec(h2ping, h2pingUseTls, tls, pause, timeoutOr(H2PingSpec.DEFAULT_TIMEOUT));
  }

  private PolledSpec scriptSpec(Duration pause) {
    if (!dockerContainerId.isEmpty()) {
      List<String> inside =
          args.isEmpty() ? List.of(shell.isEmpty() ? "/bin/sh" : shell, "-c", script) : args;
      return new DockerSpec(
          dockerContainerId, inside, pause, timeoutOr(DockerSpec.DEFAULT_TIMEOUT));
    }
    List<String> command = args.isEmpty() ? ScriptSpec.shellCommand(script) : args;
    return new ScriptSpec(command, pause, timeoutOr(ScriptSpec.DEFAULT_TIMEOUT));
  }

  private Thresholds thresholds() {
    int warning = failuresBeforeWarning == 0 ? failuresBeforeCritical : failuresBeforeWarning;
    return new Thresholds(successBeforePassing, warning, failuresBeforeCritical);
  }

  private Duration timeoutOr(Duration standard) {
    return isPositive(timeout) ? timeout : standard;
  }

  private static boolean isPositive(Duration duration) {
    return !duration.isZero() && !duration.isNegative();
  }
}
