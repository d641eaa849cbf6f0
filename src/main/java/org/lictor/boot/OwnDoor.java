package org.lictor.boot;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Whether what is sent to the agent's HTTP address comes to this agent. The container does not say
 * when it could not open a port: between the look at it and its opening another process may have
 * taken it, and would be answering in our place.
 */
final class OwnDoor {
  private static final String KNOCK =
      "GET /v1/status/leader HTTP/1.0\r\nHost: localhost\r\nConnection: close\r\n\r\n";
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final InetSocketAddress address;
  private final LongSupplier requests;
  private final Duration patience;

  /**
   * A door that is knocked at.
   *
   * @param requests how many requests this agent has had; nobody's come but through this door
   * @param patience how long the container may take to open it, and whoever is there to answer
   */
  OwnDoor(InetSocketAddress address, LongSupplier requests, Duration patience) {
    this.address = address;
    this.requests = requests;
    this.patience = patience;
  }

  /** Knocks until it is sure: returns at once when somebody answers. */
  boolean isOpen() {
    long end = System.nanoTime() + patience.toNanos();
    long before = requests.getAsLong();
    try {
      while (requests.getAsLong() == before && !answers() && System.nanoTime() < end) {
        TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return requests.getAsLong() > before;
  }

  /** Somebody's answer, or the end of a connection without one: a refused one is tried again. */
  private boolean answers() {
    try (Socket socket = new Socket()) {
      socket.setSoTimeout((int) patience.toMillis());
      socket.connect(address, (int) patience.toMillis());
      try {
        socket.getOutputStream().write(KNOCK.getBytes(StandardCharsets.US_ASCII));
        socket.getInputStream().read();
      } catch (IOException somebodyElse) {
        return true; // it took the connection, and does not speak with us
      }
      return true;
    } catch (IOException nobodyYet) {
      return false;
    }
  }
}
