package org.lictor.check;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    boolean polled = runsScript() || !http.isEmpty() || !tcp.isEmpty();
    if (isPositive(interval) && isPositive(ttl)) {
      return Optional.of("Interval and TTL cannot both be specified");
    }
    if (polled && !isPositive(interval)) {
      return Optional.of(
          "Interval must be > 0 for Script, HTTP, H2PING, TCP, UDP or OSService checks");
    }
    if (!polled && !isPositive(ttl)) {
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
   * The check to run. Of several kinds the first of http, tcp, script counts.
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
    return new CheckSpec(
        id, isPositive(ttl) ? new TtlSpec(ttl) : polledSpec(), thresholds(), outputLimit);
  }

  private PolledSpec polledSpec() {
    Duration pause =
        interval.compareTo(PolledSpec.MIN_INTERVAL) < 0 ? PolledSpec.MIN_INTERVAL : interval;
    TlsSpec tls = new TlsSpec(tlsServerName, tlsSkipVerify);
    if (!http.isEmpty()) {
      Duration limit = timeoutOr(HttpSpec.DEFAULT_TIMEOUT);
      return new HttpSpec(http, method, header, body, !disableRedirects, tls, pause, limit);
    }
    if (!tcp.isEmpty()) {
      return new TcpSpec(tcp, tcpUseTls, tls, pause, timeoutOr(TcpSpec.DEFAULT_TIMEOUT));
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
