package org.lictor.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.lictor.process.RunDirectory;

/** Lays out the folder of one run: Payara's configuration, the log's, and what the agent will be started with. Anew at each start. */
final class RunFolder {
  private RunFolder() {}

  /**
   * Makes an empty folder: under the data directory, which one agent at a time uses, or for a dev agent under the temporary folder by the
   * process id. Folders there whose process is gone are removed.
   */
  static Path make(LaunchSettings settings, long pid) {
    Path folder = settings.dataDirectory() == null ? temporary(pid) : settings.dataDirectory().resolve("run");
    try {
      RunDirectory.delete(folder);
      Files.createDirectories(folder.resolve("config"));
      return folder.toRealPath();
    } catch (IOException e) {
      throw new LaunchException("cannot make the folder of this run, " + folder + ": " + e, e);
    }
  }

  private static Path temporary(long pid) {
    Path all = Path.of(System.getProperty("java.io.tmpdir"), "lictor-" + System.getProperty("user.name"));
    if (Files.isDirectory(all)) {
      try (Stream<Path> folders = Files.list(all)) {
        folders.filter(RunFolder::isAbandoned).toList().forEach(RunDirectory::delete);
      } catch (IOException e) {
        throw new LaunchException("cannot look into " + all + ": " + e, e);
      }
    }
    return all.resolve(Long.toString(pid));
  }

  private static boolean isAbandoned(Path folder) {
    String name = folder.getFileName().toString();
    if (!name.chars().allMatch(Character::isDigit) || name.length() > 18) return false;
    Optional<ProcessHandle> process = ProcessHandle.of(Long.parseLong(name));
    return process.isEmpty() || !process.get().isAlive();
  }

  /** Fills the folder; returns the file of the log's configuration, which lies beside Payara's copy of it. */
  static Path fill(Path run, PayaraRuntime runtime, Installation installation, LaunchSettings settings, List<String> agentArguments)
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
        + ".level=" + platform + "\n"
        + "org.lictor.process.ConsoleLogHandler.level=ALL\n"
        + "org.lictor.level=" + level.getName() + "\n"
        + "platform.output.level=" + (level.intValue() <= Level.FINE.intValue() ? "FINE" : platform) + "\n"
        + "org.hibernate.validator.level=SEVERE\n";
  }
}
