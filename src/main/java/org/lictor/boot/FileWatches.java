package org.lictor.boot;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.lictor.agent.LocalState;
import org.lictor.check.Probes;
import org.lictor.check.ScriptSpec;
import org.lictor.config.ConfigException;
import org.lictor.config.Settings;
import org.lictor.event.UserEvents;
import org.lictor.filter.FilterException;
import org.lictor.http.wire.CatalogJson;
import org.lictor.http.wire.WatchJson;
import org.lictor.model.GoDuration;
import org.lictor.query.CatalogQuery;
import org.lictor.query.Consistency;
import org.lictor.query.Filtered;
import org.lictor.query.HealthQuery;
import org.lictor.query.KvQuery;
import org.lictor.query.Query;
import org.lictor.query.Registry;
import org.lictor.query.Selection;
import org.lictor.watch.EventSource;
import org.lictor.watch.HttpHandler;
import org.lictor.watch.LocalServiceSource;
import org.lictor.watch.RegistrySource;
import org.lictor.watch.ScriptHandler;
import org.lictor.watch.WatchHandler;
import org.lictor.watch.WatchRunner;
import org.lictor.watch.WatchSource;
import org.lictor.watch.WatchSpec;

/**
 * What the watches in files follow and run. They have been looked over when the files were read
 * (semantics.md 13, agent-config.md 6).
 */
final class FileWatches implements AutoCloseable {
  private static final Duration HTTP_TIMEOUT = Duration.ofSeconds(10);

  private final Registry registry;
  private final UserEvents events;
  private final LocalState state;
  private final Probes probes;
  private final ExecutorService workers = Threads.growing("lictor-watch");
  private final WatchRunner runner;

  FileWatches(
      Registry registry,
      UserEvents events,
      LocalState state,
      Probes probes,
      ScheduledExecutorService timer) {
    this.registry = registry;
    this.events = events;
    this.state = state;
    this.probes = probes;
    this.runner = new WatchRunner(workers, timer);
  }

  /** Runs these and no others. */
  void run(List<WatchSpec> wanted) {
    runner.run(wanted);
  }

  @Override
  public void close() {
    runner.close();
  }

  /** The watches of these settings; fails when one asks for what cannot be had. */
  List<WatchSpec> of(Settings settings) {
    List<WatchSpec> specs = new ArrayList<>();
    for (Map<String, Object> watch : settings.watches()) {
      String datacenter = text(watch, "datacenter");
      if (!datacenter.isEmpty() && !datacenter.equalsIgnoreCase(settings.node().datacenter())) {
        throw new ConfigException(
            "watches of another datacenter are not supported: datacenter " + datacenter);
      }
      specs.add(
          new WatchSpec(
              text(watch, "type"),
              watch,
              source(watch, settings.node().datacenter()),
              handler(watch)));
    }
    return specs;
  }

  private WatchSource source(Map<String, Object> watch, String datacenter) {
    WatchJson json = new WatchJson(datacenter);
    CatalogJson catalog = new CatalogJson(datacenter);
    return switch (text(watch, "type")) {
      case "key" -> follow(watch, datacenter, new KvQuery.Get(text(watch, "key")), WatchJson::key);
      case "keyprefix" ->
          follow(watch, datacenter, new KvQuery.Under(text(watch, "prefix")), WatchJson::keys);
      case "services" ->
          follow(watch, datacenter, new CatalogQuery.Services(Selection.ALL), catalog::services);
      case "nodes" ->
          follow(watch, datacenter, new CatalogQuery.Nodes(Selection.ALL), catalog::nodes);
      case "service" ->
          follow(
              watch,
              datacenter,
              new HealthQuery.Instances(
                  text(watch, "service"),
                  new Selection(tags(watch), Map.of()),
                  Boolean.TRUE.equals(watch.get("passingonly"))),
              json::instances);
      case "checks" -> checks(watch, datacenter);
      case "event" -> new EventSource(events, text(watch, "name"), WatchJson::events);
      case "agent_service" ->
          new LocalServiceSource(state, text(watch, "service_id"), json::ownService);
      default -> throw new ConfigException("Unsupported watch type: " + watch.get("type"));
    };
  }

