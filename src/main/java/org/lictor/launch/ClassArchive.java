package org.lictor.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The JVM's archive of an agent's loaded classes: class-data sharing up to JDK 23, the
 * ahead-of-time cache from JDK 24 on (JEP 483). It belongs to one JVM and one class path; a file
 * that does not fit is ignored by the JVM, which then starts as slowly as without.
 */
final class ClassArchive {
  private static final int FIRST_WITH_AOT_CACHE = 24;

  private final String prefix;
  private final Path file;
  private final boolean aot;

  ClassArchive(Path cache, List<Path> classPath) {
    this(cache, classPath, System.getProperty("java.home"), JavaHome.feature());
  }

  ClassArchive(Path cache, List<Path> classPath, String javaHome, int feature) {
    this.aot = feature >= FIRST_WITH_AOT_CACHE;
    List<String> parts = new ArrayList<>(List.of(javaHome, System.getProperty("java.vm.version")));
    for (Path jar : classPath) parts.add(jar.toString());
    try {
      parts.add(Fingerprint.ofFile(classPath.get(classPath.size() - 1)));
    } catch (IOException e) {
      throw new LaunchException(
          "cannot read " + classPath.get(classPath.size() - 1) + ": " + e.getMessage(), e);
    }
    String installation = Fingerprint.of(List.of(classPath.get(classPath.size() - 1).toString()));
    this.prefix = "classes-" + installation + "-" + Fingerprint.of(List.of(javaHome)) + "-";
    this.file = cache.resolve(prefix + Fingerprint.of(parts) + (aot ? ".aot" : ".jsa"));
  }

  Path file() {
    return file;
  }

  /**
   * Whether a file of the cache is an archive of the same installation and the same JVM's place, of
   * this build or another. Those of another JVM are left to it.
   */
  boolean isReplaced(Path other) {
    return other.getFileName().toString().startsWith(prefix);
  }

  boolean exists() {
    return Files.exists(file);
  }

  /**
   * The options that use the archive; none while there is none. The JVM's remarks on one that does
   * not fit are of no use to an operator.
   */
  List<String> use() {
    if (!exists()) return List.of();
    return List.of(
        (aot ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + file,
        "-Xlog:disable",
        "-Xlog:all=error:stderr");
  }

  /** The options that make an archive at the end of the run, in another file. */
  List<String> make(Path into) {
    return List.of(
        (aot ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + into,
        "-Xlog:disable",
        "-Xlog:all=error:stderr");
  }
}
