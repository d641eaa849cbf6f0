package org.lictor.consensus.hazelcast;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.lictor.consensus.LogUnavailableException;

/**
 * Who waits until this server has applied a command. Any thread waits; the one that applies wakes.
 */
final class AppliedWaiters {
  private final TreeMap<Long, List<CompletableFuture<Long>>> waiting = new TreeMap<>();
  private volatile long applied;
  private boolean closed;

  /**
   * Completes with {@code index} when a command of that index or a later one has been applied here;
   * on the thread that applies, unless that is so already.
   */
  CompletableFuture<Long> until(long index) {
    if (applied >= index) {
      return CompletableFuture.completedFuture(index);
    }
    CompletableFuture<Long> future = new CompletableFuture<>();
    synchronized (waiting) {
      if (closed) {
        future.completeExceptionally(new LogUnavailableException("this server is shutting down"));
      } else if (applied >= index) {
        future.complete(index);
      } else {
        waiting.computeIfAbsent(index, at -> new ArrayList<>(1)).add(future);
      }
    }
    return future;
  }

  void applied(long index) {
    applied = index;
    List<List<CompletableFuture<Long>>> due = List.of();
    synchronized (waiting) {
      if (!waiting.isEmpty() && waiting.firstKey() <= index) {
        var upTo = waiting.headMap(index, true);
        due = new ArrayList<>(upTo.values());
        upTo.clear();
      }
    }
    for (List<CompletableFuture<Long>> futures : due) {
      futures.forEach(future -> future.complete(index));
    }
  }

  void close() {
    List<List<CompletableFuture<Long>>> left;
    synchronized (waiting) {
      closed = true;
      left = new ArrayList<>(waiting.values());
      waiting.clear();
    }
    for (List<CompletableFuture<Long>> futures : left) {
      futures.forEach(
          future ->
              future.completeExceptionally(
                  new LogUnavailableException("this server is shutting down")));
    }
  }
}
