package org.lictor.grid;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.lictor.backup.Archives;
import org.lictor.backup.SavedArchive;
import org.lictor.backup.ScratchException;
import org.lictor.query.OverloadedException;

/**
 * Where a server has archives made for clients, and gives them out piece by piece: no letter is
 * larger than one piece. What is not asked for any more is removed after a while. Any thread.
 */
final class ArchiveDesk {
  /** Of a letter's content. */
  static final int PIECE_BYTES = 1 << 20;

  /** Each takes a file; nobody needs more at once. */
  static final int MOST_OPEN = 4;

  /** Who has not asked for so long is gone. */
  static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Archives archives;
  private final ScheduledExecutorService timer;
  private final AtomicLong numbers = new AtomicLong();
  private final Map<Long, Open> open = new ConcurrentHashMap<>();

  /** An archive that is being fetched, and the removal that is planned for it. */
  private record Open(SavedArchive archive, Future<?> removal) {}

  /** How a client knows an archive that it fetches. */
  record Ticket(long number, SavedArchive archive) {}

  ArchiveDesk(Archives archives, ScheduledExecutorService timer) {
    this.archives = archives;
    this.timer = timer;
  }

  CompletableFuture<Ticket> open(boolean stale) {
    if (open.size() >= MOST_OPEN) {
      return CompletableFuture.failedFuture(
          new OverloadedException("too many snapshots are being fetched"));
    }
    return archives
        .save(stale)
        .thenApply(
            archive -> {
              long number = numbers.incrementAndGet();
              open.put(number, new Open(archive, removal(number)));
              return new Ticket(number, archive);
            });
  }

  /** The piece at {@code offset}; empty at the end. */
  byte[] read(long number, long offset) {
    Open known = open.get(number);
    if (known == null || offset < 0) {
      throw new OverloadedException("the snapshot is not kept any more: fetch it again");
    }
    known.removal().cancel(false);
    open.put(number, new Open(known.archive(), removal(number)));
    try (RandomAccessFile file = new RandomAccessFile(known.archive().file().toFile(), "r")) {
      file.seek(offset);
      byte[] piece =
          new byte[(int) Math.max(0, Math.min(PIECE_BYTES, known.archive().size() - offset))];
      file.readFully(piece);
      return piece;
    } catch (IOException e) {
      throw new ScratchException(e);
    }
  }

  void close(long number) {
    Open known = open.remove(number);
    if (known != null) {
      known.removal().cancel(false);
      known.archive().delete();
    }
  }

  private Future<?> removal(long number) {
    return timer.schedule(() -> close(number), PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }
}
