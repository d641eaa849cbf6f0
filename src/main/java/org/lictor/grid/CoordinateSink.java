package org.lictor.grid;

import java.util.concurrent.CompletableFuture;
import org.lictor.model.NodeCoordinate;

/** Where agents tell where they stand. Any thread. */
public interface CoordinateSink {
  /**
   * Takes a coordinate; it is in the registry some seconds later, if its node is. Completes with
   * whether there was room for it.
   */
  CompletableFuture<Boolean> put(NodeCoordinate row);
}
