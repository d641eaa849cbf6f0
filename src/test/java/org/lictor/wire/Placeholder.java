package org.lictor.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A string in an expected answer that stands for any value of a kind: {@code "<index>"}, {@code
 * "<uuid>"}. With a name, {@code "<index:a>"}, the first value met is kept and each later one of
 * that name must equal it.
 */
record Placeholder(String kind, @Nullable String name) {
  private static final Pattern FORM = Pattern.compile("<([a-z]+)(?::([a-z]+))?>");

  private static final String INDEX = "[1-9][0-9]*";
  private static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
  private static final String IP = "[0-9]{1,3}(\\.[0-9]{1,3}){3}";

  private static final Map<String, Pattern> TEXTS =
      new TreeMap<>(
          Map.of(
              "index", Pattern.compile(INDEX),
              "count", Pattern.compile("0|" + INDEX),
              "uuid", Pattern.compile(UUID),
              "ip", Pattern.compile(IP),
              "address", Pattern.compile(IP + ":" + INDEX),
              "string", Pattern.compile("(?s).*"),
              "word", Pattern.compile("\\S+")));

  private static final Map<String, Predicate<JsonNode>> OTHERS =
      new TreeMap<>(
          Map.of(
              "any", node -> true,
              "number", JsonNode::isNumber,
              "bool", JsonNode::isBoolean,
              "object", JsonNode::isObject,
              "array", JsonNode::isArray));

  /** The placeholder this text is, or null if it is plain text. */
  static @Nullable Placeholder of(String text) {
    var form = FORM.matcher(text);
    if (!form.matches()) return null;
    var kind = form.group(1);
    if (!TEXTS.containsKey(kind) && !OTHERS.containsKey(kind)) {
      throw new IllegalArgumentException("no such placeholder: " + text);
    }
    return new Placeholder(kind, form.group(2));
  }

  /** Whether a JSON value is of the kind, and agrees with what its name already stands for. */
  boolean accepts(JsonNode actual, Bindings bindings) {
    var other = OTHERS.get(kind);
    if (other != null) return other.test(actual) && agrees(actual.asText(), bindings);
    var isNumber = kind.equals("index") || kind.equals("count");
    return (isNumber ? actual.isIntegralNumber() : actual.isTextual())
        && acceptsText(actual.asText(), bindings);
  }

  /** The same for a piece of plain text, such as a header's value. */
  boolean acceptsText(String actual, Bindings bindings) {
    var pattern = TEXTS.get(kind);
    return (pattern == null || pattern.matcher(actual).matches()) && agrees(actual, bindings);
  }

  private boolean agrees(String actual, Bindings bindings) {
    return name == null || bindings.agree(name, actual);
  }
}
