package org.lictor.query;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Compares IP addresses that are written as text. Only IPv6 has several spellings of one address.
 */
final class AddressMatch {
  private final String address;
  private final byte[] octets;

  AddressMatch(String address) {
    this.address = address;
    this.octets = octets(address);
  }

  boolean with(String other) {
    return other.equals(address)
        || (octets.length != 0 && other.indexOf(':') >= 0 && Arrays.equals(octets, octets(other)));
  }

  private static byte[] octets(String text) {
    // Anything else but a literal would be looked up.
    if (text.indexOf(':') < 0 || !text.matches("[0-9A-Fa-f:.]+")) {
      return new byte[0];
    }
    try {
      return InetAddress.getByName(text).getAddress();
    } catch (UnknownHostException notAnAddress) {
      return new byte[0];
    }
  }
}
