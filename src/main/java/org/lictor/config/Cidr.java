package org.lictor.config;

import java.net.InetAddress;

/**
 * A network such as {@code 10.0.0.0/8}.
 *
 * @param network any address in it
 * @param bits how many leading bits its addresses share
 */
public record Cidr(InetAddress network, int bits) {
  public Cidr {
    if (bits < 0 || bits > network.getAddress().length * 8)
      throw new IllegalArgumentException("invalid cidr: " + bits);
  }

  /**
   * Reads an address with a prefix length.
   *
   * @throws IllegalArgumentException {@code invalid cidr: x}
   */
  public static Cidr parse(String text) {
    int slash = text.indexOf('/');
    String length = text.substring(slash + 1);
    if (slash < 0 || !length.matches("\\d{1,3}"))
      throw new IllegalArgumentException("invalid cidr: " + text);
    InetAddress network =
        IpAddresses.parse(text.substring(0, slash))
            .orElseThrow(() -> new IllegalArgumentException("invalid cidr: " + text));
    int bits = Integer.parseInt(length);
    if (bits > network.getAddress().length * 8)
      throw new IllegalArgumentException("invalid cidr: " + text);
    return new Cidr(network, bits);
  }

  /** Whether an address is in the network; one of the other IP version never is. */
  public boolean contains(InetAddress address) {
    byte[] mine = network.getAddress();
    byte[] other = address.getAddress();
    if (mine.length != other.length) return false;
    for (int bit = 0; bit < bits; bit += 8) {
      int mask = bits - bit >= 8 ? 0xff : 0xff << (8 - (bits - bit)) & 0xff;
      if (((mine[bit / 8] ^ other[bit / 8]) & mask) != 0) return false;
    }
    return true;
  }

  @Override
  public String toString() {
    return IpAddresses.show(network) + "/" + bits;
  }
}
