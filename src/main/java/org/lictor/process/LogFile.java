package org.lictor.process;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The log in files (Consul agent configuration, {@code log_file}): each is named after the moment
 * at which it was begun, {@code <base>-<nanoseconds since 1970>.log}, and gives way to the next by
 * age or by size. Any thread; a line is in the file system when {@link #write} returns. A file that
 * cannot be written is tried again with the next one; the console has all lines.
 */
public final class LogFile implements AutoCloseable {
  private static final String DEFAULT_NAME = "consul.log";

  private final Path directory;
  private final String base;
  private final String extension;
  private final Rotation rotation;
  private final InstantSource clock;
  private @Nullable OutputStream out;
  private long bytes;
  private long begunMillis;
  private long begunNanos;
  private boolean closed;

  /**
   * When a file gives way, and what becomes of it.
   *
   * @param age after which the next one is begun; zero: never
   * @param bytes after which the next one is begun; 0: never
   * @param mostOld how many old ones stay; 0: all, negative: none
   */
  public record Rotation(Duration age, long bytes, int mostOld) {}

  /**
   * Begins the first file.
   *
   * @param path a directory with a slash at its end, or the start of file names
   * @throws UncheckedIOException when it cannot be made
   */
  public LogFile(String path, Rotation rotation, InstantSource clock) {
    boolean inDirectory = path.endsWith("/") || Files.isDirectory(Path.of(path));
    Path whole = inDirectory ? Path.of(path, DEFAULT_NAME) : Path.of(path).toAbsolutePath();
    String name = String.valueOf(whole.getFileName());
    int dot = name.lastIndexOf('.');
    // Of a file in the root directory, which has a parent too: itself.
    this.directory = Objects.requireNonNullElse(whole.toAbsolutePath().getParent(), whole);
    this.base = dot < 0 ? name : name.substring(0, dot);
    this.extension = dot < 0 ? ".log" : name.substring(dot);
    this.rotation = rotation;
    this.clock = clock;
    try {
      Files.createDirectories(directory);
      begin();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot write the log file " + path + ": " + e.getMessage(), e);
    }
  }

  /** Appends a line that has its end. */
  public synchronized void write(String line) {
    if (closed) {
      return;
    }
    byte[] content = line.getBytes(StandardCharsets.UTF_8);
    try {
      if (out == null || isFull()) {
        begin();
        prune();
      }
      if (out != null) {
        out.write(content);
        bytes += content.length;
      }
    } catch (IOException unwritable) {
      end(); // not logged: that would come back here
    }
  }

  private boolean isFull() {
    long age = rotation.age().toMillis();
    return age > 0 && clock.millis() - begunMillis >= age
        || rotation.bytes() > 0 && bytes >= rotation.bytes();
  }

  private void begin() throws IOException {
    end();
    Instant now = clock.instant();
    long nanos = now.getEpochSecond() * 1_000_000_000L + now.getNano();
    begunNanos = Math.max(nanos, begunNanos + 1); // names go up, whatever the clock does
    Path file = directory.resolve(base + "-" + begunNanos + extension);
    out = new FileOutputStream(file.toFile(), true);
    bytes = 0;
    begunMillis = clock.millis();
  }

  /** Files that were begun earlier sort first: their names differ in the time alone. */
  private void prune() throws IOException {
    if (rotation.mostOld() == 0) {
      return;
    }
    List<Path> all;
    try (Stream<Path> files = Files.list(directory)) {
      all = files.filter(this::isOurs).sorted().toList();
    }
    int old = all.size() - 1 - Math.max(0, rotation.mostOld());
    for (int i = 0; i < old; i++) {
      Files.deleteIfExists(all.get(i));
    }
  }

  private boolean isOurs(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.startsWith(base + "-")
        && name.endsWith(extension)
        && name.length() > base.length() + 1 + extension.length()
        && name.substring(base.length() + 1, name.length() - extension.length())
            .chars()
            .allMatch(Character::isDigit);
  }

  private void end() {
    if (out != null) {
      try {
        out.close();
      } catch (IOException lost) {
        out = null;
      }
      out = null;
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    end();
  }
}
