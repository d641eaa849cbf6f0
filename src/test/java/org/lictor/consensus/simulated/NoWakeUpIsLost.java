package org.lictor.consensus.simulated;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.lictor.command.Outcome;
import org.lictor.model.NodeName;
import org.lictor.model.ServiceEntry;
import org.lictor.state.CatalogTable;
import org.lictor.state.KvTable;
import org.lictor.state.NodeRow;
import org.lictor.state.StateImage;
import org.lictor.state.Topic;
import org.lictor.state.WatchSet;

/**
 * Whoever sleeps on a topic is woken when what he reads there is no longer what he read. Watchers
 * of all kinds sit on every server and sleep again as soon as they are woken.
 */
final class NoWakeUpIsLost extends Invariant {
  private final Registries registries;
  private final List<List<Watcher<?>>> watchers = new ArrayList<>();

  NoWakeUpIsLost(int servers, Registries registries) {
    this.registries = registries;
    for (int server = 0; server < servers; server++) watchers.add(new ArrayList<>());
  }

  @Override
  public void started(SimulatedServer server) {
    int id = server.id;
    List<Watcher<?>> sleepers = watchers.get(id);
    sleepers.clear();
    catalog(id, Topic.NODES, NoWakeUpIsLost::nodes);
    catalog(id, Topic.SERVICES, NoWakeUpIsLost::services);
    catalog(id, Topic.CHECKS, NoWakeUpIsLost::checks);
    for (String service : CatalogWrites.SERVICES) {
      catalog(id, Topic.service(service), catalog -> health(catalog, service));
    }
    for (String node : CatalogWrites.NODES) {
      catalog(id, Topic.node(node), catalog -> node(catalog, node));
    }
    for (String key : keys()) keys(id, Topic.key(key), kv -> Optional.ofNullable(kv.get(key)));
    for (String prefix : List.of("", "kept/", "k", "lock/")) {
      keys(id, Topic.keyPrefix(prefix), kv -> under(kv, prefix));
    }
    sleepers.add(
        new Watcher<>(
            id, Topic.SESSIONS, StateImage::sessions, all -> List.copyOf(all.byId().values())));
  }

  private void catalog(int server, Topic topic, Function<CatalogTable, Object> reader) {
    watchers.get(server).add(new Watcher<>(server, topic, StateImage::catalog, reader));
  }

  private void keys(int server, Topic topic, Function<KvTable, Object> reader) {
    watchers.get(server).add(new Watcher<>(server, topic, StateImage::kv, reader));
  }

  @Override
  public void applied(int server, Entry entry, Outcome outcome) {
    watchers.get(server).forEach(Watcher::look);
  }

  @Override
  public void restored(int server, Snapshot snapshot) {
    watchers.get(server).forEach(Watcher::look);
  }

  private static List<String> keys() {
    return Stream.of(KeyWrites.KEYS, SessionWrites.LOCKS, AccountWrites.ACCOUNTS)
        .flatMap(List::stream)
        .toList();
  }

  // ---- what a reader of each topic sees

  private static Object nodes(CatalogTable catalog) {
    return catalog.nodes().values().stream().map(NodeRow::node).toList();
  }

  private static Object services(CatalogTable catalog) {
    return catalog.nodes().values().stream()
        .flatMap(row -> row.services().values().stream())
        .toList();
  }

  private static Object checks(CatalogTable catalog) {
    return catalog.nodes().values().stream()
        .flatMap(row -> row.checks().values().stream())
        .toList();
  }

  private static Object health(CatalogTable catalog, String service) {
    return catalog.instancesOf(service).stream()
        .map(instance -> List.of(instance, catalog.nodeOf(instance), catalog.checksOf(instance)))
        .toList();
  }

  private static Object node(CatalogTable catalog, String name) {
    NodeRow row = catalog.node(new NodeName(name));
    return row == null
        ? List.of()
        : List.of(row.node(), List.<ServiceEntry>copyOf(row.services().values()));
  }

  private static Object under(KvTable kv, String prefix) {
    return kv.entries().values().stream()
        .filter(entry -> entry.key().startsWith(prefix))
        .collect(Collectors.toList());
  }

  /** Sleeps on one topic, of which he reads in one table. */
  private final class Watcher<T> {
    private final int server;
    private final Topic topic;
    private final Function<StateImage, T> table;
    private final Function<T, Object> reader;
    private @Nullable WatchSet watches;
    private @Nullable T seen;
    private Object read = List.of();
    private boolean woken;

    Watcher(int server, Topic topic, Function<StateImage, T> table, Function<T, Object> reader) {
      this.server = server;
      this.topic = topic;
      this.table = table;
      this.reader = reader;
      sleep();
    }

    private void sleep() {
      woken = false;
      // The watches first and the image second, as every reader does.
      WatchSet taken = registries.store(server).watch(List.of(topic));
      T now = table.apply(registries.store(server).image());
      read = reader.apply(now);
      seen = now;
      taken.onFire(() -> woken = true);
      watches = taken;
    }

    void look() {
      StateImage image = registries.store(server).image();
      boolean fired = watches != null && watches.fired();
      require(
          fired == woken,
          "the watch of %s on server %d %s fired and its sleeper %s woken",
          topic,
          server,
          fired ? "has" : "has not",
          woken ? "was" : "was not");
      T now = table.apply(image);
      require(
          woken || now == seen || read.equals(reader.apply(now)),
          "%s changed on server %d by index %d and nobody was woken",
          topic,
          server,
          image.index());
      seen = now;
      if (woken) sleep();
    }
  }
}
