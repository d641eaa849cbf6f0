package org.lictor.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The file that tells an init system which process is the agent: the decimal pid without a newline,
 * as Consul writes it.
 */
final class PidFile {
  private final Path file;
  private final String content;

  private PidFile(Path file, String content) {
    this.file = file;
    this.content = content;
  }

  /** Writes the file, over an older one. */
  static PidFile write(Path file, long pid) {
    try {
      Files.writeString(file, Long.toString(pid));
    } catch (IOException e) {
      throw new UncheckedIOException("Could not write pid file \"" + file + "\": " + e, e);
    }
    return new PidFile(file, Long.toString(pid));
  }

  /** Removes the file, unless another process has written its own pid meanwhile. */
  void delete() {
    try {
      if (Files.readString(file).equals(content)) Files.delete(file);
    } catch (IOException e) {
      // Gone already, or not ours to remove any more: either way nothing is left that points at
      // this process wrongly.
    }
  }
}
