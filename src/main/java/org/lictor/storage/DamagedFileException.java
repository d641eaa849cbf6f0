package org.lictor.storage;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A file holds bytes that were once safe and can no longer be trusted. Nothing was changed: to go
 * on without them would make acknowledged writes vanish in silence, so it is for an operator to
 * decide. The message says where and what to do.
 */
public final class DamagedFileException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * @param file the damaged file
   * @param offset where in it the damage begins, in bytes
   * @param what what was found there
   */
  public DamagedFileException(Path file, long offset, String what) {
    super(
        """
        %s is damaged at byte offset %d: %s. Nothing was changed. Put this file back from a backup; or, where other servers \
        have the data, move this server's data directory aside and start it again so that it copies theirs; or move the \
        directory aside and restore a saved snapshot. Check the disk first."""
            .formatted(file, offset, what));
  }
}
