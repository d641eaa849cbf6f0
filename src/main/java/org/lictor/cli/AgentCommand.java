package org.lictor.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lictor.config.AgentFlag;
import org.lictor.config.ConfigException;
import org.lictor.config.Environment;
import org.lictor.config.Settings;
import org.lictor.config.SettingsLoader;
import org.lictor.launch.AgentLaunch;
import org.lictor.launch.Installation;
import org.lictor.launch.LaunchException;
import org.lictor.launch.LaunchSettings;

/**
 * {@code agent}: checks the settings and makes everything ready for the JVM that is the agent.
 * Called by scripts/lictor it hands the JVM's arguments over, and the script's own process becomes
 * that JVM; called from the jar it starts the JVM below itself and waits for it.
 */
public final class AgentCommand implements Command, OwnArguments {
  /** System property: the file that scripts/lictor reads the argument file's name from. */
  private static final String HANDOVER = "lictor.launch.handover";

  /** System property: the process that is going to be the agent. */
  private static final String PID = "lictor.launch.pid";

  /** Made by name, as the command line can do without it. */
  public AgentCommand() {}

  @Override
  public String usage() {
    return "Usage: lictor agent [options]\n\n  Starts the Lictor agent and runs until an interrupt is received. The agent represents a single "
        + "node\n  in a cluster.";
  }

  @Override
  public void declare(FlagSet flags) {
    for (AgentFlag flag : AgentFlag.all()) {
      switch (flag.kind()) {
        case BOOL -> flags.toggle(flag.name(), flag.help());
        case INT -> flags.integer(flag.name(), 0, flag.help());
        case LIST -> flags.repeated(flag.name(), flag.help());
        case MAP -> flags.pairs(flag.name(), flag.help());
        case TEXT -> flags.value(flag.name(), flag.help());
      }
    }
  }

  @Override
  public int run(Call call) throws Failure {
    return run(call.operands(), call.out());
  }

  @Override
  public int run(List<String> words, PrintStream out) throws Failure {
    Settings settings = load(words);
    settings.warnings().forEach(warning -> out.println("==> " + warning));
    out.println("==> Starting Consul agent...");
    out.flush();
    Map<String, String> environment = System.getenv();
    long pid = Long.getLong(PID, ProcessHandle.current().pid());
    try {
      AgentLaunch launch = new AgentLaunch(Installation.find(environment), environment);
      Path file = launch.prepare(LaunchSettings.of(settings), words, pid);
      @Nullable String handover = System.getProperty(HANDOVER);
      if (handover == null) return below(file);
      Files.writeString(Path.of(handover), file.toString());
      return 0;
    } catch (LaunchException | IOException e) {
      throw new Failure("==> Error starting agent: " + e.getMessage());
    }
  }

  private static Settings load(List<String> words) throws Failure {
    try {
      Settings settings = SettingsLoader.load(words, Environment.ofProcess());
      settings
          .role()
          .requirePossible(); // here as well: the container would start first, and fail at length
      return settings;
    } catch (ConfigException e) {
      throw new Failure("==> " + e.getMessage());
    }
  }

  private static int below(Path arguments) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process agent = new ProcessBuilder(java, "@" + arguments).inheritIO().start();
    // A signal to this process is meant for the agent; the terminal sends its own to both.
    Runtime.getRuntime().addShutdownHook(new Thread(agent::destroy));
    try {
      return agent.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      agent.destroy();
      return 1;
    }
  }
}
