package org.lictor.agent;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.lictor.model.CheckId;
import org.lictor.model.HealthCheck;
import org.lictor.model.Node;
import org.lictor.model.ServiceId;
import org.lictor.registrar.InvalidRequestException;
import org.lictor.registrar.RefusedByStateException;
import org.lictor.registrar.Registrar;
import org.lictor.registrar.Registration;

/**
 * Writes into the catalog what it lacks of one image, a few things at a time, and marks what was
 * written. What is refused is logged and left alone until the next full sync, so that it does not
 * hold up the rest; any other failure ends the push after those under way.
 */
final class Push {
  private static final System.Logger LOG = System.getLogger("org.lictor.agent");

  /**
   * At most so many writes wait for their commit: enough to fill one flush of the log, few enough
   * not to crowd out others.
   */
  private static final int AT_ONCE = 64;

  private final LocalState state;
  private final Registrar registrar;
  private final Node node;
  private final List<Supplier<CompletableFuture<Void>>> writes = new ArrayList<>();

  Push(LocalState state, Registrar registrar, Node node) {
    this.state = state;
    this.registrar = registrar;
    this.node = node;
  }

  /** Writes what {@code image} lacks there. Fails with what a write failed with. */
  CompletableFuture<Void> run(LocalImage image) {
    image.goneServices.values().forEach(id -> writes.add(() -> takeAway(id)));
    image.goneChecks.values().forEach(id -> writes.add(() -> takeAway(id)));
    Map<String, List<LocalCheck>> checks = new HashMap<>();
    for (LocalCheck check : image.checks.values()) {
      if (!check.inSync()) {
        checks
            .computeIfAbsent(LocalImage.key(check.serviceId()), key -> new ArrayList<>())
            .add(check);
      }
    }
    for (LocalService service : image.services.values()) {
      if (!service.inSync()) {
        List<LocalCheck> own = checks.getOrDefault(service.id().key(), List.of());
        checks.remove(service.id().key());
        writes.add(() -> put(image, service, own));
      }
    }
    checks.values().forEach(own -> own.forEach(check -> writes.add(() -> put(image, check))));
    return (image.nodeInSync ? CompletableFuture.<Void>completedFuture(null) : putNode())
        .thenCompose(done -> from(0));
  }

  private CompletableFuture<Void> from(int start) {
    if (start >= writes.size()) {
      return CompletableFuture.completedFuture(null);
    }
    int end = Math.min(start + AT_ONCE, writes.size());
    CompletableFuture<?>[] batch =
        writes.subList(start, end).stream().map(Supplier::get).toArray(CompletableFuture<?>[]::new);
    return CompletableFuture.allOf(batch).thenCompose(done -> from(end));
  }

  private CompletableFuture<Void> putNode() {
    return write(
        () -> registrar.register(new Registration(node, false, null, List.of())),
        "node info",
        image -> image.nodeInSync(true));
  }

  private CompletableFuture<Void> put(
      LocalImage image, LocalService service, List<LocalCheck> checks) {
    List<HealthCheck> wire = checks.stream().map(image::wire).toList();
    return write(
        () -> registrar.register(new Registration(node, true, service.entry(), wire)),
        "service: service=" + service.id(),
        now -> {
          LocalService present = now.services.get(service.id().key());
          LocalImage marked =
              present != null && present.revision() == service.revision()
                  ? now.with(present.synced(true))
                  : now;
          for (LocalCheck check : checks) {
            marked = synced(marked, check);
          }
          return marked;
        });
  }

  private CompletableFuture<Void> put(LocalImage image, LocalCheck check) {
    return write(
        () -> registrar.register(new Registration(node, true, null, List.of(image.wire(check)))),
        "check: check=" + check.id(),
        now -> synced(now, check));
  }

  private static LocalImage synced(LocalImage now, LocalCheck pushed) {
    LocalCheck present = now.checks.get(pushed.id().key());
    return present != null && present.revision() == pushed.revision()
        ? now.with(present.synced(true))
        : now;
  }

  private CompletableFuture<Void> takeAway(ServiceId id) {
    return write(
        () -> registrar.deregister(node.name(), id, null),
        "removal of service: service=" + id,
        now -> now.goneServices.containsKey(id.key()) ? now.forgotten(id) : now);
  }

  private CompletableFuture<Void> takeAway(CheckId id) {
    return write(
        () -> registrar.deregister(node.name(), null, id),
        "removal of check: check=" + id,
        now -> now.goneChecks.containsKey(id.key()) ? now.forgotten(id) : now);
  }

  private CompletableFuture<Void> write(
      Supplier<CompletableFuture<Boolean>> call, String what, UnaryOperator<LocalImage> mark) {
    CompletableFuture<Boolean> written;
    try {
      written = call.get();
    } catch (RuntimeException failed) {
      written = CompletableFuture.failedFuture(failed);
    }
    return written.handle(
        (done, failure) -> {
          Throwable cause =
              failure instanceof CompletionException && failure.getCause() != null
                  ? failure.getCause()
                  : failure;
          if (cause == null) {
            LOG.log(Level.INFO, "Synced " + what);
          } else if (cause instanceof RefusedByStateException
              || cause instanceof InvalidRequestException) {
            LOG.log(
                Level.WARNING,
                "The catalog refused to sync " + what + " error=" + cause.getMessage());
          } else {
            throw new CompletionException(cause);
          }
          state.edit(mark);
          return null;
        });
  }
}
