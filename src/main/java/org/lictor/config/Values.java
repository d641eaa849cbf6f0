package org.lictor.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lictor.config.file.Problems;
import org.lictor.model.GoDuration;

/**
 * Typed access to a merged tree by dotted path. What cannot be read is noted, answered with a
 * harmless value and told at the end, all at once. Not for several threads.
 */
final class Values {
  private final Map<String, Object> tree;
  private final String prefix;
  private final List<String> problems;

  Values(Map<String, Object> tree) {
    this(tree, "", new ArrayList<>());
  }

  private Values(Map<String, Object> tree, String prefix, List<String> problems) {
    this.tree = tree;
    this.prefix = prefix;
    this.problems = problems;
  }

  /**
   * The items of a list of objects; what is wrong in one is told with the prefix in front of its
   * key.
   */
  @SuppressWarnings("unchecked")
  List<Values> each(String path, String itemPrefix) {
    List<Values> items = new ArrayList<>();
    if (Trees.get(tree, path) instanceof List<?> list) {
      for (Object item : list)
        items.add(new Values((Map<String, Object>) item, itemPrefix, problems));
    }
    return items;
  }

  /** The object at a path, if there is one. */
  @SuppressWarnings("unchecked")
  Optional<Values> object(String path, String itemPrefix) {
    return Trees.get(tree, path) instanceof Map<?, ?> map
        ? Optional.of(new Values((Map<String, Object>) map, itemPrefix, problems))
        : Optional.empty();
  }

  boolean has(String path) {
    return Trees.get(tree, path) != null;
  }

  /** The string at a path, empty if it is not set. */
  String text(String path) {
    return Trees.get(tree, path) instanceof String text ? text : "";
  }

  /** The string at a path; none if it is not set or empty, which is the same to Consul. */
  Optional<String> optional(String path) {
    return Optional.of(text(path)).filter(text -> !text.isEmpty());
  }

  /** The file or directory at a path, relative ones to a directory. */
  Optional<Path> path(String path, Path directory) {
    return optional(path)
        .flatMap(
            text -> {
              try {
                return Optional.of(directory.resolve(text));
              } catch (InvalidPathException e) {
                problem(path, "invalid path: " + e.getReason());
                return Optional.empty();
              }
            });
  }

  boolean flag(String path) {
    return Boolean.TRUE.equals(Trees.get(tree, path));
  }

  boolean flag(String path, boolean otherwise) {
    return Trees.get(tree, path) instanceof Boolean value ? value : otherwise;
  }

  int number(String path) {
    if (!(Trees.get(tree, path) instanceof Long value)) return 0;
    if (value.intValue() == value) return value.intValue();
    problem(path, "value out of range: " + value);
    return 0;
  }

  double rate(String path) {
    return Trees.get(tree, path) instanceof Number value ? value.doubleValue() : 0;
  }

  /** The duration at a path; zero if it is not set. */
  Duration duration(String path) {
    return has(path) ? duration(path, text(path)) : Duration.ZERO;
  }

  /** Durations by the operator's names. */
  Map<String, Duration> durations(String path) {
    Map<String, Duration> read = new LinkedHashMap<>();
    texts(path)
        .forEach(
            (name, text) -> read.put(name, duration(path + "[" + Texts.quote(name) + "]", text)));
    return read;
  }

  private Duration duration(String path, String text) {
    try {
      return GoDuration.parse(text).toDuration();
    } catch (IllegalArgumentException e) {
      problem(path, "invalid duration: " + Texts.quote(text) + ": " + e.getMessage());
      return Duration.ZERO;
    }
  }

  /** A port: what is not positive switches a listener off and is -1. */
  int port(String path) {
    Object value = Trees.get(tree, path);
    if (!(value instanceof Long port) || port <= 0) return -1;
    if (port > 65_535) problem(path, "invalid port: " + port);
    return (int) Math.min(port, 65_535);
  }

  List<String> list(String path) {
    List<String> items = new ArrayList<>();
    if (Trees.get(tree, path) instanceof List<?> list)
      list.forEach(item -> items.add((String) item));
    return items;
  }

  Map<String, String> texts(String path) {
    Map<String, String> members = new LinkedHashMap<>();
    if (Trees.get(tree, path) instanceof Map<?, ?> map)
      map.forEach((key, value) -> members.put((String) key, (String) value));
    return members;
  }

  /** Objects by name, each with its own prefix. */
  Map<String, Values> objects(String path) {
    Map<String, Values> members = new LinkedHashMap<>();
    if (Trees.get(tree, path) instanceof Map<?, ?> map) {
      map.forEach((key, member) -> members.put((String) key, object(member)));
    }
    return members;
  }

  @SuppressWarnings("unchecked")
  private Values object(Object member) {
    return new Values((Map<String, Object>) member, prefix, problems);
  }

  /** The raw object at a path, unmodifiable through and through; empty if it is not set. */
  Map<String, Object> free(String path) {
    return Trees.get(tree, path) instanceof Map<?, ?> map ? Frozen.tree(map) : Map.of();
  }

  /** The raw objects of a list. */
  List<Map<String, Object>> frees(String path) {
    List<Map<String, Object>> items = new ArrayList<>();
    if (Trees.get(tree, path) instanceof List<?> list) {
      for (Object item : list) items.add(Frozen.tree((Map<?, ?>) item));
    }
    return List.copyOf(items);
  }

  Map<String, List<String>> lists(String path) {
    Map<String, List<String>> members = new LinkedHashMap<>();
    if (Trees.get(tree, path) instanceof Map<?, ?> map) {
      map.forEach(
          (key, value) -> {
            List<String> items = new ArrayList<>();
            ((List<?>) value).forEach(item -> items.add((String) item));
            members.put((String) key, List.copyOf(items));
          });
    }
    return members;
  }

  boolean isEmpty() {
    return tree.isEmpty();
  }

  /** Refuses a number that may not be negative. */
  int natural(String path) {
    int value = number(path);
    if (value < 0)
      throw new ConfigException(
          path + " cannot be " + value + ". Must be greater than or equal to zero");
    return value;
  }

  void problem(String path, String what) {
    problems.add(prefix + path + ": " + what);
  }

  void problem(String what) {
    problems.add(what);
  }

  /** Ends the reading: all that was noted becomes one exception. */
  void refuseProblems() {
    if (!problems.isEmpty()) throw new ConfigException(Problems.list(problems));
  }
}
