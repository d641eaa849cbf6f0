package org.lictor.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The log as it is written. A client that reads too slowly misses lines, and is told how many: the
 * agent never waits for it.
 */
final class LogStream implements Stream {
  private static final int MOST_LINES = 512;

  /** As often lines go out; and a client that has gone is found out by an empty write. */
  private static final long FLUSH_MILLIS = 200;

  private final SystemParts.Logs logs;
  private final String level;
  private final boolean json;

  LogStream(SystemParts.Logs logs, String level, boolean json) {
    this.logs = logs;
    this.level = level;
    this.json = json;
  }

  @Override
  public String contentType() {
    return json ? Reply.JSON : "text/plain; charset=utf-8";
  }

  @Override
  public void writeTo(OutputStream out) throws IOException, InterruptedException {
    BlockingQueue<String> lines = new ArrayBlockingQueue<>(MOST_LINES);
    AtomicLong missed = new AtomicLong();
    try (Tap ignored =
        tap(
            line -> {
              if (!lines.offer(line)) {
                missed.incrementAndGet();
              }
            })) {
      out.flush(); // the headers, so that the client knows that it is heard
      while (HttpParts.current() != null) {
        String line = lines.poll(FLUSH_MILLIS, TimeUnit.MILLISECONDS);
        for (; line != null; line = lines.poll()) {
          out.write(line.getBytes(StandardCharsets.UTF_8));
        }
        long lost = missed.getAndSet(0);
        if (lost > 0 && !json) {
          String note = "[WARN] monitor: dropped " + lost + " lines\n";
          out.write(note.getBytes(StandardCharsets.UTF_8));
        }
        out.flush();
      }
    }
  }

  private Tap tap(java.util.function.Consumer<String> reader) {
    AutoCloseable tap = logs.tap(level, json, reader);
    return () -> {
      try {
        tap.close();
      } catch (Exception e) {
        throw new IllegalStateException("a tap of the log cannot be closed", e);
      }
    };
  }

  private interface Tap extends AutoCloseable {
    @Override
    void close();
  }
}
