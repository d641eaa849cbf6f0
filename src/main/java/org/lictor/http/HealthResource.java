package org.lictor.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import org.lictor.http.wire.CatalogJson;
import org.lictor.http.wire.HealthJson;
import org.lictor.query.HealthQuery;

/** {@code /v1/health}: how those who are registered fare (Consul HTTP API, "Health"). */
@Path("health")
public final class HealthResource {
  @Frequent(waits = true)
  @GET
  @Path("node/{node}")
  public void node(@Context HttpServletRequest request) {
    Call call = Call.of(request);
    call.ask(
        call.filtered(new HealthQuery.OfNode(call.restOr("Missing node name"))),
        true,
        call.shape(Shape.json("checks", json(call)::checks), "[]"));
  }

  @Frequent(waits = true)
  @GET
  @Path("checks/{service}")
  public void checks(@Context HttpServletRequest request) {
    Call call = Call.of(request);
    String service = call.restOr("Missing service name");
    call.askNear(
        call.filtered(new HealthQuery.OfService(service, call.selection())),
        call.shape(Shape.json("checks", json(call)::checks), "[]"));
  }

  @Frequent(waits = true)
  @GET
  @Path("state/{state}")
  public void state(@Context HttpServletRequest request) {
    Call call = Call.of(request);
    String state = call.restOr("Missing check state");
    call.askNear(
        call.filtered(new HealthQuery.InState(state, call.selection())),
        call.shape(Shape.json("checks", json(call)::checks), "[]"));
  }

  @Frequent(waits = true)
  @GET
  @Path("service/{service}")
  public void service(@Context HttpServletRequest request) {
    Call call = Call.of(request).cacheable();
    String service = call.restOr("Missing service name");
    call.askNear(
        call.filtered(
            new HealthQuery.Instances(service, call.selectionWithTags(), onlyPassing(call))),
        call.shape(Shape.json("instances", json(call)::instances), "[]"));
  }

  /**
   * Instances that speak the mesh's protocol themselves; there are no proxies that do for others.
   */
  @GET
  @Path("connect/{service}")
  public void connect(@Context HttpServletRequest request) {
    Call call = Call.of(request).cacheable();
    String service = call.restOr("Missing service name");
    call.askNear(
        call.filtered(
            new HealthQuery.Instances(service, call.selectionWithTags(), onlyPassing(call)),
            "Service.Connect.Native == true"),
        call.shape(Shape.json("instances", json(call)::instances), "[]"));
  }

  /** There are no gateways. */
  @GET
  @Path("ingress/{service}")
  public void ingress(@Context HttpServletRequest request) {
    Call call = Call.of(request).cacheable();
    String service = call.restOr("Missing service name");
    call.ask(
        call.filtered(
            new HealthQuery.Instances(service, call.selectionWithTags(), onlyPassing(call))),
        true,
        Shape.emptyList());
  }

  private static boolean onlyPassing(Call call) {
    if (!call.parameters().has("passing")) {
      return false;
    }
    String word = call.parameters().get("passing");
    if (word.isEmpty()) {
      return true;
    }
    Boolean value = Parameters.bool(word);
    if (value == null) {
      throw HttpProblem.badRequest("Invalid value for ?passing");
    }
    return value;
  }

  private static HealthJson json(Call call) {
    return new HealthJson(new CatalogJson(call.parts().settings().datacenter()));
  }
}
