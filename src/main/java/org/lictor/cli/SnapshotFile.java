package org.lictor.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.lictor.archive.ArchiveException;
import org.lictor.archive.ArchiveMeta;
import org.lictor.archive.ArchiveReader;

/** A snapshot in a file of the caller's. */
final class SnapshotFile {
  private SnapshotFile() {}

  /** The one operand of the commands about a snapshot. */
  static String operand(Call call) throws Failure {
    if (call.operands().isEmpty()) {
      throw new Failure("Missing FILE argument");
    }
    call.expectAtMost(1);
    return call.operands().get(0);
  }

  /** Opens it, or fails with Go's words. */
  static InputStream open(String file) throws Failure {
    try {
      return Files.newInputStream(Path.of(file));
    } catch (IOException e) {
      throw new Failure("Error opening snapshot file: open " + file + ": " + words(e));
    }
  }

  /**
   * Checks all of it and copies its state.
   *
   * @param failing what a damaged one is reported with
   */
  static ArchiveMeta unpack(String file, OutputStream state, String failing) throws Failure {
    try (InputStream in = open(file)) {
      return ArchiveReader.unpack(in, state);
    } catch (ArchiveException | IOException e) {
      throw new Failure(failing + e.getMessage());
    }
  }

  static String words(IOException e) {
    return e instanceof NoSuchFileException
        ? "no such file or directory"
        : e instanceof AccessDeniedException ? "permission denied" : String.valueOf(e.getMessage());
  }
}
