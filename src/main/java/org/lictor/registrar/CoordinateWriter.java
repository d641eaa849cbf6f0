package org.lictor.registrar;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.lictor.command.Command;
import org.lictor.model.NodeCoordinate;

/**
 * Gathers the coordinates that agents tell and writes them in batches: one command for many, for
 * nobody waits for a coordinate and each is told again soon. Any thread.
 */
public final class CoordinateWriter {
  /** Coordinates in a command (semantics.md §15). */
  static final int BATCH = 128;

  /** Commands at one flush; what is told beyond them is dropped. */
  static final int MOST_BATCHES = 5;

  private static final System.Logger LOG = System.getLogger("org.lictor.registrar");

  private final CommandSubmitter submitter;
  private final Map<String, NodeCoordinate> waiting = new LinkedHashMap<>(); // guarded by itself

  public CoordinateWriter(CommandSubmitter submitter) {
    this.submitter = submitter;
  }

  /** Takes a coordinate for the next flush, in place of what was told before of the same node. */
  public CompletableFuture<Boolean> put(NodeCoordinate row) {
    synchronized (waiting) {
      if (waiting.size() < BATCH * MOST_BATCHES || waiting.containsKey(row.key())) {
        waiting.put(row.key(), row);
        return CompletableFuture.completedFuture(true);
      }
    }
    LOG.log(System.Logger.Level.DEBUG, "a coordinate is dropped: node=" + row.node());
    return CompletableFuture.completedFuture(false);
  }

  /** Writes what was told; to be called every few seconds. Does not wait for it. */
  public void flush() {
    List<NodeCoordinate> told;
    synchronized (waiting) {
      told = new ArrayList<>(waiting.values());
      waiting.clear();
    }
    for (int from = 0; from < told.size(); from += BATCH) {
      List<NodeCoordinate> batch = told.subList(from, Math.min(told.size(), from + BATCH));
      var unused =
          submitter
              .submit(new Command.CoordinatesPut(batch))
              .exceptionally(CoordinateWriter::failed);
    }
  }

  /** They come again: nothing is lost but some seconds. */
  private static boolean failed(Throwable problem) {
    Throwable cause = problem instanceof CompletionException ? problem.getCause() : problem;
    LOG.log(System.Logger.Level.DEBUG, "coordinates were not written", cause);
    return false;
  }
}
