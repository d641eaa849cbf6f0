package org.lictor.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lictor.cli.net.Json;

/**
 * Turns the service definitions of a configuration file into the form of the registration API.
 * Names are compared without case and underscores, so that both spellings, {@code tls_skip_verify}
 * and {@code TLSSkipVerify}, are understood; one that is not known is refused, because a misspelt
 * check would otherwise be a service without one.
 */
final class ServiceDefinition {
  private static final Map<String, String> SERVICE =
      Map.ofEntries(
          name("ID"),
          name("Name"),
          name("Tags"),
          name("Port"),
          name("Address"),
          name("SocketPath"),
          name("Meta"),
          name("Kind"),
          name("Weights"),
          name("EnableTagOverride"),
          name("TaggedAddresses"),
          name("Namespace"),
          name("Partition"),
          name("Locality"),
          name("Check"),
          name("Checks"),
          name("Token"),
          name("Proxy"),
          name("Connect"),
          name("Ports"));

  private static final Map<String, String> CHECK =
      Map.ofEntries(
          Map.entry("id", "CheckID"),
          name("CheckID"),
          name("Name"),
          name("Status"),
          name("Notes"),
          name("Script"),
          name("Args"),
          Map.entry("scriptargs", "Args"),
          name("HTTP"),
          name("TCP"),
          name("TCPUseTLS"),
          name("UDP"),
          name("GRPC"),
          name("GRPCUseTLS"),
          name("H2PING"),
          name("H2PingUseTLS"),
          name("OSService"),
          name("Interval"),
          name("Timeout"),
          name("TTL"),
          name("Header"),
          name("Method"),
          name("Body"),
          name("TLSServerName"),
          name("TLSSkipVerify"),
          name("DisableRedirects"),
          name("DockerContainerID"),
          name("Shell"),
          name("AliasNode"),
          name("AliasService"),
          name("SuccessBeforePassing"),
          name("FailuresBeforeWarning"),
          name("FailuresBeforeCritical"),
          name("DeregisterCriticalServiceAfter"),
          name("OutputMaxSize"),
          name("SessionName"));

  private static final Map<String, String> WEIGHTS =
      Map.ofEntries(name("Passing"), name("Warning"));
  private static final Map<String, String> ADDRESS = Map.ofEntries(name("Address"), name("Port"));

  private ServiceDefinition() {}

  /** A definition the agent could not take; the message tells the key. */
  static final class BadDefinitionException extends Exception {
    private static final long serialVersionUID = 1;

    BadDefinitionException(String fault) {
      super(fault);
    }
  }

  /**
   * The services of a file: those of its list, then the single one. Other settings of an agent are
   * not our business.
   */
  static List<Map<String, Object>> allIn(Map<String, Object> file) throws BadDefinitionException {
    for (String key : file.keySet()) if (!AgentKeys.known(key)) throw unknown(key);
    List<Map<String, Object>> services = new ArrayList<>();
    for (Object service : listOf(file.get("services"))) services.add(service("services", service));
    for (Object service : listOf(file.get("service"))) services.add(service("service", service));
    return services;
  }

  private static Map<String, Object> service(String path, @Nullable Object definition)
      throws BadDefinitionException {
    Map<String, Object> service = renamed(path, definition, SERVICE);
    service.remove("Token"); // the API takes the token of the call
    if (service.get("Weights") != null)
      service.put("Weights", renamed(path + ".weights", service.get("Weights"), WEIGHTS));
    Map<String, Object> tagged = new LinkedHashMap<>();
    for (Map.Entry<String, Object> entry : Json.object(service.get("TaggedAddresses")).entrySet()) {
      tagged.put(
          entry.getKey(),
          renamed(path + ".tagged_addresses." + entry.getKey(), entry.getValue(), ADDRESS));
    }
    if (!tagged.isEmpty()) service.put("TaggedAddresses", tagged);
    List<Object> checks = new ArrayList<>();
    for (Object check : listOf(service.remove("Check")))
      checks.add(renamed(path + ".check", check, CHECK));
    for (Object check : listOf(service.remove("Checks")))
      checks.add(renamed(path + ".checks", check, CHECK));
    if (!checks.isEmpty()) service.put("Checks", checks);
    return service;
  }

  private static Map<String, Object> renamed(
      String path, @Nullable Object value, Map<String, String> names)
      throws BadDefinitionException {
    if (!(value instanceof Map))
      throw new BadDefinitionException("1 error(s) decoding:\n\n* '" + path + "' expected a map");
    Map<String, Object> renamed = new LinkedHashMap<>();
    for (Map.Entry<String, Object> member : Json.object(value).entrySet()) {
      String name = names.get(folded(member.getKey()));
      if (name == null) throw unknown(path + "." + member.getKey());
      if (member.getValue() != null) renamed.put(name, member.getValue());
    }
    return renamed;
  }

  /** Files come with one definition as an object and with several as a list. */
  private static List<?> listOf(@Nullable Object value) {
    if (value == null) return List.of();
    return value instanceof List<?> list ? list : List.of(value);
  }

  private static BadDefinitionException unknown(String key) {
    return new BadDefinitionException("1 error occurred:\n\t* invalid config key " + key + "\n\n");
  }

  private static Map.Entry<String, String> name(String apiName) {
    return Map.entry(folded(apiName), apiName);
  }

  private static String folded(String name) {
    return name.replace("_", "").toLowerCase(Locale.ROOT);
  }
}
