package org.lictor.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.util.Optional;
import org.lictor.http.wire.UiJson;
import org.lictor.query.UiQuery;
import org.lictor.query.UiQuery.NodeSheet;

/**
 * {@code /v1/internal/ui}: lists for a user interface, which are shown without a leader too
 * (http-api.md B15).
 */
@Path("internal/ui")
public final class InternalResource {
  @GET
  @Path("nodes")
  public void nodes(@Context HttpServletRequest request) {
    Call call = Call.of(request);
    call.askAnyway(call.filtered(new UiQuery.Nodes()), Shape.json("ui-nodes", json(call)::nodes));
  }

  @GET
  @Path("node/{node}")
  public void node(@Context HttpServletRequest request) {
    Call call = Call.of(request);
    Shape<Optional<NodeSheet>> shape =
        new Shape<>(
            "ui-node",
            found -> found.map(json(call)::node).map(Reply::json).orElse(Reply.text(404, "")));
    call.askAnyway(new UiQuery.OfNode(call.restOr("Missing node name")), shape);
  }

  @GET
  @Path("services")
  public void services(@Context HttpServletRequest request) {
    Call call = Call.of(request);
    call.askAnyway(
        call.filtered(new UiQuery.Services()), Shape.json("ui-services", json(call)::services));
  }

  @GET
  @Path("catalog-overview")
  public void overview(@Context HttpServletRequest request) {
    Call call = Call.of(request);
    call.askAnyway(new UiQuery.Nodes(), Shape.json("ui-overview", UiJson::overview));
  }

  /** There is no gateway that could have services. */
  @GET
  @Path("gateway-services-nodes/{gateway}")
  public void gatewayServices(@Context HttpServletRequest request) {
    Call call = Call.of(request);
    call.restOr("Missing gateway name");
    call.askAnyway(new UiQuery.Services(), Shape.emptyList());
  }

  private static UiJson json(Call call) {
    return new UiJson(call.parts().settings().datacenter());
  }
}
