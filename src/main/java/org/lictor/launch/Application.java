package org.lictor.launch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The WAR unpacked once in the cache, as the container otherwise does at each start; without what
 * the grid jar has, which is in front of the container: twice as many classes for it to look
 * through.
 */
final class Application {
  /** The container names the application by its folder. */
  private static final String NAME = "lictor";

  private static final String CLASSES = "WEB-INF/classes/";

  private Application() {}

  /** The folder to deploy. */
  static Path unpacked(Installation installation) {
    try {
      String version =
          Fingerprint.of(
              List.of(
                  Fingerprint.ofFile(installation.war()),
                  Fingerprint.ofFile(installation.gridJar())));
      Path folder = installation.cache().resolve("application-" + version);
      return CacheFolder.of(folder, into -> unpack(installation, into.resolve(NAME))).resolve(NAME);
    } catch (IOException e) {
      throw new LaunchException(
          "cannot unpack " + installation.war() + " to " + installation.cache() + ": " + e, e);
    }
  }

  private static void unpack(Installation installation, Path into) throws IOException {
    try (ZipFile war = new ZipFile(installation.war().toFile());
        ZipFile grid = new ZipFile(installation.gridJar().toFile())) {
      Set<String> inFront =
          grid.stream()
              .filter(entry -> !entry.isDirectory())
              .map(entry -> CLASSES + entry.getName())
              .collect(Collectors.toSet());
      Enumeration<? extends ZipEntry> entries = war.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        if (entry.isDirectory() || inFront.contains(entry.getName())) continue;
        Path file = into.resolve(entry.getName()).normalize();
        if (!file.startsWith(into)) throw new IOException("a bad name: " + entry.getName());
        Files.createDirectories(file.getParent());
        try (InputStream content = war.getInputStream(entry)) {
          Files.copy(content, file);
        }
      }
    }
  }
}
