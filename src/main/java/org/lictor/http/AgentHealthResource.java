package org.lictor.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lictor.agent.ContentHash;
import org.lictor.agent.InstanceHealth;
import org.lictor.http.wire.AgentJson;
import org.lictor.model.HealthCheck;
import org.lictor.model.ServiceEntry;

/**
 * One service of this agent, and how it is (Consul HTTP API, "Service - Agent"): the status code
 * says it to those who only look at that.
 */
@Path("agent")
public final class AgentHealthResource {
  @GET
  @Path("service/{id}")
  public void service(@Context HttpServletRequest request) {
    Call call = Call.of(request);
    String id = call.rest();
    var wait = call.parameters().duration("wait", "Invalid wait time").toDuration();
    call.answer(
        call.parts()
            .agent()
            .watch()
            .differing(id, call.parameters().get("hash"), wait)
            .thenApply(found -> shown(call, id, found)));
  }

  private static Reply shown(Call call, String id, @Nullable ServiceEntry service) {
    if (service == null) {
      return Reply.text(404, "unknown service ID: " + id);
    }
    String hash = ContentHash.of(service);
    return call.laidOut(Reply.json(json(call).service(service, hash)))
        .with(Map.of("X-Consul-ContentHash", hash));
  }

  @GET
  @Path("health/service/id/{id}")
  public void byId(@Context HttpServletRequest request) {
    Call call = Call.of(request);
    String id = call.rest();
    if (id.isEmpty()) {
      throw new HttpProblem(500, "Missing serviceID");
    }
    InstanceHealth health = InstanceHealth.of(call.parts().agent().state().image(), id);
    if (health == null) {
      answer(call, 404, "ServiceId " + id + " not found", AgentJson.noHealth());
    } else {
      answer(call, code(health.status()), health.status(), json(call).health(health));
    }
  }

  @GET
  @Path("health/service/name/{name}")
  public void byName(@Context HttpServletRequest request) {
    Call call = Call.of(request);
    String name = call.rest();
    if (name.isEmpty()) {
      throw new HttpProblem(500, "Missing service Name");
    }
    List<InstanceHealth> all = InstanceHealth.named(call.parts().agent().state().image(), name);
    if (all.isEmpty()) {
      answer(call, 404, "ServiceName " + name + " Not Found", json(call).health(all));
    } else {
      String worst = InstanceHealth.worst(all);
      answer(call, code(worst), worst, json(call).health(all));
    }
  }

  private static void answer(Call call, int code, String reason, byte[] json) {
    Reply reply =
        wantsText(call)
            ? Reply.of(code, "text/plain", reason.getBytes(StandardCharsets.UTF_8))
            : call.laidOut(Reply.json(json)).with(code);
    call.answer(reply.with(Map.of("X-Consul-Reason", reason)));
  }

  private static boolean wantsText(Call call) {
    String accepted = call.incoming().header("Accept");
    return call.parameters().get("format").equals("text")
        || call.parameters().get("format").isEmpty()
            && accepted != null
            && accepted.startsWith("text/plain");
  }

  private static int code(String status) {
    return switch (status) {
      case HealthCheck.PASSING -> 200;
      case HealthCheck.WARNING -> 429;
      default -> 503; // critical, and in maintenance
    };
  }

  private static AgentJson json(Call call) {
    return new AgentJson(call.parts().settings().datacenter());
  }
}
