package org.lictor.config;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.lictor.config.NetworkAddresses.Entry;

/**
 * Addresses from texts with templates ({@code {{ GetPrivateIP }}}) and from the host's interfaces.
 * The functions are the common ones of HashiCorp's go-sockaddr; others are refused by name.
 */
final class AddressFinder {
  private static final Pattern TEMPLATE = Pattern.compile("\\{\\{(.*?)}}", Pattern.DOTALL);
  private static final Pattern CALL =
      Pattern.compile("\\s*(Get[A-Za-z0-9]+)\\s*(?:\"([^\"]*)\"|`([^`]*)`)?\\s*", Pattern.DOTALL);

  private final NetworkAddresses network;

  AddressFinder(NetworkAddresses network) {
    this.network = network;
  }

  /**
   * The addresses of a text: templates replaced, cut at blanks, each once, in order.
   *
   * @throws ConfigException if a template is none of the known ones
   */
  List<String> expand(String key, String text) {
    Matcher templates = TEMPLATE.matcher(text);
    String plain =
        templates.replaceAll(
            found -> Matcher.quoteReplacement(call(key, found.group(), found.group(1))));
    Set<String> addresses = new LinkedHashSet<>();
    for (String address : plain.strip().split("\\s+")) {
      if (!address.isEmpty()) addresses.add(address);
    }
    return List.copyOf(addresses);
  }

  private String call(String key, String template, String body) {
    Matcher call = CALL.matcher(body);
    if (call.matches()) {
      String argument = call.group(2) == null ? call.group(3) : call.group(2);
      String function = call.group(1);
      if (argument == null) {
        switch (function) {
          case "GetPrivateIP":
            return first(at -> isPrivate(at) && isV4(at));
          case "GetPrivateIPs":
            return all(AddressFinder::isPrivate);
          case "GetPublicIP":
            return first(at -> !IpAddresses.isPrivate(at.address()) && isV4(at));
          case "GetPublicIPs":
            return all(at -> !IpAddresses.isPrivate(at.address()));
          default:
            break;
        }
      } else if (function.equals("GetInterfaceIP")) {
        return first(at -> at.networkInterface().equals(argument));
      } else if (function.equals("GetInterfaceIPs")) {
        Pattern names = pattern(key, argument);
        return all(at -> names.matcher(at.networkInterface()).matches());
      }
    }
    throw new ConfigException(
        key
            + ": unsupported address template "
            + Texts.quote(template)
            + ": use GetPrivateIP, "
            + "GetPrivateIPs, GetPublicIP, GetPublicIPs, GetInterfaceIP \"name\", GetInterfaceIPs \"pattern\" "
            + "or an IP address");
  }

  private static Pattern pattern(String key, String text) {
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw new ConfigException(
          key + ": invalid interface pattern " + Texts.quote(text) + ": " + e.getDescription(), e);
    }
  }

  private String first(Predicate<Entry> wanted) {
    List<String> found = matching(wanted);
    return found.isEmpty() ? "" : found.get(0);
  }

  private String all(Predicate<Entry> wanted) {
    return String.join(" ", matching(wanted));
  }

  /** Version 4 before 6. */
  private List<String> matching(Predicate<Entry> wanted) {
    List<String> four = new ArrayList<>();
    List<String> six = new ArrayList<>();
    for (Entry entry : network.list()) {
      if (wanted.test(entry)) (isV4(entry) ? four : six).add(IpAddresses.show(entry.address()));
    }
    four.addAll(six);
    return four;
  }

  /**
   * The address to tell others when the bind address is every address.
   *
   * @throws ConfigException if there is none, or more than one to choose from
   */
  InetAddress advertised(boolean versionFour) {
    String kind = versionFour ? "private IPv4" : "public IPv6";
    List<InetAddress> candidates = new ArrayList<>();
    List<InetAddress> loopback = new ArrayList<>();
    for (Entry entry : network.list()) {
      InetAddress address = entry.address();
      boolean fits =
          versionFour
              ? isV4(entry) && IpAddresses.isPrivate(address)
              : !isV4(entry) && !IpAddresses.isPrivate(address);
      if (!fits) continue;
      (address.isLoopbackAddress() ? loopback : candidates).add(address);
    }
    if (candidates.isEmpty()) candidates = loopback; // a host without any network
    if (candidates.size() == 1) return candidates.get(0);
    String detecting = "Error detecting " + kind + " address: ";
    throw new ConfigException(
        candidates.isEmpty()
            ? detecting + "No " + kind + " address found"
            : detecting
                + "Multiple "
                + kind
                + " addresses found. Please configure one with 'bind' and/or 'advertise'.");
  }

  private static boolean isPrivate(Entry entry) {
    InetAddress address = entry.address();
    return IpAddresses.isPrivate(address)
        && !address.isLoopbackAddress()
        && !address.isLinkLocalAddress();
  }

  private static boolean isV4(Entry entry) {
    return entry.address() instanceof Inet4Address;
  }
}
