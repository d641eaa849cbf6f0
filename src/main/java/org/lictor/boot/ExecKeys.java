package org.lictor.boot;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.lictor.exec.JobKeys;
import org.lictor.model.Octets;
import org.lictor.model.SessionId;
import org.lictor.query.Consistency;
import org.lictor.query.KvQuery;
import org.lictor.query.QueryOptions;
import org.lictor.query.Registry;
import org.lictor.registrar.KvWriter;

/** The registry's keys as remote execution uses them. */
final class ExecKeys implements JobKeys {
  private final Registry registry;
  private final KvWriter writer;

  ExecKeys(Registry registry, KvWriter writer) {
    this.registry = registry;
    this.writer = writer;
  }

  @Override
  public CompletableFuture<byte @Nullable []> read(String key, boolean certain) {
    QueryOptions options =
        new QueryOptions(0, Duration.ZERO, certain ? Consistency.CONSISTENT : Consistency.STALE);
    return registry
        .ask(new KvQuery.Get(key), options)
        .thenApply(answer -> answer.value().map(entry -> entry.value().bytes()).orElse(null));
  }

  @Override
  public CompletableFuture<Boolean> write(String key, byte[] value, String session) {
    SessionId holder;
    try {
      holder = SessionId.of(session);
    } catch (IllegalArgumentException noSession) {
      return CompletableFuture.completedFuture(false);
    }
    return writer.lock(key, Octets.owning(value), 0, holder);
  }
}
