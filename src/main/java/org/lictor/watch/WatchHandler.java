package org.lictor.watch;

/** What a watch has look at a change. */
public interface WatchHandler {
  /**
   * Looks at it, on a thread that it may keep for as long as it takes. Trouble is logged and not
   * thrown.
   */
  void handle(Sighting sighting);
}
