package org.lictor.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Compares an answer with the expected one field by field, the order of fields included, and says
 * in words where they part. A member {@code "<others>"} of an object or as first element of an
 * array allows for more beside those named, which then still must come in the order given. Used by
 * one thread.
 */
final class JsonMatcher {
  /** Stands for further fields or elements that the sample knows nothing about. */
  static final String OTHERS = "<others>";

  private final Bindings bindings;
  private final List<String> differences = new ArrayList<>();

  private JsonMatcher(Bindings bindings) {
    this.bindings = bindings;
  }

  /** What differs, one line each with the path first; empty if all is as expected. */
  static List<String> differences(JsonNode expected, JsonNode actual, Bindings bindings) {
    var matcher = new JsonMatcher(bindings);
    matcher.compare("$", expected, actual);
    return matcher.differences;
  }

  private void compare(String path, JsonNode expected, JsonNode actual) {
    if (expected.isTextual()) {
      compareText(path, expected.textValue(), actual);
    } else if (expected.isObject() && actual.isObject()) {
      compareObjects(path, expected, actual);
    } else if (expected.isArray() && actual.isArray()) {
      compareArrays(path, expected, actual);
    } else if (!expected.equals(actual)) {
      differ(path, expected.toString(), actual);
    }
  }

  private void compareText(String path, String expected, JsonNode actual) {
    var placeholder = Placeholder.of(expected);
    var same =
        placeholder == null
            ? actual.isTextual() && actual.textValue().equals(bindings.expand(expected))
            : placeholder.accepts(actual, bindings);
    if (same) return;
    var known =
        placeholder == null || placeholder.name() == null ? null : bindings.get(placeholder.name());
    differ(
        path,
        placeholder == null
            ? '"' + expected + '"'
            : expected + (known == null ? "" : " = " + known),
        actual);
  }

  private void compareObjects(String path, JsonNode expected, JsonNode actual) {
    var wanted = names(expected);
    var open = wanted.remove(OTHERS);
    var found = names(actual);
    if (open) found.retainAll(wanted);
    if (!wanted.equals(found))
      differences.add(path + ": expected fields " + wanted + " but found " + found);
    for (var member : expected.properties()) {
      var name = bindings.expand(member.getKey());
      if (wanted.contains(name) && actual.has(name))
        compare(path + "." + name, member.getValue(), actual.get(name));
    }
  }

  private List<String> names(JsonNode object) {
    var names = new ArrayList<String>();
    object.fieldNames().forEachRemaining(name -> names.add(bindings.expand(name)));
    return names;
  }

  private void compareArrays(String path, JsonNode expected, JsonNode actual) {
    if (!expected.isEmpty() && expected.get(0).asText().equals(OTHERS)) {
      findAll(path, expected, actual);
      return;
    }
    if (expected.size() != actual.size()) {
      differences.add(
          path
              + ": expected "
              + expected.size()
              + " elements but found "
              + actual.size()
              + ": "
              + actual);
    }
    for (int i = 0; i < Math.min(expected.size(), actual.size()); i++) {
      compare(path + "[" + i + "]", expected.get(i), actual.get(i));
    }
  }

  private void findAll(String path, JsonNode expected, JsonNode actual) {
    var rest = actual.iterator();
    for (int i = 1; i < expected.size(); i++) {
      find(path + "[<others>, " + i + "]", expected.get(i), rest);
    }
  }

  private void find(String path, JsonNode expected, Iterator<JsonNode> rest) {
    List<String> nearest = List.of(path + ": no such element: " + expected);
    var fewest = Integer.MAX_VALUE;
    while (rest.hasNext()) {
      var attempt = new JsonMatcher(bindings.copy());
      attempt.compare(path, expected, rest.next());
      if (attempt.differences.isEmpty()) {
        bindings.takeAll(attempt.bindings);
        return;
      }
      if (attempt.differences.size() < fewest) {
        fewest = attempt.differences.size();
        nearest = attempt.differences;
      }
    }
    differences.addAll(nearest);
  }

  private void differ(String path, String expected, JsonNode actual) {
    differences.add(path + ": expected " + expected + " but found " + actual);
  }
}
