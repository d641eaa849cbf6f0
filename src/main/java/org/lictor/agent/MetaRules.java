package org.lictor.agent;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What metadata of nodes and services may be (http-api.md A10). */
public final class MetaRules {
  private static final int MAX_PAIRS = 64;
  private static final int MAX_KEY = 128;
  private static final int MAX_VALUE = 512;
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]+");
  private static final String RESERVED = "consul-";

  private MetaRules() {}

  /** What is wrong with {@code meta} in Consul's words; empty if nothing is. */
  public static Optional<String> problem(Map<String, String> meta) {
    if (meta.size() > MAX_PAIRS) {
      return Optional.of("Node metadata cannot contain more than 64 key/value pairs");
    }
    for (Map.Entry<String, String> pair : meta.entrySet()) {
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
    if (key.isEmpty()) {
      return "Key cannot be blank";
    }
    if (!KEY.matcher(key).matches()) {
      return "Key contains invalid characters";
    }
    if (key.length() > MAX_KEY) {
      return "Key is too long (limit: 128 characters)";
    }
    if (key.startsWith(RESERVED)) {
      return "Key prefix 'consul-' is reserved for internal use";
    }
    return value.length() > MAX_VALUE ? "Value is too long (limit: 512 characters)" : "";
  }
}
