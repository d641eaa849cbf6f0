package org.lictor.config;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * What settings may depend on besides arguments and files; given as a value so that a test is its
 * own host. Immutable.
 *
 * @param variables the process's environment; {@code LICTOR_DATA_DIR} stands for {@code -data-dir},
 *     and so on
 * @param properties system properties; {@code lictor.data-dir} does the same and wins over the
 *     variable
 * @param hostName the default node name
 * @param directory what relative paths start from
 * @param network where addresses for {@code {{ GetPrivateIP }}} and its sisters come from
 */
public record Environment(
    Map<String, String> variables,
    Map<String, String> properties,
    String hostName,
    Path directory,
    NetworkAddresses network) {
  public Environment {
    variables = Map.copyOf(variables);
    properties = Map.copyOf(properties);
  }

  /** The environment of this process, as it is now. */
  public static Environment ofProcess() {
    Map<String, String> properties = new TreeMap<>();
    Properties system = System.getProperties();
    for (String name : system.stringPropertyNames())
      properties.put(name, system.getProperty(name, ""));
    return new Environment(
        System.getenv(),
        properties,
        hostNameOfMachine(),
        Path.of(""),
        NetworkAddresses.ofMachine());
  }

  private static String hostNameOfMachine() {
    // Asking the resolver for one's own name can take seconds on a host without DNS; the kernel
    // knows it.
    Path kernel = Path.of("/proc/sys/kernel/hostname");
    try {
      if (Files.isReadable(kernel)) return Files.readString(kernel).strip();
    } catch (IOException e) {
      // the resolver is asked instead
    }
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      // The name does not resolve, but the message begins with it; a host without any is called
      // localhost.
      String message = String.valueOf(e.getMessage());
      int colon = message.indexOf(':');
      return colon > 0 ? message.substring(0, colon) : "localhost";
    }
  }
}
