package org.lictor.cli.net;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer of the agent.
 *
 * @param status the HTTP status
 * @param headers by name in lower case
 * @param body the bytes as they came
 */
public record Reply(int status, Map<String, String> headers, byte[] body) {
  /** This reply, if its status is 200. */
  public Reply ok() throws AgentException {
    if (status == 200) return this;
    throw new AgentException("Unexpected response code: " + status + " (" + text().strip() + ")");
  }

  /** The body as text. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** Whether the body says {@code true}, the answer of conditional writes. */
  public boolean isTrue() {
    return text().contains("true");
  }

  /** The body as a list of objects; empty for {@code null}. */
  public List<Map<String, Object>> objects() throws AgentException {
    Object value = Json.read(body);
    if (value == null) return List.of();
    if (!(value instanceof List<?> list)) throw mismatch(value, "a list");
    for (Object element : list) if (!(element instanceof Map)) throw mismatch(element, "an object");
    @SuppressWarnings("unchecked") // each element was looked at
    List<Map<String, Object>> objects = (List<Map<String, Object>>) list;
    return objects;
  }

  /** The body as a list of texts; empty for {@code null}. */
  public List<String> texts() throws AgentException {
    Object value = Json.read(body);
    if (value == null) return List.of();
    if (!(value instanceof List<?> list)) throw mismatch(value, "a list");
    for (Object element : list) if (!(element instanceof String)) throw mismatch(element, "text");
    @SuppressWarnings("unchecked") // each element was looked at
    List<String> texts = (List<String>) list;
    return texts;
  }

  /** The body as one object; empty for {@code null}. */
  public Map<String, Object> object() throws AgentException {
    Object value = Json.read(body);
    if (value == null) return Map.of();
    if (!(value instanceof Map)) throw mismatch(value, "an object");
    return Json.object(value);
  }

  private static AgentException mismatch(@Nullable Object found, String wanted) {
    String kind =
        found instanceof Map
            ? "object"
            : found instanceof List
                ? "array"
                : found instanceof String
                    ? "string"
                    : found instanceof Boolean ? "bool" : found == null ? "null" : "number";
    return new AgentException("json: cannot unmarshal " + kind + " into " + wanted);
  }
}
