package org.lictor.registrar;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.lictor.command.Command;
import org.lictor.metrics.Instrument;
import org.lictor.metrics.Metrics;

/**
 * How long commands take until they are durable and applied here, by what they are about. Any
 * thread.
 */
final class CommandTimes {
  /**
   * By the start of a command's name; what begins with none of these is only counted as a whole.
   */
  private static final Map<String, String> NAMES = new LinkedHashMap<>();

  static {
    NAMES.put("Register", "catalog.register");
    NAMES.put("Deregister", "catalog.deregister");
    NAMES.put("Kv", "kvs.apply");
    NAMES.put("Session", "session.apply");
    NAMES.put("Txn", "txn.apply");
    NAMES.put("PreparedQuery", "prepared-query.apply");
    NAMES.put("ConfigEntry", "config_entry.apply");
    NAMES.put("Autopilot", "autopilot.apply");
  }

  private final Instrument all;
  private final Metrics metrics;
  private final Map<Class<?>, Instrument> byVerb = new ConcurrentHashMap<>();

  CommandTimes(Metrics metrics) {
    this.metrics = metrics;
    this.all = metrics.counter("raft.apply");
  }

  /** A command that was submitted at {@code start}, by {@link System#nanoTime}, is through. */
  void since(long start, Command command) {
    all.count();
    byVerb.computeIfAbsent(command.getClass(), this::instrument).since(start);
  }

  private Instrument instrument(Class<?> verb) {
    String name =
        NAMES.entrySet().stream()
            .filter(entry -> verb.getSimpleName().startsWith(entry.getKey()))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElse("raft.commitTime");
    return metrics.sample(name);
  }
}
