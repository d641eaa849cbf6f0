package org.lictor.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OsServiceProbeTest {
  private static ProbeResult ran(String... question) {
    OsServiceSpec spec = new OsServiceSpec("sshd", Duration.ofSeconds(1), Duration.ofSeconds(20));
    return new OsServiceProbe(spec, List.of(question)).run();
  }

  @Test
  void aServiceThatRunsIsPassing() {
    assertThat(ran("/bin/sh", "-c", "echo active"))
        .isEqualTo(ProbeResult.passing("Service \"sshd\" is healthy"));
  }

  @Test
  void aServiceThatDoesNotRunIsCritical() {
    assertThat(ran("/bin/sh", "-c", "echo inactive; exit 3"))
        .isEqualTo(ProbeResult.critical("Service \"sshd\" is not running: inactive"));
  }

  @Test
  void aHostWithoutAKeeperOfServicesIsCritical() {
    assertThat(ran("no-such-keeper"))
        .isEqualTo(
            ProbeResult.critical(
                "Service \"sshd\" is not running: exec: \"no-such-keeper\": executable file not"
                    + " found in $PATH"));
  }
}
