package org.lictor.boot;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class OwnDoorTest {
  private static final Duration PATIENCE = Duration.ofMillis(400);

  private final AtomicLong requests = new AtomicLong(7);

  @Test
  void aRequestThatArrivesHereShowsThatTheDoorIsOurs() throws Exception {
    try (ServerSocket socket = listening()) {
      answering(socket, requests::incrementAndGet);
      assertTrue(door(socket).isOpen());
    }
  }

  @Test
  void anAnswerOfSomebodyElseShowsThatItIsNot() throws Exception {
    try (ServerSocket socket = listening()) {
      answering(socket, () -> {});
      assertFalse(door(socket).isOpen());
    }
  }

  @Test
  void somebodyWhoSaysNothingIsNotWaitedForWithoutEnd() throws Exception {
    try (ServerSocket socket = listening()) {
      assertFalse(door(socket).isOpen());
    }
  }

  @Test
  void aDoorThatNobodyOpensIsShut() throws Exception {
    ServerSocket socket = listening();
    OwnDoor door = door(socket);
    socket.close();
    assertFalse(door.isOpen());
  }

  private OwnDoor door(ServerSocket socket) {
    return new OwnDoor(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort()),
        requests::get,
        PATIENCE);
  }

  private static ServerSocket listening() throws IOException {
    return new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
  }

  private static void answering(ServerSocket server, Runnable heard) {
    Thread thread =
        new Thread(
            () -> {
              try (Socket socket = server.accept()) {
                heard.run();
                socket
                    .getOutputStream()
                    .write("HTTP/1.0 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
              } catch (IOException closed) {
                // the test is over
              }
            });
    thread.setDaemon(true);
    thread.start();
  }
}
