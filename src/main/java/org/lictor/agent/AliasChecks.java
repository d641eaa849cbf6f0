package org.lictor.agent;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.lictor.check.AliasSpec;
import org.lictor.check.CheckListener;
import org.lictor.model.CheckId;
import org.lictor.model.CheckStatus;
import org.lictor.model.HealthCheck;
import org.lictor.model.NodeName;
import org.lictor.query.Answer;
import org.lictor.query.CatalogQuery;
import org.lictor.query.Consistency;
import org.lictor.query.HealthQuery;
import org.lictor.query.QueryOptions;
import org.lictor.query.Registry;

/**
 * Keeps the alias checks of this agent: one of a service here follows what is registered here, at
 * once; one of another node follows the catalog by blocking queries. No thread is held while one
 * waits. Any thread; the listeners are called on the scheduler's.
 */
public final class AliasChecks implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger("org.lictor.agent");

  /** How long to leave servers alone that could not be asked, or that answer without waiting. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** The longest wait of one question; the server answers with the same index when it is over. */
  private static final Duration WAIT = Duration.ofSeconds(60);

  private final LocalState state;
  private final Registry registry;
  private final ScheduledExecutorService scheduler;
  private final Map<String, Watcher> watchers = new HashMap<>();
  private boolean closed;

  public AliasChecks(LocalState state, Registry registry, ScheduledExecutorService scheduler) {
    this.state = state;
    this.registry = registry;
    this.scheduler = scheduler;
  }

  /** Follows what {@code alias} names from now on, in place of an earlier one of that id. */
  void add(CheckId id, AliasSpec alias, CheckListener listener) {
    Watcher watcher =
        alias.node().isEmpty()
            ? new LocalWatcher(id, alias, listener)
            : new RemoteWatcher(id, alias, listener);
    synchronized (watchers) {
      if (closed) {
        return;
      }
      remove(id);
      watchers.put(id.key(), watcher);
    }
    later(watcher, Duration.ZERO);
  }

  /** Follows it no more. */
  void remove(CheckId id) {
    synchronized (watchers) {
      Watcher watcher = watchers.remove(id.key());
      if (watcher != null) {
        watcher.removed = true;
      }
    }
  }

  @Override
  public void close() {
    synchronized (watchers) {
      closed = true;
      watchers.values().forEach(watcher -> watcher.removed = true);
      watchers.clear();
    }
  }

  private void later(Watcher watcher, Duration pause) {
    try {
      scheduler.schedule(watcher::look, pause.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException stopping) {
      LOG.log(Level.DEBUG, "alias " + watcher.id + " is not followed any more: the agent stops");
    }
  }

  /** One alias. Looks at one moment on one thread only. */
  private abstract static class Watcher {
    final CheckId id;
    final AliasSpec alias;
    private final CheckListener listener;
    volatile boolean removed;

    Watcher(CheckId id, AliasSpec alias, CheckListener listener) {
      this.id = id;
      this.alias = alias;
      this.listener = listener;
    }

    /** Looks once, and sees to it that it is looked again when something may have changed. */
    abstract void look();

    void tell(AliasVerdict verdict) {
      if (!removed) {
        listener.checked(id, verdict.status(), verdict.output());
      }
    }
  }

  /** Of what is registered here. */
  private final class LocalWatcher extends Watcher {
    LocalWatcher(CheckId id, AliasSpec alias, CheckListener listener) {
      super(id, alias, listener);
    }

    @Override
    void look() {
      if (removed) {
        return;
      }
      LocalImage seen = state.image();
      List<HealthCheck> others =
          seen.checks().values().stream().filter(check -> !check.id().equals(id)).toList();
      tell(
          AliasVerdict.of(
              alias, seen.node().value(), others, seen.service(alias.service()) != null));
      // The own word is a change too; the look after it finds nothing new and changes nothing.
      state.changeAfter(seen).thenRun(() -> later(this, Duration.ZERO));
    }
  }

  /** Of what the catalog has of a node. */
  private final class RemoteWatcher extends Watcher {
    private final NodeName own = state.image().node();
    private long index;

    RemoteWatcher(CheckId id, AliasSpec alias, CheckListener listener) {
      super(id, alias, listener);
    }

    @Override
    void look() {
      if (removed) {
        return;
      }
      registry
          .ask(
              new HealthQuery.OfNode(alias.node()),
              new QueryOptions(index, WAIT, Consistency.STALE))
          .thenCompose(this::judged)
          .whenCompleteAsync((told, problem) -> again(problem), scheduler);
    }

    private CompletableFuture<@Nullable Void> judged(Answer<List<HealthCheck>> answer) {
      index = answer.index();
      List<HealthCheck> others =
          answer.value().stream()
              .filter(check -> !check.id().equals(id) || !check.node().equals(own))
              .toList();
      return known(others)
          .thenAcceptAsync(
              known -> tell(AliasVerdict.of(alias, alias.node(), others, known)), scheduler);
    }

    /** Whether the service is there; asked only if no check says so. */
    private CompletableFuture<Boolean> known(List<HealthCheck> checks) {
      if (alias.service().isEmpty()
          || checks.stream()
              .anyMatch(check -> check.serviceId().equalsIgnoreCase(alias.service()))) {
        return CompletableFuture.completedFuture(true);
      }
      return registry
          .ask(new CatalogQuery.OfNode(alias.node()), QueryOptions.STALE)
          .thenApply(
              answer ->
                  answer.value().stream()
                      .flatMap(node -> node.services().stream())
                      .anyMatch(service -> service.id().value().equalsIgnoreCase(alias.service())));
    }

    private void again(@Nullable Throwable problem) {
      if (problem != null) {
        index = 0;
        tell(
            new AliasVerdict(
                CheckStatus.CRITICAL,
                "Failure checking " + alias.node() + ": " + message(problem)));
      }
      later(this, problem == null ? Duration.ZERO : PAUSE);
    }

    private static String message(Throwable problem) {
      Throwable cause = problem.getCause() == null ? problem : problem.getCause();
      return String.valueOf(cause.getMessage());
    }
  }
}
