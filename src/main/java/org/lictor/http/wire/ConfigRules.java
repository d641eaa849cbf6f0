package org.lictor.http.wire;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.lictor.filter.FilterException;
import org.lictor.query.Filtered;
import org.lictor.query.HealthQuery;
import org.lictor.registrar.InvalidRequestException;

/** What the entries of each kind must fulfil, with the interface's words for those that do not. */
final class ConfigRules {
  private static final String GLOBAL = "global";

  private ConfigRules() {}

  /** The name of an entry of {@code kind} that was given {@code name}. */
  static String name(String kind, String name) {
    if (kind.equals("proxy-defaults")) {
      if (!name.isEmpty() && !name.equals(GLOBAL)) {
        throw new InvalidRequestException(
            "invalid name (\"" + name + "\"), only \"" + GLOBAL + "\" is supported");
      }
      return GLOBAL;
    }
    if (kind.equals("exported-services") && !name.equals("default")) {
      throw new InvalidRequestException(
          "exported-services Name must be \"default\""); // there is one partition
    }
    if (name.isEmpty()) {
      throw new InvalidRequestException("Name is required");
    }
    return name;
  }

  /** Refuses what makes no sense, and fills in what was left out. */
  static void check(String kind, Map<String, Object> fields) {
    switch (kind) {
      case "service-splitter" -> splits(list(fields, "Splits"));
      case "service-resolver" -> subsets(fields);
      case "ingress-gateway" ->
          list(fields, "Listeners").forEach(listener -> listener.putIfAbsent("Protocol", "tcp"));
      default -> {}
    }
  }

  private static void splits(List<Map<String, Object>> splits) {
    if (splits.isEmpty()) {
      throw new InvalidRequestException("no splits configured");
    }
    // Compared in hundredths, as weights are shared out.
    long sum = 0;
    for (Map<String, Object> split : splits) {
      sum += Math.round(100 * (double) split.getOrDefault("Weight", 0.0));
    }
    if (sum != 10_000) {
      throw new InvalidRequestException(
          String.format(
              Locale.ROOT, "the sum of all split weights must be 100, not %f", sum / 100.0));
    }
  }

  private static void subsets(Map<String, Object> fields) {
    Map<?, ?> subsets = (Map<?, ?>) fields.getOrDefault("Subsets", Map.of());
    if (subsets.containsKey("")) {
      throw new InvalidRequestException("Subset defined with empty name");
    }
    subsets.forEach(
        (name, subset) -> {
          Object filter = ((Map<?, ?>) subset).get("Filter");
          if (filter instanceof String expression) {
            filter((String) name, expression);
          }
        });
    String wanted = (String) fields.getOrDefault("DefaultSubset", "");
    if (!wanted.isEmpty() && !subsets.containsKey(wanted)) {
      throw new InvalidRequestException("DefaultSubset \"" + wanted + "\" is not a valid subset");
    }
  }

  private static void filter(String subset, String expression) {
    try {
      Filtered.of(HealthQuery.Instances.of(subset), "", expression);
    } catch (FilterException e) {
      throw new InvalidRequestException(
          "Filter for subset \"" + subset + "\" is not a valid expression: " + e.getMessage());
    }
  }

  @SuppressWarnings("unchecked") // the schema says that it is a list of objects
  private static List<Map<String, Object>> list(Map<String, Object> fields, String name) {
    return (List<Map<String, Object>>) fields.getOrDefault(name, List.of());
  }
}
