package org.lictor.config;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lictor.config.file.ConfigText;

/**
 * Makes {@link Settings} of everything that has a say: defaults, then those of the mode, then
 * list-valued flags, then files and directories in command-line order, then the other flags, then
 * {@code -hcl} fragments. Later scalars win, lists are concatenated, maps are overlaid by key.
 * Stateless: each call reads everything again, from any thread.
 *
 * <p>Variables ({@code LICTOR_DATA_DIR}) and system properties ({@code lictor.data-dir}) stand for
 * flags that the command line does not have; the property wins. Lists in them are parted by commas,
 * the paths of {@code LICTOR_CONFIG_DIR} and {@code LICTOR_CONFIG_FILE} as in {@code PATH}.
 */
public final class SettingsLoader {
  /** Where a deployed application keeps its state if nobody says. */
  static final String DEFAULT_DATA_DIR = "lictor-data";

  private static final List<String> ROLE_KEYS =
      List.of("server", "bootstrap", "bootstrap_expect", "retry_join");

  private SettingsLoader() {}

  /**
   * Loads what {@code agent ARGS} would run with.
   *
   * @throws ConfigException if anything is wrong, with the message that {@code agent} prints behind
   *     {@code ==> }; a {@link FlagException} if it is the command line itself
   */
  public static Settings load(List<String> args, Environment environment) {
    return new Load(environment).agent(args, false);
  }

  /**
   * Loads what a deployed application runs with. Started by {@code lictor agent} it finds the
   * command line in {@code lictor.agent.args} (or {@code LICTOR_AGENT_ARGS}), one word a line, and
   * this is {@link #load}. Deployed plainly ({@code java -jar payara-micro.jar --deploy
   * lictor.war}) it has variables and properties only, and milder defaults: without a data
   * directory it uses {@code lictor-data} in the working directory, and told nothing of its role
   * (neither server nor bootstrap nor whom to join) it is a durable server of its own on the
   * loopback interface, like {@code -dev} but with a disk.
   *
   * @throws ConfigException as {@link #load}
   */
  public static Settings loadDeployed(Environment environment) {
    Optional<List<String>> handed = new EnvironmentFlags(environment).agentArguments();
    return new Load(environment).agent(handed.orElse(List.of()), handed.isEmpty());
  }

  /**
   * Reads files and directories for {@code validate}: no flags, no variables, and no rule that a
   * flag could satisfy.
   *
   * @param format {@code hcl} or {@code json} for files of any name
   * @throws ConfigException with what {@code validate} prints behind {@code Config validation
   *     failed: }
   */
  public static Settings validate(
      List<String> paths, Optional<String> format, Environment environment) {
    return new Load(environment).files(paths, format);
  }

  /** One load, with what it collects on the way. */
  private static final class Load {
    private final Environment environment;
    private final List<String> warnings = new ArrayList<>();
    private final Set<String> unused = new LinkedHashSet<>();
    private Map<String, Object> user = new LinkedHashMap<>();

    Load(Environment environment) {
      this.environment = environment;
    }

    Settings agent(List<String> args, boolean plain) {
      AgentArguments arguments = AgentArguments.parse(args);
      if (!arguments.extra().isEmpty()) {
        throw new ConfigException(
            "Unexpected extra arguments: [" + String.join(" ", arguments.extra()) + "]");
      }
      new EnvironmentFlags(environment).applyTo(arguments);
      add(Source.of(arguments.lists()));
      ConfigFiles files =
          new ConfigFiles(environment.directory(), arguments.configFormat(), warnings);
      files.read(arguments.configPaths()).forEach(this::add);
      add(Source.of(arguments.scalars()));
      int number = 0;
      for (String fragment : arguments.fragments()) {
        add(
            Source.parse(
                "flags-" + number++ + ".hcl",
                fragment.getBytes(StandardCharsets.UTF_8),
                ConfigText.Format.HCL));
      }
      Settings settings = read(arguments.dev(), plain, arguments.configPaths());
      if (!settings.checks().localScripts()) {
        DefinitionRules.refuseScripts(settings.services(), settings.checkDefinitions());
      }
      return settings;
    }

    Settings files(List<String> paths, Optional<String> format) {
      new ConfigFiles(environment.directory(), format, warnings).read(paths).forEach(this::add);
      return read(false, false, paths);
    }

    private void add(Source source) {
      user = Keys.ROOT.merge(user, source.tree());
      warnings.addAll(source.warnings());
      unused.addAll(source.unused());
    }

    private Settings read(boolean dev, boolean plain, List<String> paths) {
      Map<String, Object> base = Defaults.ALL.tree();
      if (dev) base = Keys.ROOT.merge(base, Defaults.DEV.tree());
      boolean solo = plain && !dev && ROLE_KEYS.stream().noneMatch(user::containsKey);
      if (solo) base = Keys.ROOT.merge(base, Defaults.SOLO.tree());
      Map<String, Object> merged = Keys.ROOT.merge(base, user);
      if (plain && !dev) merged.putIfAbsent("data_dir", DEFAULT_DATA_DIR);
      return new SettingsReader(new Values(merged), new Values(user), environment, warnings)
          .read(dev, solo, paths, List.copyOf(unused));
    }
  }
}
