package org.lictor.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The bytes a sample sends, in the forms its file may give them: a string as it is, {@code {"text":
 * …}}, {@code {"base64": …}}, {@code {"before": …, "repeat": …, "times": n, "after": …}}, or any
 * other JSON, which is sent compactly.
 */
final class Payload {
  private Payload() {}

  static byte[] of(JsonNode form, Bindings bindings) {
    if (form.has("base64")) return Base64.getDecoder().decode(form.get("base64").textValue());
    return bindings.expand(text(form)).getBytes(StandardCharsets.UTF_8);
  }

  private static String text(JsonNode form) {
    if (form.isTextual()) return form.textValue();
    if (form.has("text")) return form.get("text").textValue();
    if (!form.has("repeat")) return form.toString();
    return form.path("before").asText()
        + form.get("repeat").textValue().repeat(form.get("times").intValue())
        + form.path("after").asText();
  }
}
