package org.lictor.backup;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.lictor.archive.ArchiveWriter;
import org.lictor.consensus.CommandLog;
import org.lictor.consensus.Leadership;
import org.lictor.query.OverloadedException;
import org.lictor.state.SnapshotCodec;
import org.lictor.state.StateImage;
import org.lictor.state.StateStore;

/**
 * Saves this server's image: immutable, so that commands are applied meanwhile as ever. The archive
 * is whole before a byte of it is given out: who asks gets all of it or an error.
 */
public final class Saver implements Archives {
  /** The log's port tells no terms, and what restores an archive has no use for one. */
  private static final long TERM = 1;

  private static final int BUFFER = 1 << 16;

  /** Waiting ones among them; each takes a file. */
  private static final int MOST_SAVING = 8;

  private final StateStore store;
  private final CommandLog log;
  private final Scratch scratch;
  private final Executor executor;
  private final InstantSource clock;
  private final AtomicInteger saving = new AtomicInteger();

  /**
   * @param executor writes the archives; must not reject
   */
  public Saver(
      StateStore store, CommandLog log, Scratch scratch, Executor executor, InstantSource clock) {
    this.store = store;
    this.log = log;
    this.scratch = scratch;
    this.executor = executor;
    this.clock = clock;
  }

  @Override
  public CompletableFuture<SavedArchive> save(boolean stale) {
    CompletableFuture<Long> ready =
        stale ? CompletableFuture.completedFuture(0L) : log.confirmedIndex();
    return ready.thenCompose(index -> save());
  }

  private CompletableFuture<SavedArchive> save() {
    if (saving.incrementAndGet() > MOST_SAVING) {
      saving.decrementAndGet();
      return CompletableFuture.failedFuture(
          new OverloadedException("too many snapshots are being saved"));
    }
    CompletableFuture<SavedArchive> saved = new CompletableFuture<>();
    executor.execute(
        () -> {
          try {
            saved.complete(write());
          } catch (IOException e) {
            saved.completeExceptionally(new ScratchException(e));
          } catch (RuntimeException e) {
            saved.completeExceptionally(e);
          } finally {
            saving.decrementAndGet();
          }
        });
    return saved;
  }

  private SavedArchive write() throws IOException {
    StateImage image = store.image();
    Leadership leadership = log.leadership();
    boolean knownLeader = leadership.leaderAddress() != null;
    long lastContact = leadership.lastContactMillis();
    Path file = scratch.file("saved");
    try {
      write(image.saved(), file);
      return new SavedArchive(file, Files.size(file), image.index(), knownLeader, lastContact);
    } catch (IOException | RuntimeException e) {
      SavedArchive.delete(file);
      throw e;
    }
  }

  private void write(StateImage image, Path file) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER)) {
      ArchiveWriter.write(
          out,
          to -> {
            BufferedOutputStream buffered = new BufferedOutputStream(to, BUFFER);
            SnapshotCodec.write(image, buffered);
            buffered.flush();
          },
          image.index(),
          TERM,
          clock.millis());
    }
  }
}
