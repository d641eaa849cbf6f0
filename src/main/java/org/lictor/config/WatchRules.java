package org.lictor.config;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a watch in a file must have, with Consul's words for what it lacks. */
final class WatchRules {
  private static final Set<String> COMMON =
      Set.of(
          "type",
          "datacenter",
          "token",
          "stale",
          "filter",
          "handler",
          "args",
          "handler_type",
          "http_handler_config");
  private static final Map<String, Set<String>> PARAMETERS =
      Map.of(
          "key",
          Set.of("key"),
          "keyprefix",
          Set.of("prefix"),
          "services",
          Set.of(),
          "nodes",
          Set.of(),
          "service",
          Set.of("service", "tag", "passingonly"),
          "checks",
          Set.of("service", "state"),
          "event",
          Set.of("name"),
          "agent_service",
          Set.of("service_id"));

  private WatchRules() {}

  static void validate(
      List<Map<String, Object>> watches, boolean hasEndpoint, List<String> warnings) {
    if (!watches.isEmpty() && !hasEndpoint)
      throw new ConfigException("watch plans require an HTTP or HTTPS endpoint");
    for (Map<String, Object> watch : watches) validate(watch, warnings);
  }

  private static void validate(Map<String, Object> watch, List<String> warnings) {
    Object handlerType = watch.getOrDefault("handler_type", "script");
    boolean http = "http".equals(handlerType);
    if (!http && !"script".equals(handlerType))
      throw new ConfigException("Handler type '" + handlerType + "' not recognized");
    if (watch.get("type") instanceof String type && type.startsWith("connect_")) {
      throw new ConfigException("Watch type " + type + " is not allowed in agent config");
    }
    String problem = planProblem(watch, http);
    if (!problem.isEmpty()) {
      throw new ConfigException("Failed to parse watch (" + withoutToken(watch) + "): " + problem);
    }
    Object handler = watch.get("handler");
    Object args = watch.get("args");
    if (handler != null) {
      warnings.add(
          "The 'handler' field in watches has been deprecated and replaced with the 'args' field.");
      if (!(handler instanceof String)) throw new ConfigException("Watch handler must be a string");
    }
    if (args != null
        && !(args instanceof List<?> words && words.stream().allMatch(String.class::isInstance))) {
      throw new ConfigException("Watch args must be a list of strings");
    }
    int handlers = (handler == null ? 0 : 1) + (args == null ? 0 : 1) + (http ? 1 : 0);
    if (handlers > 1) throw new ConfigException("Only one watch handler allowed");
    if (handlers == 0) throw new ConfigException("Must define a watch handler");
  }

  private static String planProblem(Map<String, Object> watch, boolean http) {
    if (!(watch.get("type") instanceof String type)) return "Watch type must be specified";
    Set<String> parameters = PARAMETERS.get(type);
    if (parameters == null) return "Unsupported watch type: " + type;
    for (String name :
        List.of(
            "datacenter",
            "token",
            "filter",
            "key",
            "prefix",
            "service",
            "state",
            "name",
            "service_id")) {
      if (watch.get(name) != null && !(watch.get(name) instanceof String))
        return "Expecting " + name + " to be a string";
    }
    for (String name : List.of("stale", "passingonly")) {
      if (watch.get(name) != null && !(watch.get(name) instanceof Boolean))
        return "Expecting " + name + " to be a boolean";
    }
    if (type.equals("key") && blank(watch.get("key"))) return "Must specify a single key to watch";
    if (type.equals("keyprefix") && blank(watch.get("prefix")))
      return "Must specify a single prefix to watch";
    if (type.equals("service") && blank(watch.get("service")))
      return "Must specify a single service to watch";
    if (type.equals("checks") && !blank(watch.get("service")) && !blank(watch.get("state"))) {
      return "Cannot specify service and state";
    }
    Object handlerConfig = watch.get("http_handler_config");
    if (http && handlerConfig == null)
      return "Handler type 'http' requires 'http_handler_config' to be set";
    if (http && !(handlerConfig instanceof Map<?, ?> map && !blank(map.get("path"))))
      return "Requires 'path' to be set";
    Set<String> unknown = new TreeSet<>(watch.keySet());
    unknown.removeAll(COMMON);
    unknown.removeAll(parameters);
    return unknown.isEmpty() ? "" : "Invalid parameters: [" + String.join(" ", unknown) + "]";
  }

  private static boolean blank(@Nullable Object value) {
    return !(value instanceof String text) || text.isEmpty();
  }

  private static Map<String, Object> withoutToken(Map<String, Object> watch) {
    Map<String, Object> shown = new TreeMap<>(watch);
    shown.replace("token", "hidden");
    return shown;
  }
}
