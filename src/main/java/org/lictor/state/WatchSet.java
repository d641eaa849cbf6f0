package org.lictor.state;

import java.util.List;

/**
 * What one read depends on: the watches it took before it looked at the image. Immutable; any
 * thread.
 */
public final class WatchSet {
  /** Depends on nothing: never fires. */
  public static final WatchSet NONE = new WatchSet(new Watch[0]);

  /** Has fired already: for what was read where nobody here can watch, and so must not be kept. */
  public static final WatchSet FIRED = fired(new Watch(Topic.NODES));

  private final Watch[] watches;

  private WatchSet(Watch... watches) {
    this.watches = watches;
  }

  private static WatchSet fired(Watch watch) {
    watch.mark();
    return new WatchSet(watch);
  }

  static WatchSet on(Watch watch) {
    return new WatchSet(watch);
  }

  static WatchSet on(Watches out, List<Topic> topics) {
    Watch[] taken = new Watch[topics.size()];
    for (int i = 0; i < taken.length; i++) {
      taken[i] = out.on(topics.get(i));
    }
    return new WatchSet(taken);
  }

  /** Whether any of the topics was touched since. */
  public boolean fired() {
    for (Watch watch : watches) {
      if (watch.fired()) {
        return true;
      }
    }
    return false;
  }

  /** Has {@code sleeper} run when one fires, as {@link Watch#onFire} says. */
  public void onFire(Runnable sleeper) {
    for (Watch watch : watches) {
      watch.onFire(sleeper);
    }
  }

  /** Forgets {@code sleeper}. */
  public void forget(Runnable sleeper) {
    for (Watch watch : watches) {
      watch.forget(sleeper);
    }
  }
}
