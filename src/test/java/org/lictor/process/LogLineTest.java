package org.lictor.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogLineTest {
  private static LogRecord event(String logger, Level level, String message) {
    LogRecord event = new LogRecord(level, message);
    event.setLoggerName(logger);
    event.setInstant(Instant.parse("2026-11-23T07:09:29.707123Z"));
    return event;
  }

  @ParameterizedTest
  @CsvSource({
    "INFO, '2026-11-23T07:09:29.707Z [INFO]  agent.dns: up'",
    "WARNING, '2026-11-23T07:09:29.707Z [WARN]  agent.dns: up'",
    "SEVERE, '2026-11-23T07:09:29.707Z [ERROR] agent.dns: up'",
    "FINE, '2026-11-23T07:09:29.707Z [DEBUG] agent.dns: up'",
    "FINER, '2026-11-23T07:09:29.707Z [TRACE] agent.dns: up'"
  })
  void aLineHasConsulsForm(String level, String line) {
    assertThat(
            new LogLine(false, () -> false)
                .format(event("org.lictor.dns.net.UdpListener", Level.parse(level), "up")))
        .isEqualTo(line + "\n");
  }

  @ParameterizedTest
  @CsvSource({
    "org.lictor.agent, agent",
    "org.lictor.boot.AgentBoot, agent",
    "org.lictor.http.KvResource, agent.http",
    "com.hazelcast.x, agent.platform",
    "'', agent.platform"
  })
  void theModuleIsThePackage(String logger, String module) {
    assertThat(LogLine.module(event(logger, Level.INFO, ""))).isEqualTo(module);
  }

  @Test
  void aJsonLineIsOneLineWhateverTheMessageHolds() {
    String line =
        new LogLine(true, () -> false)
            .format(event("org.lictor.dns.X", Level.INFO, "a \"b\"\n\\c\t\u0001"));
    assertThat(line)
        .isEqualTo(
            "{\"@level\":\"info\",\"@message\":\"a \\\"b\\\"\\n\\\\c\\t\\u0001\",\"@module\":\"agent.dns\","
                + "\"@timestamp\":\"2026-11-23T07:09:29.707Z\"}\n");
  }

  @Test
  void aDefectOfOursFollowsItsMessage() {
    LogRecord event = event("org.lictor.dns.X", Level.SEVERE, "broken");
    event.setThrown(new IllegalStateException("why"));
    assertThat(new LogLine(false, () -> false).format(event))
        .contains("broken\njava.lang.IllegalStateException: why\n\tat ")
        .endsWith("\n");
  }

  @Test
  void ofAnExceptionOfTheContainerOnlyTheReasonIsTold() {
    LogRecord event = event("javax.enterprise.core", Level.SEVERE, "Startup failed");
    event.setThrown(new IllegalStateException("outer", new IllegalArgumentException("the reason")));
    assertThat(new LogLine(false, () -> false).format(event))
        .isEqualTo("2026-11-23T07:09:29.707Z [ERROR] agent.platform: Startup failed: the reason\n");
  }

  @Test
  void aReasonThatTheMessageHasIsNotRepeated() {
    LogRecord event = event("org.lictor.agent", Level.WARNING, "could not stop: the reason");
    event.setThrown(new IllegalStateException("the reason"));
    assertThat(new LogLine(false, () -> false).format(event))
        .isEqualTo("2026-11-23T07:09:29.707Z [WARN]  agent: could not stop: the reason\n");
  }

  @Test
  void whoWantsEverythingHasEveryTrace() {
    LogRecord event = event("javax.enterprise.core", Level.SEVERE, "Startup failed");
    event.setThrown(new IllegalStateException("why"));
    assertThat(new LogLine(false, () -> true).format(event))
        .contains("Startup failed\njava.lang.IllegalStateException: why\n\tat ");
  }

  @Test
  void aDiskThatFailsIsNoDefect() {
    LogRecord event = event("org.lictor.consensus.solo.X", Level.SEVERE, "no more writes");
    event.setThrown(new IllegalStateException("outer", new IOException("Input/output error")));
    assertThat(new LogLine(false, () -> false).format(event))
        .isEqualTo(
            "2026-11-23T07:09:29.707Z [ERROR] agent.consensus: no more writes: Input/output error\n");
  }
}
