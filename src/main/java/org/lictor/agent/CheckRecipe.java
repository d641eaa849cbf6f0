package org.lictor.agent;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.lictor.model.GoDuration;

/**
 * How somebody wants a check to be run, in the words of Consul's check definition. Everything is
 * optional: empty text, zero and false mean "not said". A null becomes that too, for a record kept
 * by an older version lacks what is newer. Whether it makes sense is told by {@link Admission}.
 */
public record CheckRecipe(
    List<String> args,
    String script,
    String http,
    String method,
    Map<String, List<String>> header,
    String body,
    boolean disableRedirects,
    String tcp,
    boolean tcpUseTls,
    String udp,
    String grpc,
    boolean grpcUseTls,
    String h2ping,
    boolean h2pingUseTls,
    String osService,
    String dockerContainerId,
    String shell,
    String aliasNode,
    String aliasService,
    String tlsServerName,
    boolean tlsSkipVerify,
    GoDuration ttl,
    GoDuration interval,
    GoDuration timeout,
    int outputMaxSize,
    int successBeforePassing,
    int failuresBeforeWarning,
    int failuresBeforeCritical) {
  /** Nothing said: no check can be run so. */
  public static final CheckRecipe NONE = new Builder().build();

  public CheckRecipe {
    args = args == null ? List.of() : List.copyOf(args);
    script = said(script);
    http = said(http);
    method = said(method);
    header = header == null ? Map.of() : copy(header);
    body = said(body);
    tcp = said(tcp);
    udp = said(udp);
    grpc = said(grpc);
    h2ping = said(h2ping);
    osService = said(osService);
    dockerContainerId = said(dockerContainerId);
    shell = said(shell);
    aliasNode = said(aliasNode);
    aliasService = said(aliasService);
    tlsServerName = said(tlsServerName);
    ttl = said(ttl);
    interval = said(interval);
    timeout = said(timeout);
  }

  private static String said(String text) {
    return text == null ? "" : text;
  }

  private static GoDuration said(GoDuration duration) {
    return duration == null ? GoDuration.ZERO : duration;
  }

  private static Map<String, List<String>> copy(Map<String, List<String>> header) {
    Map<String, List<String>> copy = new TreeMap<>();
    header.forEach((name, values) -> copy.put(name, List.copyOf(values)));
    return Collections.unmodifiableMap(copy);
  }

  /**
   * Gathers the words of a recipe, any of them, in any order; their meaning is that of the record's
   * components. One thread.
   */
  public static final class Builder {
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
    private GoDuration ttl = GoDuration.ZERO;
    private GoDuration interval = GoDuration.ZERO;
    private GoDuration timeout = GoDuration.ZERO;
    private int outputMaxSize;
    private int successBeforePassing;
    private int failuresBeforeWarning;
    private int failuresBeforeCritical;

    public Builder args(List<String> args) {
      this.args = args;
      return this;
    }

    public Builder script(String script) {
      this.script = script;
      return this;
    }

    public Builder http(String http) {
      this.http = http;
      return this;
    }

    public Builder method(String method) {
      this.method = method;
      return this;
    }

    public Builder header(Map<String, List<String>> header) {
      this.header = header;
      return this;
    }

    public Builder body(String body) {
      this.body = body;
      return this;
    }

    public Builder disableRedirects(boolean disableRedirects) {
      this.disableRedirects = disableRedirects;
      return this;
    }

    public Builder tcp(String tcp) {
      this.tcp = tcp;
      return this;
    }

    public Builder tcpUseTls(boolean tcpUseTls) {
      this.tcpUseTls = tcpUseTls;
      return this;
    }

    public Builder udp(String udp) {
      this.udp = udp;
      return this;
    }

    public Builder grpc(String grpc) {
      this.grpc = grpc;
      return this;
    }

    public Builder grpcUseTls(boolean grpcUseTls) {
      this.grpcUseTls = grpcUseTls;
      return this;
    }

    public Builder h2ping(String h2ping) {
      this.h2ping = h2ping;
      return this;
    }

    public Builder h2pingUseTls(boolean h2pingUseTls) {
      this.h2pingUseTls = h2pingUseTls;
      return this;
    }

    public Builder osService(String osService) {
      this.osService = osService;
      return this;
    }

    public Builder dockerContainerId(String dockerContainerId) {
      this.dockerContainerId = dockerContainerId;
      return this;
    }

    public Builder shell(String shell) {
      this.shell = shell;
      return this;
    }

    public Builder aliasNode(String aliasNode) {
      this.aliasNode = aliasNode;
      return this;
    }

    public Builder aliasService(String aliasService) {
      this.aliasService = aliasService;
      return this;
    }

    public Builder tlsServerName(String tlsServerName) {
      this.tlsServerName = tlsServerName;
      return this;
    }

    public Builder tlsSkipVerify(boolean tlsSkipVerify) {
      this.tlsSkipVerify = tlsSkipVerify;
      return this;
    }

    public Builder ttl(GoDuration ttl) {
      this.ttl = ttl;
      return this;
    }

    public Builder interval(GoDuration interval) {
      this.interval = interval;
      return this;
    }

    public Builder timeout(GoDuration timeout) {
      this.timeout = timeout;
      return this;
    }

    public Builder outputMaxSize(int outputMaxSize) {
      this.outputMaxSize = outputMaxSize;
      return this;
    }

    public Builder successBeforePassing(int successBeforePassing) {
      this.successBeforePassing = successBeforePassing;
      return this;
    }

    public Builder failuresBeforeWarning(int failuresBeforeWarning) {
      this.failuresBeforeWarning = failuresBeforeWarning;
      return this;
    }

    public Builder failuresBeforeCritical(int failuresBeforeCritical) {
      this.failuresBeforeCritical = failuresBeforeCritical;
      return this;
    }

    public CheckRecipe build() {
      return new CheckRecipe(
          args,
          script,
          http,
          method,
          header,
          body,
          disableRedirects,
          tcp,
          tcpUseTls,
          udp,
          grpc,
          grpcUseTls,
          h2ping,
          h2pingUseTls,
          osService,
          dockerContainerId,
          shell,
          aliasNode,
          aliasService,
          tlsServerName,
          tlsSkipVerify,
          ttl,
          interval,
          timeout,
          outputMaxSize,
          successBeforePassing,
          failuresBeforeWarning,
          failuresBeforeCritical);
    }
  }
}
