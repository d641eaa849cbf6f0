package org.lictor.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.util.List;
import java.util.Locale;
import org.lictor.http.wire.AuthorizeBody;
import org.lictor.http.wire.HostJson;
import org.lictor.http.wire.Json;
import org.lictor.http.wire.MetricsJson;
import org.lictor.http.wire.MetricsText;
import org.lictor.metrics.Metrics;
import org.lictor.metrics.Report;

/**
 * {@code /v1/agent}: the agent as a process on a host, and what an agent says that takes no part in
 * a mesh and has no access control (Consul HTTP API, "Agent").
 */
@Path("agent")
public final class AgentSystemResource {
  private static final List<String> LEVELS =
      List.of("TRACE", "DEBUG", "INFO", "WARN", "ERR", "ERROR");

  private static final String NO_MESH = "Connect must be enabled in order to use this endpoint";

  @GET
  @Path("metrics")
  public void metrics(@Context HttpServletRequest request) {
    Call call = Call.of(request);
    SystemParts system = call.parts().agent().system();
    if (wantsText(call)) {
      if (system.prometheusRetention().isZero() || system.prometheusRetention().isNegative()) {
        throw new HttpProblem(
            415, "Prometheus is not enabled since its retention time is not positive");
      }
      Report report = system.metrics().report(system.prometheusRetention());
      call.answer(Reply.of(200, MetricsText.TYPE, new MetricsText(report, system.names()).bytes()));
      return;
    }
    call.answer(call.laidOut(Reply.json(json(system))));
  }

  private static byte[] json(SystemParts system) {
    Report report = system.metrics().report(Metrics.INTERVAL.multipliedBy(2));
    return new MetricsJson(report, system.names()).bytes();
  }

  private static boolean wantsText(Call call) {
    String accepted = call.incoming().header("Accept");
    return call.parameters().get("format").equals("prometheus")
        || accepted != null
            && (accepted.contains("application/openmetrics-text")
                || accepted.contains("text/plain") && accepted.contains("version=0.4.0"));
  }

  @GET
  @Path("metrics/stream")
  public void metricsStream(@Context HttpServletRequest request) {
    Call call = Call.of(request);
    SystemParts system = call.parts().agent().system();
    call.stream(new MetricsStream(() -> json(system)));
  }

  @GET
  @Path("monitor")
  public void monitor(@Context HttpServletRequest request) {
    Call call = Call.of(request);
    String asked = call.parameters().get("loglevel");
    String level = asked.isEmpty() ? "INFO" : asked.toUpperCase(Locale.ROOT);
    if (!LEVELS.contains(level)) {
      throw HttpProblem.badRequest("Unknown log level: " + asked);
    }
    call.stream(
        new LogStream(
            call.parts().agent().system().logs(),
            level.equals("ERR") ? "ERROR" : level,
            call.parameters().has("logjson")));
  }

  @GET
  @Path("host")
  public void host(@Context HttpServletRequest request) {
    Call call = Call.of(request);
    call.answer(
        call.laidOut(Reply.json(HostJson.bytes(call.parts().agent().system().host().get()))));
  }

  @GET
  @Path("version")
  public void version(@Context HttpServletRequest request) {
    Call call = Call.of(request);
    SystemParts system = call.parts().agent().system();
    call.answer(
        call.laidOut(
            Reply.json(
                Json.bytes(
                    out -> {
                      out.writeStartObject();
                      out.writeStringField("SHA", system.revision());
                      out.writeStringField("BuildDate", system.buildDate());
                      out.writeStringField("HumanVersion", system.version());
                      out.writeStringField("FIPS", "");
                      out.writeEndObject();
                    }))));
  }

  @PUT
  @Path("token/{which}")
  public void token(@Context HttpServletRequest request) {
    throw new HttpProblem(401, "ACL support disabled");
  }

  @POST
  @Path("connect/authorize")
  public void authorize(@Context HttpServletRequest request) {
    AuthorizeBody body = AuthorizeBody.of(Call.of(request).body());
    if (body.target().isEmpty()) {
      throw HttpProblem.badRequest("Target service must be specified");
    }
    if (!body.clientCertUri().startsWith("spiffe://")) {
      throw HttpProblem.badRequest("ClientCertURI not a valid Connect identifier");
    }
    throw new HttpProblem(500, NO_MESH);
  }

  @GET
  @Path("connect/ca/roots")
  public void roots(@Context HttpServletRequest request) {
    throw new HttpProblem(500, NO_MESH);
  }

  @GET
  @Path("connect/ca/leaf/{service}")
  public void leaf(@Context HttpServletRequest request) {
    throw new HttpProblem(500, NO_MESH);
  }
}
