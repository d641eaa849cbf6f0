package org.lictor.it.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lictor.it.linear.Outcome;

class KvClientTest {
  private final Random random = new Random(1);
  private ServerSocket listener;
  private KvClient client;

  @BeforeEach
  void listen() throws IOException {
    listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    URI url = URI.create("http://127.0.0.1:" + listener.getLocalPort());
    client = new KvClient(List.of(url), Duration.ofMillis(500));
  }

  @AfterEach
  void close() throws IOException {
    listener.close();
  }

  @ParameterizedTest
  @CsvSource({
    "200, true, OK, true",
    "200, false, OK, false",
    "500, No cluster leader, FAILED, false",
    "500, rpc error: No known Consul servers, FAILED, false",
    "500, leadership lost while committing log, UNKNOWN, false",
    "429, No cluster leader, UNKNOWN, false",
    "503, , UNKNOWN, false",
  })
  void onlyARefusalMeansThatNothingWasWritten(int status, String body, Outcome outcome, boolean yes)
      throws Exception {
    answer(status, body == null ? "" : body);
    assertThat(client.write("key", "value", random)).isEqualTo(new KvClient.Written(outcome, yes));
  }

  @Test
  void nobodyThereMeansThatNothingWasWritten() throws IOException {
    listener.close();
    assertThat(client.cas("key", 1, "value", random).outcome()).isEqualTo(Outcome.FAILED);
    assertThat(client.read("key", ReadMode.DEFAULT, random)).isEmpty();
  }

  @Test
  void noAnswerInTimeLeavesAWriteUnknown() {
    assertThat(client.write("key", "value", random).outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(client.read("key", ReadMode.DEFAULT, random)).isEmpty();
  }

  @Test
  void aConnectionThatEndsLeavesAWriteUnknown() throws Exception {
    serve(socket -> {});
    assertThat(client.write("key", "value", random).outcome()).isEqualTo(Outcome.UNKNOWN);
  }

  @Test
  void anAbsentKeyIsAnAnswer() throws Exception {
    answer(404, "", "X-Consul-Index: 7\r\n");
    assertThat(client.read("key", ReadMode.CONSISTENT, random)).contains(Optional.empty());
    assertThat(client.strays()).isZero();
  }

  @Test
  void aPageOfSomebodyElseIsNoAnswer() throws Exception {
    answer(404, "<html>not deployed yet</html>");
    assertThat(client.read("key", ReadMode.CONSISTENT, random)).isEmpty();
    assertThat(client.strays()).isOne();
  }

  @Test
  void anEntryIsReadWithItsIndexes() throws Exception {
    answer(200, "[{\"Key\":\"key\",\"Value\":\"djE=\",\"CreateIndex\":3,\"ModifyIndex\":7}]");
    assertThat(client.read("key", ReadMode.DEFAULT, random))
        .contains(Optional.of(new KvClient.Entry("key", "v1", 3, 7)));
  }

  private interface Server {
    void serve(Socket socket) throws IOException;
  }

  private void answer(int status, String body) {
    answer(status, body, "");
  }

  private void answer(int status, String body, String headers) {
    String head =
        "HTTP/1.1 %d x\r\n%sContent-Length: %d\r\n\r\n".formatted(status, headers, body.length());
    serve(socket -> socket.getOutputStream().write((head + body).getBytes(StandardCharsets.UTF_8)));
  }

  /** Takes one connection, reads what a request begins with, and lets {@code server} go on. */
  private void serve(Server server) {
    Thread thread =
        new Thread(
            () -> {
              try (Socket socket = listener.accept()) {
                byte[] some = new byte[4_096];
                if (socket.getInputStream().read(some) > 0) {
                  server.serve(socket);
                }
                socket.shutdownOutput();
                while (socket.getInputStream().read(some) > 0) {
                  // What is still to come, so that the connection is not reset.
                }
              } catch (IOException e) {
                // The client has gone.
              }
            });
    thread.setDaemon(true);
    thread.start();
  }
}
