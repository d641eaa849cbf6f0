package org.lictor.exec;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import org.lictor.model.UserEvent;

/** Runs what remote execution asks of this node, if it may. Any thread. */
public final class RemoteExec implements AutoCloseable {
  /** The name of the events that ask. */
  public static final String EVENT = "_rexec";

  /** So many at a time; what comes on top is not run. */
  static final int MOST_RUNNING = 32;

  private static final Logger LOG = System.getLogger("org.lictor.exec");

  private final String node;
  private final boolean enabled;
  private final JobKeys keys;
  private final ExecutorService workers;
  private final Semaphore free = new Semaphore(MOST_RUNNING);

  /**
   * Remote execution on a node.
   *
   * @param workers a thread for each job and one for its output; ended with this
   */
  public RemoteExec(String node, boolean enabled, JobKeys keys, ExecutorService workers) {
    this.node = node;
    this.enabled = enabled;
    this.keys = keys;
    this.workers = workers;
  }

  /** Begins what an event asks for; does not wait for it. */
  public void handle(UserEvent event) {
    if (!enabled) {
      LOG.log(
          Level.INFO,
          "ignoring remote exec event, disabled (disable_remote_exec = false allows it): event_id="
              + event.id());
      return;
    }
    JobPlace place;
    try {
      place = JobFormat.place(event.payload().bytes());
    } catch (IOException e) {
      LOG.log(Level.WARNING, "a remote exec event was not understood: " + e.getMessage());
      return;
    }
    if (!free.tryAcquire()) {
      LOG.log(
          Level.WARNING,
          "ignoring remote exec event, " + MOST_RUNNING + " are running: event_id=" + event.id());
      return;
    }
    try {
      workers.execute(
          () -> {
            try {
              new JobRun(place, node, keys, workers).run();
            } finally {
              free.release();
            }
          });
    } catch (RejectedExecutionException stopping) {
      free.release();
    }
  }

  @Override
  public void close() {
    workers.shutdownNow();
  }
}
