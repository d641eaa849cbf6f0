package org.lictor.launch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The JVM that runs this code, which is also the one the agent gets. */
final class JavaHome {
  private JavaHome() {}

  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  static int feature() {
    return Runtime.version().feature();
  }

  /**
   * The authorities that the JVM trusts. Payara's own store has expired ones and takes a third of a
   * second to open.
   */
  static List<Path> trustStore() {
    Path store = Path.of(System.getProperty("java.home"), "lib", "security", "cacerts");
    return Files.isReadable(store) ? List.of(store) : List.of();
  }
}
