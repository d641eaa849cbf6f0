package org.lictor.launch;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Ports of loopback for what listens there in a moment. They lie below those that systems give to
 * outgoing connections, which could get one of them before. One thread.
 */
final class FreePorts {
  private static final int FIRST = 10_000;
  private static final int LAST = 32_000;
  private static final int ATTEMPTS = 1_000;

  private final RandomGenerator random;
  private final Set<Integer> given = new HashSet<>();

  FreePorts(RandomGenerator random) {
    this.random = random;
  }

  /**
   * A port that neither TCP nor UDP uses now, another one each time.
   *
   * @throws LaunchException when none is found
   */
  int next() {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int port = random.nextInt(FIRST, LAST);
      if (isFree(port) && given.add(port)) return port;
    }
    throw new LaunchException("no free port of loopback");
  }

  private static boolean isFree(int port) {
    try (ServerSocket tcp = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
        DatagramSocket udp = new DatagramSocket(port, InetAddress.getLoopbackAddress())) {
      return tcp.isBound() && udp.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
