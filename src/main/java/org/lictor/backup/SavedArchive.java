package org.lictor.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An archive in a file of its own.
 *
 * @param size in bytes
 * @param index of the last change in it
 * @param knownLeader whether its server knew a leader
 * @param lastContactMillis since that server last heard from the leader; 0 on the leader
 */
public record SavedArchive(
    Path file, long size, long index, boolean knownLeader, long lastContactMillis) {
  private static final System.Logger LOG = System.getLogger("org.lictor.backup");

  /** Removes the file; one that cannot be removed is logged. */
  public void delete() {
    delete(file);
  }

  /** Removes a file that is needed no more. */
  public static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, file + " cannot be removed: " + e.getMessage());
    }
  }
}
