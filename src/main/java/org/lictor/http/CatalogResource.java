package org.lictor.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import org.lictor.http.wire.CatalogJson;
import org.lictor.http.wire.DeregistrationBody;
import org.lictor.http.wire.Json;
import org.lictor.http.wire.RegistrationBody;
import org.lictor.query.CatalogQuery;
import org.lictor.query.Selection;

/** {@code /v1/catalog}: who is registered (Consul HTTP API, "Catalog"). */
@Path("catalog")
public final class CatalogResource {
  @Frequent
  @PUT
  @Path("register")
  public void register(@Context HttpServletRequest request) {
    Call call = Call.of(request);
    RegistrationBody body = RegistrationBody.of(call.body());
    call.here(body.datacenter());
    call.answerJson(
        call.parts().registrar().register(body.registration()).thenApply(Call::yesOrNo));
  }

  @Frequent
  @PUT
  @Path("deregister")
  public void deregister(@Context HttpServletRequest request) {
    Call call = Call.of(request);
    DeregistrationBody body = DeregistrationBody.of(call.body());
    call.here(body.datacenter());
    call.answerJson(
        call.parts()
            .registrar()
            .deregister(body.node(), body.service(), body.check())
            .thenApply(Call::yesOrNo));
  }

  @GET
  @Path("datacenters")
  public void datacenters(@Context HttpServletRequest request) {
    Call call = Call.of(request).cacheable();
    String datacenter = call.parts().settings().datacenter();
    call.answer(
        call.laidOut(
                Reply.json(
                    Json.bytes(
                        out -> {
                          out.writeStartArray();
                          out.writeString(datacenter);
                          out.writeEndArray();
                        })))
            .with(call.cacheHeaders()));
  }

  @Frequent(waits = true)
  @GET
  @Path("nodes")
  public void nodes(@Context HttpServletRequest request) {
    Call call = Call.of(request);
    call.askNear(
        call.filtered(new CatalogQuery.Nodes(call.selection())),
        call.shape(Shape.json("nodes", json(call)::nodes), "[]"));
  }

  @Frequent(waits = true)
  @GET
  @Path("services")
  public void services(@Context HttpServletRequest request) {
    Call call = Call.of(request).cacheable();
    call.ask(
        call.filtered(new CatalogQuery.Services(call.selection())),
        true,
        call.shape(Shape.json("services", json(call)::services), "{}"));
  }

  @Frequent(waits = true)
  @GET
  @Path("service/{service}")
  public void service(@Context HttpServletRequest request) {
    Call call = Call.of(request).cacheable();
    String service = call.restOr("Missing service name");
    call.askNear(
        call.filtered(new CatalogQuery.Instances(service, call.selectionWithTags())),
        call.shape(Shape.json("service", json(call)::instances), "[]"));
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
            new CatalogQuery.Instances(service, call.selectionWithTags()),
            "ServiceConnect.Native == true"),
        call.shape(Shape.json("service", json(call)::instances), "[]"));
  }

  /** There are no gateways. */
  @GET
  @Path("gateway-services/{gateway}")
  public void gatewayServices(@Context HttpServletRequest request) {
    Call call = Call.of(request);
    String gateway = call.restOr("Missing gateway name");
    call.ask(new CatalogQuery.Instances(gateway, Selection.ALL), true, Shape.emptyList());
  }

  @Frequent(waits = true)
  @GET
  @Path("node/{node}")
  public void node(@Context HttpServletRequest request) {
    Call call = Call.of(request);
    call.ask(
        call.filtered(new CatalogQuery.OfNode(call.restOr("Missing node name"))),
        true,
        call.shape(Shape.json("node", json(call)::nodeWithServices), "null"));
  }

  @GET
  @Path("node-services/{node}")
  public void nodeServices(@Context HttpServletRequest request) {
    Call call = Call.of(request);
    call.ask(
        call.filtered(new CatalogQuery.OfNode(call.restOr("Missing node name"))),
        true,
        call.shape(
            Shape.json("node-services", json(call)::nodeServiceList),
            "{\"Node\":null,\"Services\":null}"));
  }

  private static CatalogJson json(Call call) {
    return new CatalogJson(call.parts().settings().datacenter());
  }
}
