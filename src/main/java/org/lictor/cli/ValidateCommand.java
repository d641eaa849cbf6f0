package org.lictor.cli;

import java.util.Optional;
import org.lictor.config.ConfigException;
import org.lictor.config.Environment;
import org.lictor.config.Settings;
import org.lictor.config.SettingsLoader;

/** {@code validate}: whether an agent would start with these files, without starting one. */
public final class ValidateCommand implements Command {
  /** Made by name, as the command line can do without the settings' classes. */
  public ValidateCommand() {}

  @Override
  public String usage() {
    return """
        Usage: lictor validate [options] FILE_OR_DIRECTORY...

          Reads configuration files, and those in directories, as the agent does at its
          start, and tells what is wrong with them. They are taken as the whole
          configuration of one agent. Nothing is started.
        """;
  }

  @Override
  public void declare(FlagSet flags) {
    flags.text("config-format", "", "Format of files of any name: hcl or json.");
    flags.toggle("quiet", "Say nothing when the configuration is valid.");
  }

  @Override
  public int run(Call call) throws Failure {
    String format = call.flags().text("config-format");
    if (call.operands().isEmpty()) {
      throw new Failure("Must specify at least one config file or directory");
    }
    if (!format.isEmpty() && !format.equals("hcl") && !format.equals("json")) {
      throw new Failure("-config-format must be either 'hcl' or 'json'");
    }
    try {
      Settings settings =
          SettingsLoader.validate(
              call.operands(),
              format.isEmpty() ? Optional.empty() : Optional.of(format),
              Environment.ofProcess());
      if (!call.flags().on("quiet")) {
        settings.warnings().forEach(call::warn);
        call.say("Configuration is valid!");
      }
      return 0;
    } catch (ConfigException e) {
      throw new Failure("Config validation failed: " + e.getMessage());
    }
  }
}
