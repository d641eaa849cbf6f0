package org.lictor.launch;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.lictor.process.RunDirectory;

/**
 * Folders of the cache that are there whole or not at all: made aside, forced to the disk and
 * renamed in, so that any number of agents may start for the first time at once, and one that is
 * killed meanwhile leaves nothing that the next takes for whole.
 */
final class CacheFolder {
  private CacheFolder() {}

  /** Makes what is in a folder. */
  interface Filling {
    void fill(Path folder) throws IOException;
  }

  /** The folder {@code directory}, made by {@code filling} when it is not there yet. */
  static Path of(Path directory, Filling filling) throws IOException {
    if (Files.isDirectory(directory)) return directory;
    Files.createDirectories(directory.getParent());
    Path aside = Files.createTempDirectory(directory.getParent(), "unpacking-");
    try {
      filling.fill(aside);
      force(aside);
      Files.move(aside, directory, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      // Another agent may have been first; what it made is the same.
      if (!Files.isDirectory(directory)) throw e;
    } finally {
      RunDirectory.delete(aside);
    }
    return directory;
  }

  private static void force(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }
}
