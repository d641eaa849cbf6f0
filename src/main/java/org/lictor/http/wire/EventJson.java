package org.lictor.http.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import org.lictor.model.UserEvent;

/** User events in the shape of the event page. */
public final class EventJson {
  private EventJson() {}

  /** {@code /v1/event/fire/:name}. */
  public static byte[] event(UserEvent event) {
    return Json.bytes(out -> write(out, event));
  }

  /** {@code /v1/event/list}. */
  public static byte[] events(List<UserEvent> events) {
    return Json.bytes(
        out -> {
          out.writeStartArray();
          for (UserEvent event : events) {
            write(out, event);
          }
          out.writeEndArray();
        });
  }

  private static void write(JsonGenerator out, UserEvent event) throws IOException {
    out.writeStartObject();
    out.writeStringField("ID", event.id());
    out.writeStringField("Name", event.name());
    if (event.payload().length() == 0) {
      out.writeNullField("Payload");
    } else {
      out.writeStringField("Payload", Base64.getEncoder().encodeToString(event.payload().bytes()));
    }
    out.writeStringField("NodeFilter", event.nodeFilter());
    out.writeStringField("ServiceFilter", event.serviceFilter());
    out.writeStringField("TagFilter", event.tagFilter());
    out.writeNumberField("Version", event.version());
    out.writeNumberField("LTime", event.time());
    out.writeEndObject();
  }
}
