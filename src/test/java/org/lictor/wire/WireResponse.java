package org.lictor.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a sample expects. Exactly one of the body's forms is given: {@code json} (compact, in this
 * order of fields), {@code pretty} (the same as Go indents it), {@code text} (these bytes,
 * placeholders aside) or {@code starts} (leading words).
 */
record WireResponse(JsonNode expected) {
  private static final List<String> FORMS = List.of("json", "pretty", "text", "starts");
  private static final String INDENT = "    ";
  private static final Pattern MARK = Pattern.compile("<(index|uuid|word)>");

  WireResponse {
    if (FORMS.stream().filter(expected::has).count() != 1 || !expected.path("status").isInt()) {
      throw new IllegalArgumentException(
          "a response wants a status and one of " + FORMS + ": " + expected);
    }
  }

  int status() {
    return expected.get("status").intValue();
  }

  /** What is not as expected, one line each. */
  List<String> differences(RawResponse actual, Bindings bindings) {
    var differences = new ArrayList<String>();
    if (actual.status() != status()) {
      differences.add("status: expected " + status() + " but found " + actual.status());
    }
    expected
        .path("headers")
        .properties()
        .forEach(
            header -> {
              var name = header.getKey();
              var found =
                  name.equals("Allow") ? withoutSpaces(actual.header(name)) : actual.header(name);
              if (!headerMatches(header.getValue(), found, bindings)) {
                differences.add(
                    "header " + name + ": expected " + header.getValue() + " but found " + found);
              }
            });
    differences.addAll(bodyDifferences(actual, bindings));
    return differences;
  }

  /**
   * A list's white space means nothing (RFC 9110, 5.6.1), and the container puts some after the
   * commas of Allow.
   */
  private static @Nullable String withoutSpaces(@Nullable String list) {
    return list == null ? null : list.replace(" ", "");
  }

  private static boolean headerMatches(
      JsonNode expected, @Nullable String found, Bindings bindings) {
    if (expected.isNull() || found == null) return expected.isNull() && found == null;
    var placeholder = Placeholder.of(expected.asText());
    return placeholder == null
        ? found.equals(bindings.expand(expected.asText()))
        : placeholder.acceptsText(found, bindings);
  }

  private List<String> bodyDifferences(RawResponse actual, Bindings bindings) {
    if (expected.has("text")) return textDifferences(actual.text(), bindings);
    if (expected.has("starts")) {
      var start = bindings.expand(expected.get("starts").textValue());
      return actual.text().startsWith(start)
          ? List.of()
          : List.of(
              "body: expected to start with \"" + start + "\" but found \"" + actual.text() + '"');
    }
    try {
      var body = WireSamples.JSON.readTree(actual.text());
      var tree = expected.has("json") ? expected.get("json") : expected.get("pretty");
      var differences = new ArrayList<>(JsonMatcher.differences(tree, body, bindings));
      if (expected.has("json") && hasWhiteSpace(actual.text()))
        differences.add("body: expected compact JSON");
      if (expected.has("pretty") && !isIndented(actual.text()))
        differences.add("body: expected four spaces for each level but found " + actual.text());
      return differences;
    } catch (JsonProcessingException e) {
      return List.of(
          "body: expected JSON but found \"" + actual.text() + "\": " + e.getOriginalMessage());
    }
  }

  private List<String> textDifferences(String actual, Bindings bindings) {
    var text = bindings.expand(expected.get("text").textValue());
    var pattern = new StringBuilder();
    var from = 0;
    for (var mark = MARK.matcher(text); mark.find(); from = mark.end()) {
      pattern.append(Pattern.quote(text.substring(from, mark.start())));
      pattern.append(mark.group(1).equals("index") ? "[1-9][0-9]*" : "[^\\s\"]+");
    }
    pattern.append(Pattern.quote(text.substring(from)));
    return Pattern.compile(pattern.toString(), Pattern.DOTALL).matcher(actual).matches()
        ? List.of()
        : List.of("body: expected \"" + text + "\" but found \"" + actual + '"');
  }

  /**
   * Whether this is JSON as Go's {@code MarshalIndent} lays it out: a line for each member, four
   * spaces for each level, nothing in what is empty, a line break at the end.
   */
  static boolean isIndented(String json) {
    var laidOut = new StringBuilder();
    var level = 0;
    var inString = false;
    for (int i = 0; i < json.length(); i++) {
      var c = json.charAt(i);
      if (inString || c == '"') {
        laidOut.append(c);
        if (c == '\\') laidOut.append(json.charAt(++i));
        inString ^= c == '"';
      } else if (c == '{' || c == '[') {
        laidOut.append(c);
        var isEmpty =
            i + 1 < json.length() && (json.charAt(i + 1) == '}' || json.charAt(i + 1) == ']');
        if (isEmpty) laidOut.append(json.charAt(++i));
        else laidOut.append('\n').append(INDENT.repeat(++level));
      } else if (c == '}' || c == ']') {
        laidOut.append('\n').append(INDENT.repeat(--level)).append(c);
      } else if (c == ',') {
        laidOut.append(",\n").append(INDENT.repeat(level));
      } else if (c == ':') {
        laidOut.append(": ");
      } else if (!Character.isWhitespace(c)) {
        laidOut.append(c);
      }
    }
    return json.contentEquals(laidOut.append('\n'));
  }

  /** Whether there is white space outside of strings. */
  private static boolean hasWhiteSpace(String json) {
    var inString = false;
    for (int i = 0; i < json.length(); i++) {
      var c = json.charAt(i);
      if (inString && c == '\\') {
        i++;
      } else if (c == '"') {
        inString = !inString;
      } else if (!inString && Character.isWhitespace(c)) {
        return true;
      }
    }
    return false;
  }
}
