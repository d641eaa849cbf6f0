package org.lictor.config;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;

/**
 * Where this agent listens and what it tells others. Templates are resolved.
 *
 * @param bind for the cluster; may be the address of every interface
 * @param advertise told to others; one of a real interface
 * @param advertiseWan told to other datacenters
 * @param serf what the membership listener binds to
 * @param dns addresses of the DNS listeners; empty: none
 * @param http addresses or {@code unix://} paths of HTTP
 * @param https the same of HTTPS
 * @param tagged {@code lan}, {@code wan} and, as far as known, {@code lan_ipv4}, {@code wan_ipv6}
 *     and so on
 */
public record AddressSettings(
    InetAddress bind,
    InetAddress advertise,
    InetAddress advertiseWan,
    InetAddress serf,
    List<String> client,
    List<String> dns,
    List<String> http,
    List<String> https,
    Map<String, String> tagged) {
  public AddressSettings {
    client = List.copyOf(client);
    dns = List.copyOf(dns);
    http = List.copyOf(http);
    https = List.copyOf(https);
    tagged = Frozen.map(tagged);
  }
}
