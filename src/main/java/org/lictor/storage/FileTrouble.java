package org.lictor.storage;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** What an operator is told when a file cannot be used: the file and why. */
public final class FileTrouble {
  private FileTrouble() {}

  /** The file, where the exception knows it, and the reason; the JDK leaves either out at times. */
  public static String text(IOException trouble) {
    if (trouble instanceof FileSystemException named && named.getFile() != null) {
      return named.getFile() + ": " + reason(named);
    }
    return trouble.getMessage() == null ? trouble.toString() : trouble.getMessage();
  }

  /** The same, with the directory it happened in where the text has no file of it. */
  public static String text(IOException trouble, Path directory) {
    String text = text(trouble);
    return text.contains(directory.toString()) ? text : directory + ": " + text;
  }

  private static String reason(FileSystemException trouble) {
    if (trouble instanceof AccessDeniedException) return "permission denied";
    if (trouble instanceof NoSuchFileException) return "no such file or directory";
    return trouble.getReason() == null ? trouble.getClass().getSimpleName() : trouble.getReason();
  }
}
