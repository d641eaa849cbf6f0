package org.lictor.registrar;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.lictor.command.Command;
import org.lictor.model.GoDuration;
import org.lictor.model.Metadata;
import org.lictor.model.PreparedQuery;
import org.lictor.model.QueryFailover;
import org.lictor.model.QueryRendering;
import org.lictor.model.Uuid;

/**
 * Writes prepared queries. Any thread; futures complete when the change is durable and can be read
 * here, and fail with {@link InvalidRequestException} or {@link RefusedByStateException}, whose
 * messages are Consul's, when nothing was changed.
 */
public final class QueryWriter {
  /** What stands for a token that is not shown. */
  private static final String HIDDEN = "<hidden>";

  private final CommandSubmitter submitter;
  private final Supplier<String> ids;

  /**
   * A writer.
   *
   * @param ids gives a new UUID each time
   */
  public QueryWriter(CommandSubmitter submitter, Supplier<String> ids) {
    this.submitter = submitter;
    this.ids = ids;
  }

  /** A new id for a query. */
  public String newId() {
    return ids.get();
  }

  /** Puts a new query there; completes with its id. */
  public CompletableFuture<String> create(PreparedQuery query) {
    refuse(query);
    return submitter
        .submit(new Command.PreparedQuerySet(query, false))
        .thenApply(done -> query.id());
  }

  /** Puts {@code query} in place of the one with its id. */
  public CompletableFuture<Boolean> update(PreparedQuery query) {
    refuse(query);
    return submitter.submit(new Command.PreparedQuerySet(query, true));
  }

  /** Removes the query with that id. */
  public CompletableFuture<Boolean> delete(String id) {
    return submitter.submit(new Command.PreparedQueryDelete(id));
  }

  /** Fails as a write of {@code query} would, as far as can be told without the registry. */
  private static void refuse(PreparedQuery query) {
    String problem = problem(query);
    if (problem != null) {
      throw new InvalidRequestException("Invalid prepared query: " + problem);
    }
    Optional<String> session =
        query.session().isEmpty() ? Optional.empty() : Uuid.problem(query.session());
    if (session.isPresent()) {
      throw new InvalidRequestException("invalid session: index error: " + session.get());
    }
    Optional<String> template = QueryRendering.problem(query);
    if (template.isPresent()) {
      throw new InvalidRequestException("failed compiling template: " + template.get());
    }
  }

  private static @Nullable String problem(PreparedQuery query) {
    if (!query.named() && query.session().isEmpty()) {
      return "Must be bound to a session";
    }
    if (query.token().equals(HIDDEN)) {
      return "Bad Token '"
          + HIDDEN
          + "', it looks like a query definition with a redacted token was submitted";
    }
    if (query.service().service().isEmpty()) {
      return "Must provide a Service name to query";
    }
    QueryFailover failover = query.service().failover();
    if (failover.nearestN() < 0) {
      return "Bad NearestN '" + failover.nearestN() + "', must be >= 0";
    }
    if (failover.targets() != null
        && !failover.targets().isEmpty()
        && (failover.nearestN() != 0
            || (failover.datacenters() != null && !failover.datacenters().isEmpty()))) {
      return "Targets cannot be populated with NearestN or Datacenters";
    }
    Map<String, String> meta = query.service().nodeMeta();
    Optional<String> metadata = meta == null ? Optional.empty() : Metadata.problem(meta);
    return metadata.isPresent() ? metadata.get() : badTtl(query.dnsTtl());
  }

  private static @Nullable String badTtl(String ttl) {
    if (ttl.isEmpty()) {
      return null;
    }
    try {
      long nanos = GoDuration.parse(ttl).nanos();
      return nanos < 0 ? "DNS TTL '" + nanos + "', must be >=0" : null;
    } catch (IllegalArgumentException bad) {
      return "Bad DNS TTL '" + ttl + "': " + bad.getMessage();
    }
  }
}
