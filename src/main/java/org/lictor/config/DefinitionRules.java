package org.lictor.config;

import java.util.List;

/**
 * What would stop the agent at the registration of a definition, told before anything runs, in the
 * words of that moment.
 */
final class DefinitionRules {
  private DefinitionRules() {}

  /** Rules that need nothing but the definitions. */
  static void validate(
      List<ServiceDefinition> services, List<CheckDefinition> checks, List<String> warnings) {
    for (ServiceDefinition service : services) validate(service, warnings);
    for (CheckDefinition check : checks) {
      String name = check.name().isEmpty() ? check.id() : check.name();
      if (name.isEmpty()) throw new ConfigException("Failed to register check '': CheckID missing");
      check
          .problem()
          .ifPresent(
              problem -> {
                throw new ConfigException("Failed to register check '" + name + "': " + problem);
              });
    }
  }

  private static void validate(ServiceDefinition service, List<String> warnings) {
    String name = service.name();
    if (name.isEmpty())
      throw new ConfigException("Failed to register service \"\": Service name missing");
    for (CheckDefinition check : service.checks()) {
      check
          .problem()
          .ifPresent(
              problem -> {
                throw new ConfigException(
                    "Failed to validate checks for service " + Texts.quote(name) + ": " + problem);
              });
    }
    if (!service.socketPath().isEmpty() && (!service.address().isEmpty() || service.port() != 0)) {
      throw new ConfigException(
          "service "
              + name
              + " cannot have both socket path "
              + service.socketPath()
              + " and address/port");
    }
    if (service.port() < 0 || service.port() > 65_535) {
      throw new ConfigException(
          "service " + Texts.quote(name) + ": invalid port: " + service.port());
    }
    if (IpAddresses.isAny(service.address())) {
      // The API refuses it; files with it have always been taken, so they still are.
      warnings.add(
          "service "
              + Texts.quote(name)
              + ": address "
              + service.address()
              + " cannot be reached by others");
    }
  }

  /** Refuses programs where the switches, which may be given as flags, do not allow them. */
  static void refuseScripts(List<ServiceDefinition> services, List<CheckDefinition> checks) {
    String disabled =
        "Scripts are disabled on this agent; to enable, configure 'enable_script_checks' or "
            + "'enable_local_script_checks' to true";
    for (ServiceDefinition service : services) {
      if (service.checks().stream().anyMatch(CheckDefinition::runsProgram)) {
        throw new ConfigException(
            "Failed to register service " + Texts.quote(service.name()) + ": " + disabled);
      }
    }
    for (CheckDefinition check : checks) {
      String name = check.name().isEmpty() ? check.id() : check.name();
      if (check.runsProgram())
        throw new ConfigException("Failed to register check '" + name + "': " + disabled);
    }
  }
}
