package org.lictor.config;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lictor.config.NetworkAddresses.Entry;

/** A host with a directory, interfaces and variables of its own, on which settings are loaded. */
final class ConfigScene {
  final Map<String, String> variables = new LinkedHashMap<>();
  final Map<String, String> properties = new LinkedHashMap<>();
  final List<Entry> network = new ArrayList<>();
  private final Path directory;

  ConfigScene(Path directory) {
    this.directory = directory;
    address("lo", "127.0.0.1")
        .address("eth0", "10.0.0.7")
        .address("eth0", "fe80::1")
        .address("eth0", "2001:db8::7");
  }

  ConfigScene address(String networkInterface, String address) {
    network.add(new Entry(networkInterface, IpAddresses.parse(address).orElseThrow()));
    return this;
  }

  ConfigScene file(String name, String text) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    return this;
  }

  Environment environment() {
    return new Environment(variables, properties, "host-1", directory, () -> List.copyOf(network));
  }

  Settings load(String... args) {
    return SettingsLoader.load(List.of(args), environment());
  }

  /** Loads an agent with a data directory and one more fragment. */
  Settings agent(String fragment) {
    return load("-data-dir", "data", "-hcl", fragment);
  }

  Settings dev(String fragment) {
    return load("-dev", "-hcl", fragment);
  }

  Settings deployed() {
    return SettingsLoader.loadDeployed(environment());
  }

  Settings validate(String... paths) {
    return SettingsLoader.validate(List.of(paths), Optional.empty(), environment());
  }

  static String text(InetAddress address) {
    return IpAddresses.show(address);
  }
}
