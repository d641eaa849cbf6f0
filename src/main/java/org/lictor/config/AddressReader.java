package org.lictor.config;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads addresses and ports and refuses listeners that would get in each other's way. */
final class AddressReader {
  private static final String UNIX = "unix://";

  private final Values values;
  private final AddressFinder finder;
  private final List<String> warnings;

  AddressReader(Values values, AddressFinder finder, List<String> warnings) {
    this.values = values;
    this.finder = finder;
    this.warnings = warnings;
  }

  PortSettings ports() {
    PortSettings ports =
        new PortSettings(
            values.port("ports.dns"),
            values.port("ports.http"),
            values.port("ports.https"),
            values.port("ports.server"),
            values.port("ports.serf_lan"),
            values.port("ports.serf_wan"));
    if (ports.server() < 0) values.problem("ports.server", "must be a valid port from 1 to 65535");
    if (ports.serfLan() < 0)
      values.problem("ports.serf_lan", "must be a valid port from 1 to 65535");
    return ports;
  }

  AddressSettings addresses() {
    InetAddress bind = bind();
    InetAddress advertise =
        advertised("advertise_addr", "Advertise")
            .orElseGet(
                () ->
                    bind.isAnyLocalAddress()
                        ? finder.advertised(bind instanceof Inet4Address)
                        : bind);
    InetAddress wan = advertised("advertise_addr_wan", "Advertise WAN").orElse(advertise);
    InetAddress serf = single("serf_lan").orElse(bind);
    List<String> client = listeners("client_addr", false);
    if (client.isEmpty()) {
      warnings.add(
          "client_addr is empty, client services (DNS, HTTP, HTTPS, GRPC) "
              + "will not be listening for connections");
    }
    if (values.text("addresses.dns").startsWith(UNIX))
      throw new ConfigException("DNS address cannot be a unix socket");
    return new AddressSettings(
        bind,
        advertise,
        wan,
        serf,
        client,
        of("addresses.dns", client),
        of("addresses.http", client),
        of("addresses.https", client),
        tagged(advertise, wan));
  }

  private InetAddress bind() {
    List<String> found = finder.expand("bind_addr", values.text("bind_addr"));
    if (found.isEmpty()) throw new ConfigException("bind_addr cannot be empty");
    if (found.size() > 1) {
      throw new ConfigException(
          "bind_addr cannot contain multiple addresses. "
              + "Use 'addresses.{dns,http,https}' instead.");
    }
    if (found.get(0).startsWith(UNIX))
      throw new ConfigException("bind_addr cannot be a unix socket");
    return IpAddresses.parse(found.get(0))
        .orElseThrow(() -> new ConfigException("bind_addr must be an ip address"));
  }

  private Optional<InetAddress> advertised(String key, String label) {
    Optional<InetAddress> address = single(key);
    if (address.filter(InetAddress::isAnyLocalAddress).isPresent()) {
      throw new ConfigException(label + " address cannot be 0.0.0.0, :: or [::]");
    }
    return address;
  }

  private Optional<InetAddress> single(String key) {
    List<String> found = finder.expand(key, values.text(key));
    if (found.isEmpty()) return Optional.empty();
    if (found.size() > 1) {
      values.problem(key, "multiple addresses found: " + String.join(" ", found));
      return Optional.empty();
    }
    Optional<InetAddress> address = IpAddresses.parse(found.get(0));
    if (address.isEmpty()) values.problem(key, "invalid ip address: " + found.get(0));
    return address;
  }

  private List<String> of(String key, List<String> client) {
    return values.has(key) ? listeners(key, true) : client;
  }

  private List<String> listeners(String key, boolean unixAllowed) {
    List<String> addresses = new ArrayList<>();
    for (String text : finder.expand(key, values.text(key))) {
      if (unixAllowed && text.startsWith(UNIX)) addresses.add(text);
      else
        IpAddresses.parse(text)
            .ifPresentOrElse(
                ip -> addresses.add(IpAddresses.show(ip)),
                () -> values.problem(key, "invalid ip address: " + text));
    }
    return addresses;
  }

  private Map<String, String> tagged(InetAddress advertise, InetAddress wan) {
    Map<String, String> tagged = new LinkedHashMap<>();
    tagged.put("lan", IpAddresses.show(advertise));
    tagged.put("wan", IpAddresses.show(wan));
    tagged.put(
        advertise instanceof Inet4Address ? "lan_ipv4" : "lan_ipv6", IpAddresses.show(advertise));
    tagged.put(wan instanceof Inet4Address ? "wan_ipv4" : "wan_ipv6", IpAddresses.show(wan));
    for (String name : List.of("lan_ipv4", "lan_ipv6", "wan_ipv4", "wan_ipv6")) {
      String key = "advertise_addr_" + name.replace("lan_", "");
      single(key)
          .ifPresent(
              address -> {
                boolean four = name.endsWith("4");
                if (address instanceof Inet4Address != four) {
                  throw new ConfigException(
                      key + " must be an " + (four ? "ipv4" : "ipv6") + " address");
                }
                tagged.put(name, IpAddresses.show(address));
              });
    }
    return tagged;
  }

  /** Each address and port may serve one purpose. */
  static void refuseClashes(AddressSettings addresses, PortSettings ports) {
    Map<String, String> taken = new LinkedHashMap<>();
    claim(taken, "DNS", addresses.dns(), ports.dns());
    claim(taken, "HTTP", addresses.http(), ports.http());
    claim(taken, "HTTPS", addresses.https(), ports.https());
    List<String> advertised = List.of(IpAddresses.show(addresses.advertise()));
    claim(taken, "RPC Advertise", advertised, ports.server());
    claim(taken, "Serf Advertise LAN", advertised, ports.serfLan());
  }

  private static void claim(
      Map<String, String> taken, String purpose, List<String> addresses, int port) {
    for (String address : addresses) {
      if (port < 0) continue;
      String place =
          address.startsWith(UNIX)
              ? address
              : address.contains(":") ? "[" + address + "]:" + port : address + ":" + port;
      String before = taken.putIfAbsent(place, purpose);
      if (before != null) {
        throw new ConfigException(
            purpose + " address " + place + " already configured for " + before);
      }
    }
  }
}
