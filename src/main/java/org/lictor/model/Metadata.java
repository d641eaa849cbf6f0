package org.lictor.model;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What metadata of nodes and services may be (Consul agent configuration, node_meta). */
public final class Metadata {
  private static final int MAX_PAIRS = 64;
  private static final int MAX_KEY = 128;
  private static final int MAX_VALUE = 512;
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]+");

  private Metadata() {}

  /** What is wrong with the pairs, in Consul's words; the first in their order. */
  public static Optional<String> problem(Map<String, String> pairs) {
    if (pairs.size() > MAX_PAIRS) {
      return Optional.of(
          "Node metadata cannot contain more than " + MAX_PAIRS + " key/value pairs");
    }
    for (Map.Entry<String, String> pair : pairs.entrySet()) {
      String problem = problem(pair.getKey(), pair.getValue());
      if (!problem.isEmpty()) {
        return Optional.of(
            "Couldn't load metadata pair ('"
                + pair.getKey()
                + "', '"
                + pair.getValue()
                + "'): "
                + problem);
      }
    }
    return Optional.empty();
  }

  private static String problem(String key, String value) {
    if (key.isEmpty()) return "Key cannot be blank";
    if (!KEY.matcher(key).matches()) return "Key contains invalid characters";
    if (key.length() > MAX_KEY) return "Key is too long (limit: " + MAX_KEY + " characters)";
    if (key.startsWith("consul-")) return "Key prefix 'consul-' is reserved for internal use";
    return value.length() > MAX_VALUE
        ? "Value is too long (limit: " + MAX_VALUE + " characters)"
        : "";
  }
}
