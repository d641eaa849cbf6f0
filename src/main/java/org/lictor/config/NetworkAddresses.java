package org.lictor.config;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The addresses of this host's network interfaces that are up. Asked at load time; may be called
 * from any thread.
 */
public interface NetworkAddresses {
  /** One address and the interface that carries it. */
  record Entry(String networkInterface, InetAddress address) {}

  /** All addresses, interfaces in the system's order. */
  List<Entry> list();

  /** The real interfaces of this machine. */
  static NetworkAddresses ofMachine() {
    return () -> {
      List<Entry> entries = new ArrayList<>();
      try {
        for (NetworkInterface candidate :
            Collections.list(NetworkInterface.getNetworkInterfaces())) {
          if (!candidate.isUp()) continue;
          for (InetAddress address : Collections.list(candidate.getInetAddresses())) {
            entries.add(new Entry(candidate.getName(), withoutScope(address)));
          }
        }
      } catch (SocketException e) {
        throw new ConfigException("Failed to list network interfaces: " + e.getMessage(), e);
      }
      return entries;
    };
  }

  private static InetAddress withoutScope(InetAddress address) {
    try {
      return InetAddress.getByAddress(address.getAddress());
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
