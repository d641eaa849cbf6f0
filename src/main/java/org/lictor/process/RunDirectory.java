package org.lictor.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * The folder that this process alone uses while it runs, and that is gone afterwards: what Payara
 * unpacks, and a file that says "ready".
 */
public final class RunDirectory {
  /** System property: the folder. Not set on a Payara that nobody prepared for an agent. */
  public static final String PROPERTY = "lictor.run.dir";

  /** Name of the file in it that appears when the agent answers. */
  public static final String READY_FILE = "ready";

  private RunDirectory() {}

  static @Nullable Path current() {
    @Nullable String directory = System.getProperty(PROPERTY);
    return directory == null ? null : Path.of(directory);
  }

  static void markReady() {
    @Nullable Path directory = current();
    if (directory == null) return;
    try {
      Files.writeString(directory.resolve(READY_FILE), "");
    } catch (IOException e) {
      System.getLogger("org.lictor.agent").log(System.Logger.Level.DEBUG, "no ready file", e);
    }
  }

  /**
   * Removes a folder with all that is in it; nothing happens if it is not there. Links are removed,
   * not followed.
   */
  public static void delete(Path directory) {
    if (!Files.exists(directory)) return;
    try {
      Files.walkFileTree(
          directory,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.deleteIfExists(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
                throws IOException {
              Files.deleteIfExists(folder);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + directory, e);
    }
  }
}
