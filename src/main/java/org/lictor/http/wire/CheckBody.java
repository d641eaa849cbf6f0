package org.lictor.http.wire;

import java.util.List;
import java.util.Map;
import org.lictor.agent.CheckProposal;
import org.lictor.agent.CheckRecipe;

/** The body of {@code PUT /v1/agent/check/register}, and a check inside a service's. */
public final class CheckBody {
  /** The snake form of a field beside the usual one. */
  private static final Map<String, String> ALIASES =
      Map.ofEntries(
          Map.entry("service_id", "ServiceID"),
          Map.entry("disable_redirects", "DisableRedirects"),
          Map.entry("tcp_use_tls", "TCPUseTLS"),
          Map.entry("grpc_use_tls", "GRPCUseTLS"),
          Map.entry("h2ping_use_tls", "H2PingUseTLS"),
          Map.entry("os_service", "OSService"),
          Map.entry("script_args", "ScriptArgs"),
          Map.entry("docker_container_id", "DockerContainerID"),
          Map.entry("alias_node", "AliasNode"),
          Map.entry("alias_service", "AliasService"),
          Map.entry("tls_server_name", "TLSServerName"),
          Map.entry("tls_skip_verify", "TLSSkipVerify"),
          Map.entry("success_before_passing", "SuccessBeforePassing"),
          Map.entry("failures_before_warning", "FailuresBeforeWarning"),
          Map.entry("failures_before_critical", "FailuresBeforeCritical"),
          Map.entry("output_max_size", "OutputMaxSize"),
          Map.entry("deregister_critical_service_after", "DeregisterCriticalServiceAfter"));

  private CheckBody() {}

  /**
   * Reads it.
   *
   * @param token of the request, which counts whatever the body says
   * @throws BadBodyException when it is not JSON of the right shape
   */
  public static CheckProposal of(byte[] body, String token) {
    Fields fields = Fields.of(body);
    CheckProposal check = read(fields);
    fields.end();
    return token.isEmpty()
        ? check
        : new CheckProposal(
            check.id(),
            check.name(),
            check.notes(),
            check.serviceId(),
            check.status(),
            token,
            check.recipe(),
            check.deregisterCriticalServiceAfter());
  }

  static CheckProposal read(Fields fields) {
    ALIASES.forEach(fields::alias);
    // Both spellings of the id are in use: ID for checks of their own, CheckID inside services.
    fields.alias("CheckID", "ID");
    fields.alias("ScriptArgs", "Args");
    CheckProposal proposal =
        new CheckProposal(
            fields.text("ID"),
            fields.text("Name"),
            fields.text("Notes"),
            fields.text("ServiceID"),
            fields.text("Status"),
            fields.text("Token"),
            recipe(fields),
            fields.duration("DeregisterCriticalServiceAfter"));
    fields.skip("Namespace", "Partition", "EnterpriseMeta", "ProxyHTTP", "ProxyGRPC");
    return proposal;
  }

  private static CheckRecipe recipe(Fields fields) {
    List<String> args = fields.texts("Args");
    Map<String, List<String>> header = fields.textsMap("Header");
    CheckRecipe.Builder recipe = new CheckRecipe.Builder();
    if (fields.has("H2PingUseTLS")) {
      recipe.h2pingUseTls(fields.flag("H2PingUseTLS"));
    }
    return recipe
        .args(ServiceBody.orEmpty(args))
        .script(fields.text("Script"))
        .http(fields.text("HTTP"))
        .method(fields.text("Method"))
        .header(ServiceBody.orEmpty(header))
        .body(fields.text("Body"))
        .disableRedirects(fields.flag("DisableRedirects"))
        .tcp(fields.text("TCP"))
        .tcpUseTls(fields.flag("TCPUseTLS"))
        .udp(fields.text("UDP"))
        .grpc(fields.text("GRPC"))
        .grpcUseTls(fields.flag("GRPCUseTLS"))
        .h2ping(fields.text("H2PING"))
        .osService(fields.text("OSService"))
        .dockerContainerId(fields.text("DockerContainerID"))
        .shell(fields.text("Shell"))
        .aliasNode(fields.text("AliasNode"))
        .aliasService(fields.text("AliasService"))
        .tlsServerName(fields.text("TLSServerName"))
        .tlsSkipVerify(fields.flag("TLSSkipVerify"))
        .ttl(fields.duration("TTL"))
        .interval(fields.duration("Interval"))
        .timeout(fields.duration("Timeout"))
        .outputMaxSize(fields.number("OutputMaxSize"))
        .successBeforePassing(fields.number("SuccessBeforePassing"))
        .failuresBeforeWarning(fields.number("FailuresBeforeWarning"))
        .failuresBeforeCritical(fields.number("FailuresBeforeCritical"))
        .build();
  }
}
