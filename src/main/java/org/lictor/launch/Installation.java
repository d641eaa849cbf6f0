package org.lictor.launch;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the parts of Lictor lie on this host.
 *
 * @param jars the folder with lictor.war, lictor-grid.jar, lictor-cli.jar and payara-micro.jar
 * @param domainConfig the folder with domain.xml and hazelcast.xml
 * @param cache a folder that may be emptied when no agent runs; made when needed
 */
public record Installation(Path jars, Path domainConfig, Path cache) {
  /**
   * Finds the installation of the jar this class was loaded from.
   *
   * @param environment LICTOR_HOME (the folder with target/ and domain-config/), LICTOR_CACHE,
   *     XDG_CACHE_HOME and HOME are looked at
   */
  public static Installation find(Map<String, String> environment) {
    @Nullable String home = environment.get("LICTOR_HOME");
    Path jars =
        home == null ? ownJar().resolveSibling("") : Path.of(home, "target").toAbsolutePath();
    return new Installation(jars, jars.resolveSibling("domain-config"), cache(environment));
  }

  private static Path cache(Map<String, String> environment) {
    @Nullable String own = environment.get("LICTOR_CACHE");
    if (own != null) return Path.of(own).toAbsolutePath();
    @Nullable String shared = environment.get("XDG_CACHE_HOME");
    if (shared != null && !shared.isEmpty()) return Path.of(shared, "lictor").toAbsolutePath();
    @Nullable String home = environment.get("HOME");
    if (home != null && Files.isWritable(Path.of(home)))
      return Path.of(home, ".cache", "lictor").toAbsolutePath();
    return Path.of(
        System.getProperty("java.io.tmpdir"), "lictor-cache-" + System.getProperty("user.name"));
  }

  private static Path ownJar() {
    try {
      return Path.of(Installation.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toAbsolutePath();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the command line jar has no path", e);
    }
  }

  Path war() {
    return jars.resolve("lictor.war");
  }

  Path gridJar() {
    return jars.resolve("lictor-grid.jar");
  }

  Path payaraMicro() {
    return jars.resolve("payara-micro.jar");
  }

  Path commandLineJar() {
    return jars.resolve("lictor-cli.jar");
  }
}
