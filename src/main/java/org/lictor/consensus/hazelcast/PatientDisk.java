package org.lictor.consensus.hazelcast;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.lictor.storage.LogFailedException;

/**
 * Does what must be on disk before the Raft engine goes on, however long that takes: what fails for
 * want of space is tried again until there is some, and what can never succeed does not return
 * until this server stops.
 */
final class PatientDisk {
  private static final System.Logger LOG = System.getLogger("org.lictor.consensus");
  private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private final Path folder;
  private final BooleanSupplier closed;
  private volatile @Nullable String trouble;

  PatientDisk(Path folder, BooleanSupplier closed) {
    this.folder = folder;
    this.closed = closed;
  }

  /** A write; when it fails it has left everything so that it can be done again. */
  interface Write {
    void run() throws IOException;
  }

  /** What keeps a write from going on; null when nothing does. Any thread. */
  @Nullable String trouble() {
    return trouble;
  }

  /** Returns when {@code write} has succeeded; throws only when this server stops meanwhile. */
  void run(Write write) {
    boolean said = false;
    boolean hopeless = false;
    while (!closed.getAsBoolean()) {
      try {
        if (!hopeless) {
          write.run();
          if (said) LOG.log(System.Logger.Level.INFO, "writing to " + folder + " goes on");
          trouble = null;
          return;
        }
      } catch (IOException e) {
        hopeless = e instanceof LogFailedException;
        trouble = e.getMessage();
        if (!said || hopeless) {
          said = true;
          LOG.log(
              System.Logger.Level.ERROR,
              "no more writes on this server"
                  + (hopeless ? "" : " until there is room")
                  + ": "
                  + e.getMessage());
        }
      }
      LockSupport.parkNanos(this, RETRY_NANOS);
    }
    throw new IllegalStateException("this server stops");
  }
}
