package org.lictor.state;

/**
 * A watch that its owner fires, once: for what was read elsewhere, of whose changes its owner is
 * told. Any thread.
 */
public final class Bell {
  // Watches are looked up by their topics in Watches alone, where this one is not.
  private final Watch watch = new Watch(Topic.NODES);
  private final WatchSet watches = WatchSet.on(watch);

  /** What fires when it rings. */
  public WatchSet watches() {
    return watches;
  }

  /** Fires; a second time does nothing. */
  public void ring() {
    watch.mark();
    watch.wake();
  }
}
