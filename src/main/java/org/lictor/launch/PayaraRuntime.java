package org.lictor.launch;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Payara Micro unpacked: its jars as a flat class path, which the JVM can archive (in its own jar
 * they lie within a jar), and its configuration files as a pattern for each run. Unpacked once for
 * each version of the jar.
 */
final class PayaraRuntime {
  /**
   * Files of a run that Payara must not find from an earlier one, and its own domain.xml, which
   * ours replaces.
   */
  private static final Set<String> NOT_A_PATTERN =
      Set.of(
          "domain.xml",
          "domain.xml.bak",
          "lockfile",
          "pid.prev",
          "local-password",
          ".instancestate",
          "boot.txt",
          "logging.properties");

  private final Path directory;

  private PayaraRuntime(Path directory) {
    this.directory = directory;
  }

  /** Finds the unpacked runtime in the cache, or unpacks it: takes a second or two, once. */
  static PayaraRuntime unpacked(Installation installation) {
    Path jar = installation.payaraMicro();
    try {
      Path directory = installation.cache().resolve("payara-" + Fingerprint.ofFile(jar));
      return new PayaraRuntime(CacheFolder.of(directory, into -> unpack(jar, into)));
    } catch (IOException e) {
      throw new LaunchException(
          "cannot unpack Payara Micro from "
              + jar
              + " to "
              + installation.cache()
              + " (LICTOR_CACHE names another folder): "
              + e,
          e);
    }
  }

  private static void unpack(Path jar, Path into) throws IOException {
    Path log = into.resolve("unpack.log");
    Process process =
        new ProcessBuilder(
                JavaHome.java(),
                "-XX:TieredStopAtLevel=1",
                "-jar",
                jar.toString(),
                "--rootdir",
                into.toString(),
                "--outputlauncher")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      if (!process.waitFor(2, TimeUnit.MINUTES)) process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while unpacking", e);
    }
    if (!Files.exists(into.resolve("launch-micro.jar")))
      throw new IOException(Files.readString(log).strip());
  }

  /** The jar that Payara takes itself to be started from. */
  Path launcher() {
    return directory.resolve("launch-micro.jar");
  }

  Path directory() {
    return directory;
  }

  /** Payara's jars in its own order, absolute. */
  List<Path> classPath() {
    return setting("MICRO_CLASSPATH", File.pathSeparator).map(directory::resolve).toList();
  }

  /** The --add-opens and --add-exports that Payara asks for. */
  List<String> opens() {
    return setting("MICRO_OPENS", " ").toList();
  }

  private Stream<String> setting(String name, String separator) {
    try {
      for (String line : Files.readAllLines(directory.resolve(".env"))) {
        if (!line.startsWith(name + "=")) continue;
        String value = line.substring(name.length() + 1).replace("\"", "");
        return Stream.of(value.split(java.util.regex.Pattern.quote(separator)))
            .filter(part -> !part.isBlank());
      }
    } catch (IOException e) {
      throw new LaunchException(
          "cannot read the unpacked runtime " + directory + "; remove that folder and start again",
          e);
    }
    throw new LaunchException(
        "the unpacked runtime "
            + directory
            + " does not name its class path; remove that folder and start again");
  }

  /** Lays the configuration files of a run into a folder. */
  void copyConfiguration(Path run) throws IOException {
    Path from = directory.resolve("config");
    List<Path> files = new ArrayList<>();
    try (Stream<Path> all = Files.walk(from)) {
      all.forEach(files::add);
    }
    for (Path file : files) {
      if (NOT_A_PATTERN.contains(file.getFileName().toString())) continue;
      Files.copy(
          file,
          run.resolve("config").resolve(from.relativize(file).toString()),
          StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