  private WatchSource checks(Map<String, Object> watch, String datacenter) {
    String service = text(watch, "service");
    String status = text(watch, "state");
    return service.isEmpty()
        ? follow(
            watch,
            datacenter,
            new HealthQuery.InState(status.isEmpty() ? "any" : status, Selection.ALL),
            WatchJson::checks)
        : follow(
            watch,
            datacenter,
            new HealthQuery.OfService(service, Selection.ALL),
            WatchJson::checks);
  }

  private <T> WatchSource follow(
      Map<String, Object> watch, String datacenter, Query<T> query, Function<T, byte[]> json) {
    Consistency consistency =
        Boolean.TRUE.equals(watch.get("stale")) ? Consistency.STALE : Consistency.DEFAULT;
    return new RegistrySource<>(registry, narrowed(watch, query, datacenter), consistency, json);
  }

  private static <T> Query<T> narrowed(
      Map<String, Object> watch, Query<T> query, String datacenter) {
    try {
      return Filtered.of(query, datacenter, text(watch, "filter"));
    } catch (FilterException | IllegalArgumentException e) {
      throw new ConfigException(
          "Failed to parse watch: filter of type " + watch.get("type") + ": " + e.getMessage());
    }
  }

  private WatchHandler handler(Map<String, Object> watch) {
    if ("http".equals(watch.get("handler_type"))) {
      return new HttpHandler(probes, target(map(watch.get("http_handler_config"))));
    }
    List<String> command =
        watch.get("handler") instanceof String line
            ? ScriptSpec.shellCommand(line)
            : texts(watch.get("args"));
    return new ScriptHandler(command, workers);
  }

  private static HttpHandler.Target target(Map<String, Object> config) {
    Map<String, List<String>> header = new TreeMap<>();
    map(config.get("header")).forEach((name, values) -> header.put(name, texts(values)));
    String method = text(config, "method");
    return new HttpHandler.Target(
        text(config, "path"),
        method.isEmpty() ? "POST" : method,
        timeout(config.get("timeout")),
        header,
        Boolean.TRUE.equals(config.get("tls_skip_verify")));
  }

  private static Duration timeout(@Nullable Object given) {
    if (given == null) {
      return HTTP_TIMEOUT;
    }
    try {
      Duration timeout =
          given instanceof Number nanos
              ? Duration.ofNanos(nanos.longValue())
              : GoDuration.parse(String.valueOf(given)).toDuration();
      return timeout.isZero() || timeout.isNegative() ? HTTP_TIMEOUT : timeout;
    } catch (IllegalArgumentException e) {
      throw new ConfigException("http_handler_config: invalid timeout: " + e.getMessage());
    }
  }

  private static List<String> tags(Map<String, Object> watch) {
    return texts(watch.get("tag")).stream().filter(tag -> !tag.isEmpty()).toList();
  }

  private static String text(Map<String, Object> from, String name) {
    return from.get(name) instanceof String text ? text : "";
  }

  private static List<String> texts(@Nullable Object value) {
    if (value instanceof List<?> many) {
      return many.stream().map(String::valueOf).toList();
    }
    return value == null ? List.of() : List.of(String.valueOf(value));
  }

  private static Map<String, Object> map(@Nullable Object value) {
    Map<String, Object> map = new TreeMap<>();
    // HCL gives a block as a list of one.
    Object one = value instanceof List<?> list && list.size() == 1 ? list.get(0) : value;
    if (one instanceof Map<?, ?> entries) {
      entries.forEach((name, each) -> map.put(String.valueOf(name), each));
    }
    return map;
  }
}
