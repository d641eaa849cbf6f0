package org.lictor.dns;

/**
 * How much a client can take.
 *
 * @param octets what it cannot go beyond
 * @param room what a reply with more than one answer may take, which leaves a little for others on
 *     the way
 * @param small whether the client has not said that it takes more than RFC 1035 §4.2.1 allows
 * @param mostServers SRV records at most, and {@code mostOthers} of another type, however much fits
 */
record SizeLimit(int octets, int room, boolean small, int mostServers, int mostOthers) {
  private static final int PLAIN = 512;
  private static final int MARGIN = 8;

  /** An IPv4 datagram less the headers. */
  private static final int LARGEST_DATAGRAM = 65_535 - 68;

  private static final SizeLimit TCP = new SizeLimit(65_535, 65_523, false, 1024, 4096);
  private static final SizeLimit SMALL = datagram(PLAIN);

  private static SizeLimit datagram(int octets) {
    return new SizeLimit(
        octets, octets - MARGIN, octets == PLAIN, Integer.MAX_VALUE, Integer.MAX_VALUE);
  }

  /**
   * The limit for a client that says in its OPT record that it takes {@code ednsSize} octets (RFC
   * 6891 §6.2.3); 0 when it has none.
   */
  static SizeLimit of(Transport transport, int ednsSize) {
    if (transport == Transport.TCP) {
      return TCP;
    }
    return ednsSize <= PLAIN ? SMALL : datagram(Math.min(ednsSize, LARGEST_DATAGRAM));
  }

  int most(boolean servers) {
    return servers ? mostServers : mostOthers;
  }
}
