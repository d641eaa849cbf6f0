package org.lictor.storage;

import java.io.IOException;
import java.nio.file.Path;

/** Another process has locked the data directory. Nothing in it was touched. */
public final class DirectoryInUseException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * @param lockFile the file whose lock is held
   * @param holder the holder's process id; empty when it is not known
   */
  public DirectoryInUseException(Path lockFile, String holder) {
    super(
        "the data directory %s is in use by another process%s: stop that process, or give this one another directory (its lock is %s)"
            .formatted(
                lockFile.toAbsolutePath().getParent(),
                holder.isEmpty() ? "" : " (pid " + holder + ")",
                lockFile));
  }
}
