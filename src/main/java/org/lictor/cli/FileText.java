package org.lictor.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** Says in Go's words why a file could not be read. */
final class FileText {
  private FileText() {}

  static String of(String file, IOException cause) {
    if (cause instanceof NoSuchFileException) return "open " + file + ": no such file or directory";
    if (cause instanceof AccessDeniedException) return "open " + file + ": permission denied";
    String message = String.valueOf(cause.getMessage());
    return message.equals("Is a directory")
        ? "read " + file + ": is a directory"
        : "open " + file + ": " + message;
  }
}
