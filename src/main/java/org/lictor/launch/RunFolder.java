package org.lictor.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.lictor.process.RunDirectory;

/**
 * Lays out the folder of one run: Payara's configuration, the log's, and what the agent will be
 * started with. Anew at each start.
 */
final class RunFolder {
  private RunFolder() {}

  /**
   * Makes an empty folder, named by the process id: under the data directory, or for a dev agent
   * under the temporary folder. Folders beside it whose process is gone are removed. Whether the
   * data directory is free shows later, at its lock; an agent that runs there must outlive the
   * start of a second one, so each has a folder of its own.
   */
  static Path make(LaunchSettings settings, long pid) {
    @Nullable Path data = settings.dataDirectory();
    Path all = data == null ? temporary() : data.resolve("run");
    Path folder = all.resolve(Long.toString(pid));
    try {
      removeAbandoned(all);
      RunDirectory.delete(folder);
      Files.createDirectories(folder.resolve("config"));
      return folder.toRealPath();
    } catch (IOException e) {
      throw new LaunchException("cannot make the folder of this run, " + folder + ": " + e, e);
    }
  }

  private static Path temporary() {
    return Path.of(
        System.getProperty("java.io.tmpdir"), "lictor-" + System.getProperty("user.name"));
  }

  private static void removeAbandoned(Path all) throws IOException {
    if (!Files.isDirectory(all)) return;
    try (Stream<Path> folders = Files.list(all)) {
      folders.filter(RunFolder::isAbandoned).toList().forEach(RunDirectory::delete);
    }
  }

  private static boolean isAbandoned(Path folder) {
    String name = folder.getFileName().toString();
    if (!name.chars().allMatch(Character::isDigit) || name.length() > 18) return false;
    Optional<ProcessHandle> process = ProcessHandle.of(Long.parseLong(name));
    return process.isEmpty() || !process.get().isAlive();
  }

  /**
   * Fills the folder; returns the file of the log's configuration, which lies beside Payara's copy
   * of it.
   */
  static Path fill(
      Path run,
      PayaraRuntime runtime,
      Installation installation,
      LaunchSettings settings,
      List<String> agentArguments)
      throws IOException {
    runtime.copyConfiguration(run);
    Files.copy(installation.domainConfig().resolve("domain.xml"), run.resolve("domain.xml"));
    Files.copy(installation.domainConfig().resolve("hazelcast.xml"), run.resolve("hazelcast.xml"));
    Files.write(run.resolve("agent.args"), agentArguments);
    Path logging = run.resolve("logging.properties");
    Files.writeString(logging, logging(settings.logLevel()));
    return logging;
  }

  // The platform's own chatter is of no use to an operator of a registry; its warnings are.
  private static String logging(Level level) {
    String platform = level.intValue() > Level.WARNING.intValue() ? level.getName() : "WARNING";
    return "handlers=org.lictor.process.ConsoleLogHandler\n"
        + ".level="
        + platform
        + "\n"
        + "org.lictor.process.ConsoleLogHandler.level=ALL\n"
        + "org.lictor.level="
        + level.getName()
        + "\n"
        + "platform.output.level="
        + (level.intValue() <= Level.FINE.intValue() ? "FINE" : platform)
        + "\n"
        + "org.hibernate.validator.level=SEVERE\n"
        // It finds that the node extension is ours, and warns of it.
        + "com.hazelcast.instance.impl.HazelcastInstanceFactory.level=SEVERE\n"
        // It moves partitions in which nothing is kept, and tells with stack traces when it cannot
        // because a server is just starting.
        + "com.hazelcast.internal.partition.level=SEVERE\n"
        // It tells of each retry while nobody leads; whoever waits is told in the end.
        + "com.hazelcast.spi.impl.operationservice.impl.Invocation.level=SEVERE\n";
  }
}
