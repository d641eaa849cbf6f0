package org.lictor.process;

import java.lang.System.Logger.Level;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import sun.misc.Signal;

/**
 * Turns signals into what Consul does with them: SIGHUP reloads, SIGINT and SIGTERM leave and stop
 * or just stop, a second one stops at once. Takes the JVM's own handling of SIGINT and SIGTERM
 * away, so that its exit code (130, 143) and its immediate run of the shutdown hooks do not race
 * the leave.
 */
final class ProcessSignals {
  private final System.Logger log = System.getLogger("org.lictor.agent");
  private final AgentProcess process;
  private final boolean leaveOnInterrupt;
  private final boolean leaveOnTerminate;
  private final AtomicBoolean ending = new AtomicBoolean();
  // A reload and a leave may take long; the JVM's signal thread has to stay free for the second
  // signal. Reloads come one after the other,
  // and an end waits for none of them.
  private final ExecutorService reloader =
      Executors.newSingleThreadExecutor(task -> daemon(task, "lictor-reload"));
  private final ExecutorService leaver =
      Executors.newSingleThreadExecutor(task -> daemon(task, "lictor-leave"));

  /**
   * Nothing is caught before {@link #install}.
   *
   * @param leaveOnInterrupt the setting skip_leave_on_interrupt, inverted
   * @param leaveOnTerminate the setting leave_on_terminate
   */
  ProcessSignals(AgentProcess process, boolean leaveOnInterrupt, boolean leaveOnTerminate) {
    this.process = process;
    this.leaveOnInterrupt = leaveOnInterrupt;
    this.leaveOnTerminate = leaveOnTerminate;
  }

  /**
   * Catches HUP, INT and TERM from now on. A signal the JVM was told to leave alone (-Xrs) is left
   * alone.
   */
  void install() {
    handle("HUP", () -> reloader.execute(this::reload));
    handle("INT", () -> end("interrupt", leaveOnInterrupt));
    handle("TERM", () -> end("terminated", leaveOnTerminate));
  }

  private void handle(String name, Runnable action) {
    try {
      Signal.handle(new Signal(name), signal -> action.run());
    } catch (IllegalArgumentException e) {
      log.log(Level.WARNING, "Signal {0} cannot be caught: {1}", name, e.getMessage());
    }
  }

  private void reload() {
    log.log(Level.INFO, "Caught: signal=hangup");
    @Nullable ProcessRequests requests = process.requests();
    if (requests == null) {
      log.log(Level.WARNING, "Not reloading: the agent is still starting");
      return;
    }
    log.log(Level.INFO, "Reloading configuration...");
    try {
      requests.reload();
    } catch (RuntimeException e) {
      log.log(Level.ERROR, "Reloading failed: error=\"" + e.getMessage() + "\"");
    }
  }

  private void end(String signal, boolean graceful) {
    if (!ending.compareAndSet(false, true) || process.isStopping()) {
      process.halt();
      return;
    }
    daemon(
            () -> {
              log.log(Level.INFO, "Caught: signal=" + signal);
              process.exit(graceful && left() ? 0 : 1);
            },
            "lictor-end")
        .start();
  }

  private boolean left() {
    @Nullable ProcessRequests requests = process.requests();
    if (requests == null) return false;
    log.log(Level.INFO, "Gracefully shutting down agent...");
    try {
      return leaver
          .submit(requests::leave)
          .get(AgentProcess.LEAVE_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      log.log(
          Level.ERROR,
          "The leave took longer than "
              + AgentProcess.LEAVE_LIMIT.toSeconds()
              + " s; stopping without it");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      log.log(Level.ERROR, "Error leaving: error=\"" + e.getCause() + "\"");
    }
    return false;
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}
