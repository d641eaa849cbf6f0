package org.lictor.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.util.List;
import java.util.Optional;
import org.lictor.http.wire.SessionBody;
import org.lictor.http.wire.SessionJson;
import org.lictor.model.NodeName;
import org.lictor.model.Session;
import org.lictor.model.SessionId;
import org.lictor.query.SessionQuery;
import org.lictor.registrar.InvalidRequestException;
import org.lictor.registrar.SessionDraft;

/** {@code /v1/session}: who holds locks (Consul HTTP API, "Sessions"). */
@Path("session")
public final class SessionResource {
  private static final Shape<List<Session>> SESSIONS =
      Shape.json("sessions", SessionJson::sessions);
  private static final Shape<Optional<Session>> SESSION =
      Shape.json("session", found -> SessionJson.sessions(found.stream().toList()));

  @Frequent
  @PUT
  @Path("create")
  public void create(@Context HttpServletRequest request) {
    Call call = Call.of(request);
    call.here();
    String node = call.parts().agent().state().image().node().value();
    // Without a length there is no body, whatever comes (http-api.md A4).
    SessionDraft draft =
        call.incoming().contentLength() > 0
            ? SessionBody.of(call.body(), node)
            : SessionBody.usual(node);
    call.answerJson(call.parts().sessions().writer().create(draft).thenApply(SessionJson::created));
  }

  @Frequent
  @PUT
  @Path("destroy/{session}")
  public void destroy(@Context HttpServletRequest request) {
    Call call = Call.of(request);
    call.here();
    SessionId id = id(call.restOr("Missing session"));
    call.answerJson(call.parts().sessions().writer().destroy(id).thenApply(Call::yesOrNo));
  }

  @Frequent
  @PUT
  @Path("renew/{session}")
  public void renew(@Context HttpServletRequest request) {
    Call call = Call.of(request);
    call.options();
    String given = call.restOr("Missing session");
    call.answer(
        call.parts()
            .sessions()
            .renewals()
            .renew(id(given))
            .thenApply(
                found ->
                    found
                        .map(session -> Reply.json(SessionJson.sessions(List.of(session))))
                        .map(call::laidOut)
                        .orElseGet(() -> Reply.text(404, "Session id '" + given + "' not found"))));
  }

  @Frequent
  @GET
  @Path("info/{session}")
  public void info(@Context HttpServletRequest request) {
    Call call = Call.of(request);
    call.ask(new SessionQuery.Get(id(call.restOr("Missing session"))), false, SESSION);
  }

  @GET
  @Path("node/{node}")
  public void node(@Context HttpServletRequest request) {
    Call call = Call.of(request);
    NodeName node = new NodeName(call.restOr("Missing node name"));
    call.ask(new SessionQuery.OfNode(node), false, SESSIONS);
  }

  @GET
  @Path("list")
  public void list(@Context HttpServletRequest request) {
    Call.of(request).ask(new SessionQuery.All(), false, SESSIONS);
  }

  /** The id that {@code text} means; 500 with the reason when it can be none. */
  static SessionId id(String text) {
    try {
      return SessionId.of(text);
    } catch (IllegalArgumentException e) {
      throw new InvalidRequestException(String.valueOf(e.getMessage()));
    }
  }
}
