package org.lictor.cli.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers as bytes on the wire, good and bad. */
class WireTest {
  private static final TlsFiles NO_TLS = new TlsFiles(null, null, null, null, null, true);

  /** Asks a server that reads the head of a request, sends these bytes and closes. */
  private static Reply askFor(String answer) throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CompletableFuture<Void> served = CompletableFuture.runAsync(() -> serve(server, answer));
      try {
        String address = "127.0.0.1:" + server.getLocalPort();
        return new AgentClient(AgentAddress.parse(address, false), NO_TLS, null, null)
            .get("/x", new Query());
      } finally {
        served.join();
      }
    }
  }

  private static void serve(ServerSocket server, String answer) {
    try (Socket socket = server.accept()) {
      while (!HttpWire.line(socket.getInputStream()).isEmpty()) continue;
      socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void chunksAreJoinedAndInterimAnswersPassedOver() throws Exception {
    Reply reply =
        askFor(
            "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nX-Consul-Index:  7 \r\n\r\n"
                + "5;ext=1\r\nhello\r\n1\r\n \r\nA\r\n0123456789\r\n0\r\nTrailer: t\r\n\r\n");
    assertThat(reply.ok().text()).isEqualTo("hello 0123456789");
    assertThat(reply.headers()).containsEntry("x-consul-index", "7");
  }

  @Test
  void aBodyWithoutALengthEndsWithTheConnection() throws Exception {
    assertThat(askFor("HTTP/1.1 200 OK\r\n\r\nall of it").text()).isEqualTo("all of it");
    assertThat(askFor("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nall of it").text())
        .isEqualTo("all");
    assertThat(askFor("HTTP/1.1 204 No Content\r\n\r\n").body()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``                                                       | EOF",
        "HTTP/1.1 200 OK~Content-                                 | unexpected EOF",
        "HTTP/1.1 200 OK~Content-Length: 9~~abc                   | unexpected EOF",
        "HTTP/1.1 200 OK~Content-Length: x~~abc                   | bad Content-Length \"x\"",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~9~abc        | unexpected EOF",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~zz~abc       | malformed chunked encoding: \"zz\"",
        "HTTP/1.1 200 OK~no colon~~                               | malformed header line \"no colon\"",
        "SSH-2.0-OpenSSH~                                         | malformed HTTP response \"SSH-2.0-OpenSSH\"",
      })
  void anAnswerThatIsCutOrNoneIsAnError(String answer, String reason) {
    assertThatThrownBy(() -> askFor(answer.replace("~", "\r\n")))
        .isInstanceOf(AgentException.class)
        .hasMessageStartingWith("Get \"http://127.0.0.1:")
        .hasMessageEndingWith("/x\": " + reason);
  }

  @Test
  void aUnixSocketIsAsGoodAsAPort(@TempDir Path directory) throws Exception {
    Path path = directory.resolve("agent.sock");
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(path));
      CompletableFuture<Void> served =
          CompletableFuture.runAsync(
              () -> {
                try (SocketChannel channel = server.accept()) {
                  channel.read(ByteBuffer.allocate(4096));
                  channel.write(
                      ByteBuffer.wrap(
                          "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi"
                              .getBytes(StandardCharsets.US_ASCII)));
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
      AgentClient client =
          new AgentClient(AgentAddress.parse("unix://" + path, false), NO_TLS, null, null);
      assertThat(client.get("/x", new Query()).text()).isEqualTo("hi");
      served.join();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:8500,        false, 127.0.0.1, 8500, ''",
    "http://h,              false, h,         80,   ''",
    "https://h/p/,          true,  h,         443,  /p",
    "[::1]:8500,            false, ::1,       8500, ''",
    "http://[::1]/x/y,      false, ::1,       80,   /x/y",
    ":8500,                 false, 127.0.0.1, 8500, ''",
  })
  void addressesAreReadInAllTheirForms(
      String text, boolean tls, String host, int port, String prefix) throws Exception {
    AgentAddress address = AgentAddress.parse(text, false);
    assertThat(address.tls()).isEqualTo(tls);
    assertThat(address.host()).isEqualTo(host);
    assertThat(address.port()).isEqualTo(port);
    assertThat(address.prefix()).isEqualTo(prefix);
  }
}
