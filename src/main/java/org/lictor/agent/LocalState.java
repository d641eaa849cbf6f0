package org.lictor.agent;

import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.lictor.model.NodeName;

/**
 * Holds the present {@link LocalImage}. Any thread reads without a lock; edits are short and one
 * after the other, whoever makes them: never call out from inside one.
 */
public final class LocalState {
  private volatile LocalImage image;
  private volatile Runnable onDirty = () -> {};
  private CompletableFuture<Void> nextChange = new CompletableFuture<>();
  private long revisions;

  public LocalState(NodeName node) {
    image = LocalImage.empty(node);
  }

  /** What is registered now. */
  public LocalImage image() {
    return image;
  }

  /**
   * Completes when the image is another than {@code seen}, at once if it is already. Completes on
   * the thread that made the change, which must not be kept.
   */
  public CompletableFuture<Void> changeAfter(LocalImage seen) {
    synchronized (this) {
      return image == seen ? nextChange.copy() : CompletableFuture.completedFuture(null);
    }
  }

  /**
   * Who is to be told, outside the lock, that there is something for the catalog. To be set once,
   * before the first edit.
   */
  void onDirty(Runnable told) {
    onDirty = told;
  }

  /** A number that none of the earlier calls gave. */
  synchronized long nextRevision() {
    return ++revisions;
  }

  /** Makes a change that the catalog is to hear of. */
  void change(UnaryOperator<LocalImage> edit) {
    if (edit(edit)) {
      dirty();
    }
  }

  /** Tells that there is something for the catalog. Not under a lock. */
  void dirty() {
    onDirty.run();
  }

  /** Makes a change; tells whether it was one. */
  boolean edit(UnaryOperator<LocalImage> edit) {
    CompletableFuture<Void> waiting;
    synchronized (this) {
      LocalImage before = image;
      LocalImage after = edit.apply(before);
      if (after == before) {
        return false;
      }
      image = after;
      waiting = nextChange;
      nextChange = new CompletableFuture<>();
    }
    waiting.complete(null);
    return true;
  }
}
