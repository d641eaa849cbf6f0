package org.lictor.backup;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder of files that are needed for one request only. Any thread. */
public final class Scratch {
  private static final String ENDING = ".scratch";

  private final Path directory;

  private Scratch(Path directory) {
    this.directory = directory;
  }

  /**
   * In {@code directory}, which no other process uses and which is made when there is need of it.
   * What an earlier process left there is removed.
   */
  public static Scratch in(Path directory) throws IOException {
    if (Files.isDirectory(directory)) {
      try (DirectoryStream<Path> left = Files.newDirectoryStream(directory, "*" + ENDING)) {
        for (Path file : left) {
          Files.delete(file);
        }
      }
    }
    return new Scratch(directory);
  }

  /** A new, empty file. */
  public Path file(String what) throws IOException {
    Files.createDirectories(directory);
    return Files.createTempFile(directory, what + "-", ENDING);
  }
}
