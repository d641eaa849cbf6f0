package org.lictor.exec;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The output of a process in pieces that are worth a key each: full ones, or what came within a
 * moment. One thread reads from the process, one takes pieces.
 */
final class OutputChunks {
  /** The most in one piece. */
  static final int MOST_BYTES = 4 * 1024;

  /** So long after its first byte a piece is one, full or not. */
  static final Duration FLUSH = Duration.ofMillis(500);

  /** A process that writes faster than pieces are taken waits. */
  private static final int MOST_WAITING = 16;

  private static final byte[] END = {};

  private final BlockingQueue<byte[]> read = new ArrayBlockingQueue<>(MOST_WAITING);
  private byte[] left = {};
  private boolean ended;

  /** Reads {@code from} to its end. */
  void readAll(InputStream from) throws InterruptedException {
    byte[] buffer = new byte[MOST_BYTES];
    try (from) {
      for (int count; (count = from.read(buffer)) >= 0; ) {
        if (count > 0) {
          read.put(Arrays.copyOf(buffer, count));
        }
      }
    } catch (IOException brokenOff) {
      System.getLogger("org.lictor.exec")
          .log(System.Logger.Level.DEBUG, "output broke off: " + brokenOff.getMessage());
    }
    read.put(END);
  }

  /**
   * The next piece: never empty; or an empty one when there was no output for {@code quiet}; null
   * at the end.
   */
  byte @Nullable [] next(Duration quiet) throws InterruptedException {
    ByteArrayOutputStream piece = new ByteArrayOutputStream(MOST_BYTES);
    piece.writeBytes(left);
    left = new byte[0];
    long due = System.nanoTime() + (piece.size() == 0 ? quiet : FLUSH).toNanos();
    while (piece.size() < MOST_BYTES && !ended) {
      byte[] more = read.poll(due - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (more == null) {
        return piece.toByteArray();
      }
      if (piece.size() == 0) {
        due = System.nanoTime() + FLUSH.toNanos();
      }
      ended = more.length == 0;
      piece.writeBytes(more);
    }
    if (piece.size() == 0) {
      return null;
    }
    byte[] all = piece.toByteArray();
    if (all.length <= MOST_BYTES) {
      return all;
    }
    left = Arrays.copyOfRange(all, MOST_BYTES, all.length);
    return Arrays.copyOf(all, MOST_BYTES);
  }
}
