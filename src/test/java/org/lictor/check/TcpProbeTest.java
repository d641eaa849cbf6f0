package org.lictor.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class TcpProbeTest {
  private static final ProbeTls TLS = ProbeTls.ofRuntime();

  @Test
  void aListenerThatAcceptsIsPassing() throws IOException {
    try (ServerSocket listener = listener()) {
      String target = "127.0.0.1:" + listener.getLocalPort();
      assertThat(probe(target, false, 10_000).run())
          .isEqualTo(ProbeResult.passing("TCP connect " + target + ": Success"));
    }
  }

  @Test
  void aPortWithoutListenerIsRefused() throws IOException {
    int port;
    try (ServerSocket listener = listener()) {
      port = listener.getLocalPort();
    }
    assertThat(probe("127.0.0.1:" + port, false, 10_000).run())
        .isEqualTo(
            ProbeResult.critical("dial tcp 127.0.0.1:" + port + ": connect: connection refused"));
  }

  @ParameterizedTest
  @CsvSource({
    "localhost, dial tcp: address localhost: missing port in address",
    "localhost:99999, dial tcp: address 99999: invalid port",
    "localhost:, dial tcp: lookup tcp/: unknown port",
    "::1:80, dial tcp: address ::1:80: too many colons in address",
    "no-such-host.invalid:80, dial tcp: lookup no-such-host.invalid: no such host",
  })
  void aTargetThatCannotBeDialledIsCritical(String target, String output) {
    assertThat(probe(target, false, 10_000).run()).isEqualTo(ProbeResult.critical(output));
  }

  @Test
  void aListenerThatNeverShakesHandsIsCriticalAtTheTimeout() throws IOException {
    try (ServerSocket listener = listener()) {
      assertThat(probe("127.0.0.1:" + listener.getLocalPort(), true, 300).run())
          .isEqualTo(ProbeResult.critical("i/o timeout"));
    }
  }

  @Test
  void aKilledProbeEndsAtOnce() throws Exception {
    try (ServerSocket listener = listener()) {
      TcpProbe probe = probe("127.0.0.1:" + listener.getLocalPort(), true, 60_000);
      CompletableFuture<ProbeResult> run = CompletableFuture.supplyAsync(probe::run);
      listener.accept();
      probe.kill();
      assertThat(run.get(20, TimeUnit.SECONDS).output()).isNotEmpty();
      assertThat(probe.run().output()).contains("canceled");
    }
  }

  private static ServerSocket listener() throws IOException {
    return new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
  }

  private static TcpProbe probe(String target, boolean overTls, int timeoutMillis) {
    Duration timeout = Duration.ofMillis(timeoutMillis);
    return new TcpProbe(
        new TcpSpec(target, overTls, TlsSpec.DEFAULT, Duration.ofSeconds(60), timeout), TLS);
  }
}
