package org.lictor.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.util.Map;
import org.lictor.event.EventList;
import org.lictor.event.UserEvents;
import org.lictor.http.wire.EventJson;
import org.lictor.model.Octets;
import org.lictor.model.UserEvent;

/** {@code /v1/event}: user events (Consul HTTP API, "Event"). */
@Path("event")
public final class EventResource {
  @PUT
  @Path("fire/{name}")
  public void fire(@Context HttpServletRequest request) {
    Call call = Call.of(request);
    Parameters parameters = call.parameters();
    String name = call.restOr("Missing name");
    byte[] payload = call.body();
    call.here(parameters.get("dc"));
    UserEvent event =
        call.parts()
            .agent()
            .events()
            .fire(
                name,
                Octets.owning(payload),
                parameters.get("node"),
                parameters.get("service"),
                parameters.get("tag"));
    call.answer(call.laidOut(Reply.json(EventJson.event(event))));
  }

  @GET
  @Path("list")
  public void list(@Context HttpServletRequest request) {
    Call call = Call.of(request);
    Parameters parameters = call.parameters();
    var wait = parameters.duration("wait", "Invalid wait time");
    UserEvents events = call.parts().agent().events();
    call.answer(
        events
            .list(parameters.get("name"), index(parameters.get("index")), wait.toDuration())
            .thenApply(list -> reply(call, list)));
  }

  /** Unlike other indexes these use all of their 64 bits. */
  private static long index(String text) {
    if (text.isEmpty()) {
      return 0;
    }
    Long index = Parameters.unsigned(text);
    if (index == null) {
      throw HttpProblem.badRequest("Invalid index");
    }
    return index;
  }

  private static Reply reply(Call call, EventList list) {
    return call.laidOut(Reply.json(EventJson.events(list.events())))
        .with(Map.of("X-Consul-Index", Long.toUnsignedString(list.index())));
  }
}
