package org.lictor.process;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FrontDoorTest {
  private static final InetAddress HERE = InetAddress.getLoopbackAddress();
  private static final Duration LONG = Duration.ofMinutes(5);

  @Test
  void whoCameEarlyIsLetInWhenTheContainerIsThere() throws Exception {
    try (FrontDoor door = door(LONG);
        Socket early = caller(door, "GET / HTTP/1.1\r\n\r\n");
        Socket silent = caller(door, "")) {
      door.shut();
      try (ServerSocket container = new ServerSocket()) {
        container.setReuseAddress(true);
        container.setSoTimeout(30_000);
        container.bind(new InetSocketAddress(HERE, door.port()));
        door.letIn();
        for (Socket caller : List.of(early, silent)) {
          try (Socket inside = container.accept()) {
            inside.setSoTimeout(30_000);
            if (caller == early) {
              assertThat(new String(inside.getInputStream().readNBytes(18))).startsWith("GET /");
            }
            inside.getOutputStream().write("one".getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(caller.getInputStream().readNBytes(3))).isEqualTo("one");
            caller.getOutputStream().write('2');
            assertThat(inside.getInputStream().read()).isEqualTo('2');
          }
          assertThat(caller.getInputStream().read()).as("the end of the connection").isNegative();
        }
      }
    }
  }

  @Test
  void theEndOfACallerIsPassedOn() throws Exception {
    try (FrontDoor door = door(LONG)) {
      Socket early = caller(door, "x");
      door.shut();
      try (ServerSocket container = new ServerSocket()) {
        container.setReuseAddress(true);
        container.setSoTimeout(30_000);
        container.bind(new InetSocketAddress(HERE, door.port()));
        door.letIn();
        try (Socket inside = container.accept()) {
          inside.setSoTimeout(30_000);
          assertThat(inside.getInputStream().read()).isEqualTo('x');
          early.close();
          assertThat(inside.getInputStream().read()).isNegative();
        }
      }
    }
  }

  @Test
  void whoWaitsTooLongIsToldSo() throws Exception {
    try (FrontDoor door = door(Duration.ZERO);
        Socket early = caller(door, "GET /v1/status/leader HTTP/1.1\r\n\r\n")) {
      assertThat(new String(early.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
          .startsWith("HTTP/1.1 500 ")
          .endsWith("\r\n\r\nNo cluster leader: the agent is starting");
    }
  }

  @Test
  void whoWaitsWhenTheDoorClosesIsToldSo() throws Exception {
    FrontDoor door = door(LONG);
    try (Socket early = caller(door, "")) {
      door.close();
      assertThat(new String(early.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
          .contains("No cluster leader");
    }
  }

  @Test
  void notEverybodyMayWait() throws Exception {
    List<Socket> callers = new ArrayList<>();
    try (FrontDoor door = door(LONG)) {
      for (int i = 0; i < 33; i++) {
        callers.add(caller(door, ""));
      }
      assertThat(new String(callers.get(32).getInputStream().readAllBytes(), US_ASCII))
          .startsWith("HTTP/1.1 500 ")
          .endsWith("No cluster leader: the agent is starting");
    } finally {
      for (Socket caller : callers) {
        caller.close();
      }
    }
  }

  @Test
  void aPortThatIsTakenIsNotOpened() throws Exception {
    try (FrontDoor first = door(LONG)) {
      InetSocketAddress taken = new InetSocketAddress(HERE, first.port());
      assertThatThrownBy(() -> FrontDoor.open(taken, LONG)).isInstanceOf(IOException.class);
    }
  }

  private static FrontDoor door(Duration patience) throws IOException {
    return FrontDoor.open(new InetSocketAddress(HERE, 0), patience);
  }

  private static Socket caller(FrontDoor door, String request) throws IOException {
    Socket socket = new Socket(HERE, door.port());
    socket.setSoTimeout(30_000);
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }
}
