package org.lictor.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/** The watches of the configuration, running. One caller at a time. */
public final class WatchRunner implements AutoCloseable {
  private final ExecutorService workers;
  private final ScheduledExecutorService timer;
  private List<WatchLoop> running = new ArrayList<>();

  /**
   * @param workers where handlers run, one at a time for each watch; ended with the runner
   * @param timer for what failed and is tried again
   */
  public WatchRunner(ExecutorService workers, ScheduledExecutorService timer) {
    this.workers = workers;
    this.timer = timer;
  }

  /** Runs these and no others; one that ran before and is still wanted goes on undisturbed. */
  public void run(List<WatchSpec> wanted) {
    List<WatchLoop> before = new ArrayList<>(running);
    List<WatchLoop> after = new ArrayList<>();
    List<WatchLoop> begun = new ArrayList<>();
    for (WatchSpec spec : wanted) {
      WatchLoop kept = take(before, spec);
      if (kept == null) {
        kept = new WatchLoop(spec, workers, timer);
        begun.add(kept);
      }
      after.add(kept);
    }
    before.forEach(WatchLoop::stop);
    running = after;
    begun.forEach(WatchLoop::ask);
  }

  private static @Nullable WatchLoop take(List<WatchLoop> from, WatchSpec spec) {
    for (WatchLoop loop : from) {
      if (loop.spec().definition().equals(spec.definition())) {
        from.remove(loop);
        return loop;
      }
    }
    return null;
  }

  @Override
  public void close() {
    run(List.of());
    workers.shutdownNow();
  }
}
