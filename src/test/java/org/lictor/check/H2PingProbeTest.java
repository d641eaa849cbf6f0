package org.lictor.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class H2PingProbeTest {
  private static ProbeResult ran(String target, boolean tls, long timeoutMillis) {
    H2PingSpec spec =
        new H2PingSpec(
            target, tls, TlsSpec.DEFAULT, Duration.ofSeconds(1), Duration.ofMillis(timeoutMillis));
    return new H2PingProbe(spec, ProbeTls.ofRuntime()).run();
  }

  @Test
  void aServerThatAnswersThePingIsPassing() throws IOException {
    try (Http2Server server = new Http2Server()) {
      assertThat(ran(server.authority(), false, 10_000))
          .isEqualTo(ProbeResult.passing("HTTP2 ping was successful"));
    }
  }

  @Test
  void aServerThatDoesNotAnswerThePingIsCritical() throws IOException {
    try (Http2Server server = new Http2Server()) {
      server.ignorePings();
      assertThat(ran(server.authority(), false, 300))
          .isEqualTo(ProbeResult.critical("HTTP2 ping failed: i/o timeout"));
    }
  }

  @Test
  void aServerWithoutTlsIsCriticalWhereTlsIsAskedFor() throws IOException {
    try (ScriptedServer server = new ScriptedServer()) {
      server.answer("HTTP/1.1 400 Bad Request\r\n\r\n");
      assertThat(ran(server.authority(), true, 10_000).output())
          .isEqualTo(
              "Failed to dial to "
                  + server.authority()
                  + ": tls: first record does not look like a TLS handshake");
    }
  }

  @Test
  void aPortWithoutListenerIsCritical() throws IOException {
    Http2Server server = new Http2Server();
    server.close();
    assertThat(ran(server.authority(), false, 10_000).output())
        .isEqualTo(
            "Failed to dial to "
                + server.authority()
                + ": dial tcp "
                + server.authority()
                + ": connect: connection refused");
  }
}
