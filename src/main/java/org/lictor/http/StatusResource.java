package org.lictor.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import org.lictor.http.wire.Json;
import org.lictor.http.wire.OperatorJson;

/** {@code /v1/status}: who leads (Consul HTTP API, "Status"). */
@Path("status")
public final class StatusResource {
  @Frequent
  @GET
  @Path("leader")
  public void leader(@Context HttpServletRequest request) {
    Call call = Call.of(request);
    call.here();
    String leader = call.parts().leadership().leaderAddress();
    call.answer(
        call.laidOut(Reply.json(Json.bytes(out -> out.writeString(leader == null ? "" : leader)))));
  }

  @GET
  @Path("peers")
  public void peers(@Context HttpServletRequest request) {
    Call call = Call.of(request);
    call.here();
    call.answerJson(call.parts().operator().peers().configuration().thenApply(OperatorJson::peers));
  }
}
