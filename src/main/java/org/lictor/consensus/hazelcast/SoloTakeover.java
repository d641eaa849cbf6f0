package org.lictor.consensus.hazelcast;

import com.hazelcast.cp.internal.RaftGroupId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.lictor.consensus.CommittedHandler;
import org.lictor.consensus.StateSnapshot;
import org.lictor.consensus.solo.SoloCommandLog;
import org.lictor.consensus.solo.SoloSettings;
import org.lictor.storage.SegmentedLog;

/**
 * Brings what this server kept while it was alone to the servers that it is now one of: once, when
 * they have a leader and nobody has written there. The files are set aside afterwards, whatever
 * came of it. {@link #run} is to be called now and then; one call at a time does something, and may
 * take as long as a start.
 */
public final class SoloTakeover implements Runnable {
  private static final System.Logger LOG = System.getLogger("org.lictor.consensus");
  private static final String ASIDE = ".of-one-server";

  /** Room for what else a record of the log has. */
  private static final int MOST_BYTES = SegmentedLog.MAX_PAYLOAD_BYTES - (1 << 20);

  private final CatalogGroup group;
  private final Path directory;
  private final AtomicBoolean busy = new AtomicBoolean();
  private volatile boolean done;
  private @Nullable SeedOp seed;

  /**
   * @param directory of a server that is alone, with its log and its snapshots; there may be none
   */
  SoloTakeover(CatalogGroup group, Path directory) {
    this.group = group;
    this.directory = directory;
    this.done = !Files.exists(directory.resolve("log"));
  }

  @Override
  public void run() {
    RaftGroupId id = done ? null : group.id();
    if (id == null || group.leader() == null || !busy.compareAndSet(false, true)) {
      return;
    }
    try {
      SeedOp op = seed == null ? read() : seed;
      seed = op;
      group
          .invocations()
          .<Boolean>invoke(id, op)
          .whenCompleteAsync(
              (taken, problem) -> {
                if (problem == null) {
                  finished(taken);
                } else {
                  LOG.log(System.Logger.Level.WARNING, "not taken over yet: " + problem);
                }
                busy.set(false);
              });
    } catch (IOException e) {
      LOG.log(
          System.Logger.Level.ERROR,
          "what this server had while it was alone cannot be taken over: " + e.getMessage());
      done = true;
      busy.set(false);
    }
  }

  private SeedOp read() throws IOException {
    CommittedHandler handler = CatalogService.newHandler();
    SoloCommandLog.open(SoloSettings.in(directory, null), handler).close();
    StateSnapshot state = handler.takeSnapshot();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    state.writeTo(bytes);
    if (bytes.size() > MOST_BYTES) {
      throw new IOException(
          "it has " + bytes.size() + " bytes, more than " + MOST_BYTES + " do not fit a record");
    }
    return new SeedOp(state.index(), bytes.toByteArray());
  }

  private void finished(boolean taken) {
    done = true;
    seed = null;
    try {
      for (String part : new String[] {"log", "snapshots"}) {
        Path from = directory.resolve(part);
        if (Files.exists(from)) {
          Files.move(from, directory.resolve(part + ASIDE), StandardCopyOption.ATOMIC_MOVE);
        }
      }
      LOG.log(
          taken ? System.Logger.Level.INFO : System.Logger.Level.WARNING,
          (taken
                  ? "the registry of this server, kept while it was alone, is now that of all servers; its files are in "
                  : "the servers have a registry already, so the one that this server kept while it was alone is not used; its files are in ")
              + directory
              + "/*"
              + ASIDE);
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "old files could not be set aside in " + directory, e);
    }
  }
}
