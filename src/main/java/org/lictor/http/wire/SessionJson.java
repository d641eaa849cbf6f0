package org.lictor.http.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lictor.model.Session;
import org.lictor.model.Session.ServiceCheck;
import org.lictor.model.SessionId;

/** Sessions in the shapes of the sessions' page. */
public final class SessionJson {
  private SessionJson() {}

  /** A list of sessions. */
  public static byte[] sessions(List<Session> sessions) {
    return Json.bytes(
        out -> {
          out.writeStartArray();
          for (Session session : sessions) {
            session(out, session);
          }
          out.writeEndArray();
        });
  }

  /** What {@code create} answers. */
  public static byte[] created(SessionId id) {
    return Json.bytes(
        out -> {
          out.writeStartObject();
          out.writeStringField("ID", id.value());
          out.writeEndObject();
        });
  }

  private static void session(JsonGenerator out, Session session) throws IOException {
    out.writeStartObject();
    out.writeStringField("ID", session.id().value());
    out.writeStringField("Name", session.name());
    out.writeStringField("Node", session.node().value());
    out.writeNumberField("LockDelay", session.lockDelay().nanos());
    out.writeStringField("Behavior", session.behaviour().word());
    out.writeStringField("TTL", session.ttl());
    Json.listOrNull(out, "NodeChecks", session.nodeChecks());
    serviceChecks(out, session.serviceChecks());
    if (session.checks() != null && !session.checks().isEmpty()) {
      Json.list(out, "Checks", session.checks());
    }
    out.writeNumberField("CreateIndex", session.indexes().create());
    out.writeNumberField("ModifyIndex", session.indexes().modify());
    out.writeEndObject();
  }

  private static void serviceChecks(JsonGenerator out, @Nullable List<ServiceCheck> checks)
      throws IOException {
    if (checks == null) {
      out.writeNullField("ServiceChecks");
      return;
    }
    out.writeArrayFieldStart("ServiceChecks");
    for (ServiceCheck check : checks) {
      out.writeStartObject();
      out.writeStringField("ID", check.id());
      out.writeStringField("Namespace", check.namespace());
      out.writeEndObject();
    }
    out.writeEndArray();
  }
}
