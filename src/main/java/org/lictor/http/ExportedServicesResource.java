package org.lictor.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import org.lictor.http.wire.ExportedServicesJson;
import org.lictor.query.ConfigQuery;

/**
 * {@code /v1/exported-services}: what the configuration entry of that kind says, service by service
 * (Consul HTTP API, "Exported services"). Nothing is exported: there are no peers.
 */
@Path("exported-services")
public final class ExportedServicesResource {
  @GET
  public void get(@Context HttpServletRequest request) {
    Call call = Call.of(request);
    call.ask(
        new ConfigQuery.Get("exported-services", "default"),
        false,
        Shape.json("exported-services", ExportedServicesJson::of));
  }
}
