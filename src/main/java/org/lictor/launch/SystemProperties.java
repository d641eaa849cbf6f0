package org.lictor.launch;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The system properties of an agent's JVM that {@code domain-config/} refers to; the names there
 * and here are the same.
 */
final class SystemProperties {
  /**
   * HTTP answers are short and long polls hold no thread; more threads than this only take turns.
   */
  private static final int LEAST_HTTP_THREADS = 8;

  private SystemProperties() {}

  static Map<String, String> of(LaunchSettings settings) {
    Map<String, String> properties = new LinkedHashMap<>();
    listener(properties, "lictor.launch.http", settings.http());
    listener(properties, "lictor.launch.https", settings.https());
    properties.put("lictor.launch.https.certificate", "s1as");
    properties.put("lictor.launch.https.client.auth", "");
    int cores = Runtime.getRuntime().availableProcessors();
    int threads = Math.max(LEAST_HTTP_THREADS, 4 * cores);
    properties.put("lictor.launch.http.threads", Integer.toString(threads));
    // Those who read requests answer most of them; writes need the other half.
    properties.put("lictor.launch.http.readers", Integer.toString(Math.max(1, cores / 2)));
    grid(properties, settings);
    properties.put("lictor.launch.node.name", settings.node());
    properties.put("lictor.launch.datacenter", settings.datacenter());
    properties.put("lictor.launch.role", settings.server() ? "server" : "client");
    properties.put("lictor.launch.log.json", Boolean.toString(settings.logJson()));
    properties.put(
        "lictor.launch.leave.on.interrupt", Boolean.toString(settings.leaveOnInterrupt()));
    properties.put(
        "lictor.launch.leave.on.terminate", Boolean.toString(settings.leaveOnTerminate()));
    return properties;
  }

  private static void listener(
      Map<String, String> properties, String name, LaunchSettings.Listener listener) {
    properties.put(name + ".enabled", Boolean.toString(listener.enabled()));
    properties.put(name + ".address", listener.address());
    properties.put(name + ".port", Integer.toString(Math.max(listener.port(), 0)));
  }

  private static void grid(Map<String, String> properties, LaunchSettings settings) {
    boolean everywhere = settings.gridBind().equals("0.0.0.0") || settings.gridBind().equals("::");
    properties.put("lictor.launch.grid.enabled", Boolean.toString(settings.hasGrid()));
    properties.put("lictor.launch.grid.lite", Boolean.toString(!settings.server()));
    properties.put("lictor.launch.grid.name", settings.datacenter());
    properties.put("lictor.launch.grid.bind", settings.gridBind());
    properties.put("lictor.launch.grid.bind.any", Boolean.toString(everywhere));
    properties.put("lictor.launch.grid.interfaces.enabled", Boolean.toString(!everywhere));
    if (!everywhere) {
      // Hazelcast finds only what an interface is said to have: of loopback that is one address.
      properties.put("hazelcast.local.localAddress", settings.gridBind());
    }
    properties.put("lictor.launch.grid.advertise", settings.gridAdvertise());
    properties.put("lictor.launch.grid.port", Integer.toString(settings.gridPort()));
    properties.put(
        "lictor.launch.grid.members",
        settings.members().isEmpty()
            ? own(settings)
            : settings.members().stream()
                .map(member -> withPort(member, settings.gridPort()))
                .collect(Collectors.joining(",")));
    properties.put("lictor.launch.grid.cp.members", Integer.toString(settings.consensusMembers()));
    properties.put("lictor.launch.grid.cp.group", Integer.toString(settings.voters()));
    properties.put("lictor.launch.grid.cp.directory", settings.consensusDirectory());
    properties.put("lictor.launch.grid.cp.founds", Boolean.toString(settings.founds()));
    properties.put("lictor.launch.grid.server.port", Integer.toString(settings.serverPort()));
    properties.put("lictor.launch.grid.tags", settings.tags());
    // Another one at each start: what was said of an earlier process is not said of this one.
    properties.put("lictor.launch.grid.incarnation", UUID.randomUUID().toString());
    // Payara would promote members by itself, and wipe the consensus when it thinks that the
    // majority is gone for good.
    properties.put("hazelcast.cp-subsystem.auto-promote", "false");
    properties.put("hazelcast.phone.home.enabled", "false");
  }

  /** A member that is named without a port has the same as this one, as with Consul. */
  private static String withPort(String member, int port) {
    boolean bare =
        member.indexOf(':') < 0
            || (member.indexOf(':') != member.lastIndexOf(':') && !member.contains("]:"));
    return bare ? member + ":" + port : member;
  }

  private static String own(LaunchSettings settings) {
    return settings.gridAdvertise() + ":" + settings.gridPort();
  }
}
