package org.lictor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which agent is asked, and as whom. */
class ConnectionTest {
  private final FakeAgent agent = new FakeAgent();
  @TempDir Path directory;

  @BeforeEach
  void answer() {
    agent
        .answering("PUT /v1/agent/reload", "")
        .answering("PUT /behind/a/proxy/v1/agent/reload", "");
  }

  @AfterEach
  void stop() {
    agent.close();
  }

  private static String freeAddress() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return "127.0.0.1:" + socket.getLocalPort();
    }
  }

  private static Tool.Result reload(Map<String, String> env, String... flags) {
    String[] args = new String[flags.length + 1];
    args[0] = "reload";
    System.arraycopy(flags, 0, args, 1, flags.length);
    return Tool.run(env, "", args);
  }

  @Test
  void theFlagWinsOverTheVariablesAndOursOverConsuls() throws Exception {
    String nobody = freeAddress();
    assertThat(reload(Map.of("CONSUL_HTTP_ADDR", agent.address())).code()).isZero();
    assertThat(
            reload(Map.of("CONSUL_HTTP_ADDR", nobody, "LICTOR_HTTP_ADDR", agent.address())).code())
        .isZero();
    assertThat(
            reload(Map.of("LICTOR_HTTP_ADDR", nobody), "-http-addr=http://" + agent.address())
                .code())
        .isZero();
    assertThat(reload(Map.of("LICTOR_HTTP_ADDR", agent.address()), "-http-addr=").code()).isZero();
    assertThat(reload(Map.of("LICTOR_HTTP_ADDR", "", "CONSUL_HTTP_ADDR", agent.address())).code())
        .isZero();
    assertThat(agent.requests()).hasSize(5);
  }

  @Test
  void aPathInTheAddressIsAPrefix() {
    assertThat(
            reload(Map.of("LICTOR_HTTP_ADDR", "http://" + agent.address() + "/behind/a/proxy/"))
                .code())
        .isZero();
    assertThat(agent.lines()).containsExactly("PUT /behind/a/proxy/v1/agent/reload");
  }

  @Test
  void nobodyThereIsToldAsGoDoes() throws Exception {
    String nobody = freeAddress();
    assertThat(reload(Map.of("LICTOR_HTTP_ADDR", nobody)))
        .isEqualTo(
            new Tool.Result(
                1,
                "",
                "Error reloading: Put \"http://"
                    + nobody
                    + "/v1/agent/reload\": dial tcp "
                    + nobody
                    + ": connect: connection refused\n"));
    assertThat(reload(Map.of("LICTOR_HTTP_ADDR", "no-such-host.invalid:80")).err())
        .isEqualTo(
            "Error reloading: Put"
                + " \"http://no-such-host.invalid:80/v1/agent/reload\": dial tcp: lookup no-such-host.invalid: no such host\n");
    Path socket = directory.resolve("nobody.sock");
    assertThat(reload(Map.of("LICTOR_HTTP_ADDR", "unix://" + socket)).err())
        .endsWith(": dial unix " + socket + ": connect: no such file or directory\n");
  }

  @Test
  void addressesThatMakeNoSenseAreRefused() {
    assertThat(reload(Map.of(), "-http-addr=foo://x").err())
        .isEqualTo("Error connecting to Consul agent: Unknown protocol scheme: foo\n");
    assertThat(reload(Map.of(), "-http-addr=localhost:http").err())
        .startsWith("Error connecting to Consul agent: invalid port in address");
    assertThat(reload(Map.of(), "-http-addr=localhost:70000").err())
        .startsWith("Error connecting to Consul agent: invalid port in address");
  }

  @Test
  void plainHttpWhereTlsIsExpectedIsTold() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String address = "127.0.0.1:" + server.getLocalPort();
      CompletableFuture<Void> served = CompletableFuture.runAsync(() -> answerPlainly(server));
      assertThat(reload(Map.of("LICTOR_HTTP_ADDR", address, "CONSUL_HTTP_SSL", "true")).err())
          .isEqualTo(
              "Error reloading: Put \"https://"
                  + address
                  + "/v1/agent/reload\": http: server gave HTTP response to HTTPS client\n");
      served.join();
    }
    assertThat(
            reload(Map.of(), "-http-addr=https://" + agent.address(), "-ca-file=/nonexistent")
                .err())
        .contains("Error loading CA File: open /nonexistent: no such file or directory");
  }

  private static void answerPlainly(ServerSocket server) {
    try (Socket socket = server.accept()) {
      socket
          .getOutputStream()
          .write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      socket.getInputStream().readNBytes(5);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void theTokenComesFromFileFlagAndVariablesInThisOrder() throws Exception {
    String flagFile = Files.writeString(directory.resolve("flag"), " file-by-flag\n").toString();
    String variableFile =
        Files.writeString(directory.resolve("variable"), "file-by-variable").toString();
    Map<String, String> env =
        new HashMap<>(Map.of("LICTOR_HTTP_ADDR", agent.address(), "CONSUL_HTTP_TOKEN", "variable"));
    reload(env);
    env.put("CONSUL_HTTP_TOKEN_FILE", variableFile);
    reload(env);
    reload(env, "-token=flag");
    reload(env, "-token=flag", "-token-file", flagFile);
    assertThat(agent.requests())
        .extracting(request -> request.headers().get("x-consul-token"))
        .containsExactly("variable", "file-by-variable", "flag", "file-by-flag");
    assertThat(reload(env, "-token-file=/nonexistent").err())
        .isEqualTo(
            "Error connecting to Consul agent: Error loading token file"
                + " /nonexistent : open /nonexistent: no such file or directory\n");
    assertThat(reload(env, "-token=a\nX-Other: b").err()).contains("control character");
    assertThat(agent.requests()).hasSize(4);
  }

  @Test
  void basicAuthIsSentToAProxy() {
    reload(Map.of("LICTOR_HTTP_ADDR", agent.address(), "CONSUL_HTTP_AUTH", "u:p"));
    reload(Map.of("LICTOR_HTTP_ADDR", agent.address(), "CONSUL_HTTP_AUTH", "u"));
    assertThat(agent.requests())
        .extracting(request -> request.headers().get("authorization"))
        .containsExactly("Basic dTpw", "Basic dTo=");
  }
}
