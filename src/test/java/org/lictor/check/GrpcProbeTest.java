package org.lictor.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lictor.model.CheckStatus;

@Timeout(60)
class GrpcProbeTest {
  private static final byte[] SERVING = {0, 0, 0, 0, 2, 8, 1};
  private static final byte[] NOT_SERVING = {0, 0, 0, 0, 2, 8, 2};
  private Http2Server server;

  @BeforeEach
  void start() throws IOException {
    server = new Http2Server();
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  private ProbeResult ran(String target) {
    return new GrpcProbe(
            new GrpcSpec(
                target, false, TlsSpec.DEFAULT, Duration.ofSeconds(1), Duration.ofSeconds(10)),
            ProbeTls.ofRuntime())
        .run();
  }

  private void answers(byte[] message) {
    server
        .headers(0, ":status", "200", "content-type", "application/grpc")
        .frame(Http2Server.DATA, 0, 1, message)
        .headers(Http2Server.END_STREAM, "grpc-status", "0");
  }

  @Test
  void aServerThatServesIsPassing() {
    answers(SERVING);
    assertThat(ran(server.authority()))
        .isEqualTo(ProbeResult.passing("gRPC check " + server.authority() + ": success"));
  }

  @Test
  void theServiceAfterTheSlashIsAskedFor() throws InterruptedException {
    answers(SERVING);
    assertThat(ran(server.authority() + "/shop.Cart").status()).isEqualTo(CheckStatus.PASSING);
    Http2Server.Request request = server.request();
    assertThat(request.header())
        .containsEntry(":path", "/grpc.health.v1.Health/Check")
        .containsEntry(":method", "POST")
        .containsEntry("content-type", "application/grpc")
        .containsEntry("te", "trailers")
        .containsEntry(":authority", server.authority());
    assertThat(HexFormat.of().formatHex(request.body()))
        .isEqualTo("000000000b" + "0a09" + HexFormat.of().formatHex("shop.Cart".getBytes()));
  }

  @Test
  void aServerThatDoesNotServeIsCritical() {
    answers(NOT_SERVING);
    assertThat(ran(server.authority()))
        .isEqualTo(ProbeResult.critical("gRPC application didn't report service healthy"));
  }

  @Test
  void anEmptyMessageMeansAnUnknownState() {
    answers(new byte[] {0, 0, 0, 0, 0});
    assertThat(ran(server.authority()).output())
        .isEqualTo("gRPC application didn't report service healthy");
  }

  @Test
  void aMessageWithFieldsOfALaterVersionIsUnderstood() {
    answers(HexFormat.of().parseHex("00000000" + "0c" + "1203616263" + "180c" + "0801" + "2d0000"));
    assertThat(ran(server.authority()).status()).isEqualTo(CheckStatus.PASSING);
  }

  @ParameterizedTest
  @CsvSource({
    "5, unknown service, rpc error: code = NotFound desc = unknown service",
    "12, 'caf%C3%A9 50%25', rpc error: code = Unimplemented desc = café 50%",
    "99, odd, rpc error: code = Code(99) desc = odd",
  })
  void whatTheCallEndsWithIsTold(String code, String message, String output) {
    server.headers(
        Http2Server.END_STREAM, ":status", "200", "grpc-status", code, "grpc-message", message);
    assertThat(ran(server.authority())).isEqualTo(ProbeResult.critical(output));
  }

  @Test
  void aServerOfPlainPagesIsCritical() {
    server.headers(Http2Server.END_STREAM, ":status", "404");
    assertThat(ran(server.authority()).output())
        .isEqualTo(
            "rpc error: code = Unimplemented desc = unexpected HTTP status code received from"
                + " server: 404");
  }

  @Test
  void aHeaderInSeveralFramesIsPutTogether() {
    byte[] block = HeaderBlock.write(":status", "200", "grpc-status", "7", "grpc-message", "no");
    server
        .frame(Http2Server.HEADERS, Http2Server.END_STREAM, 1, Arrays.copyOfRange(block, 0, 9))
        .frame(
            Http2Server.CONTINUATION,
            Http2Server.END_HEADERS,
            1,
            Arrays.copyOfRange(block, 9, block.length));
    assertThat(ran(server.authority()).output())
        .isEqualTo("rpc error: code = PermissionDenied desc = no");
  }

  @Test
  void aStreamThatIsResetIsCritical() {
    server.frame(Http2Server.RST_STREAM, 0, 1, new byte[] {0, 0, 0, 7});
    assertThat(ran(server.authority()).output())
        .isEqualTo(
            "rpc error: code = Unavailable desc = stream error: stream ID 1; REFUSED_STREAM");
  }

  @Test
  void aServerThatGoesAwayIsCritical() {
    server.frame(Http2Server.GOAWAY, 0, 0, new byte[] {0, 0, 0, 0, 0, 0, 0, 11});
    assertThat(ran(server.authority()).output())
        .isEqualTo(
            "rpc error: code = Unavailable desc = http2: server sent GOAWAY: ENHANCE_YOUR_CALM");
  }

  @Test
  void aPortWithoutListenerIsUnavailable() throws IOException {
    String target = server.authority();
    server.close();
    assertThat(ran(target).output())
        .isEqualTo(
            "rpc error: code = Unavailable desc = connection error: desc = \"transport: Error"
                + " while dialing: dial tcp "
                + target
                + ": connect: connection refused\"");
  }

  @Test
  void aServerThatSaysNothingIsOverTheDeadline() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
      GrpcSpec spec =
          new GrpcSpec(
              "127.0.0.1:" + silent.getLocalPort(),
              false,
              TlsSpec.DEFAULT,
              Duration.ofSeconds(1),
              Duration.ofMillis(200));
      assertThat(new GrpcProbe(spec, ProbeTls.ofRuntime()).run().output())
          .isEqualTo("rpc error: code = DeadlineExceeded desc = context deadline exceeded");
    }
  }
}
