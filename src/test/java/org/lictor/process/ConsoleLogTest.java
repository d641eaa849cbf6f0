package org.lictor.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsoleLogTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ConsoleLog console = new ConsoleLog(out, false);

  private void log(Level level, String message) {
    LogRecord event = new LogRecord(level, message);
    event.setLoggerName("org.lictor.agent");
    console.write(event);
  }

  @Test
  void linesWaitForTheBanner() {
    log(Level.INFO, "early");
    assertThat(out.size()).isZero();
    console.open("banner\n");
    log(Level.INFO, "late");
    assertThat(out.toString().lines().map(line -> line.replaceFirst("^ {4}\\S+Z ", "")))
        .containsExactly("banner", "[INFO]  agent: early", "[INFO]  agent: late");
  }

  @Test
  void theBannerIsPrintedOnce() {
    console.open("banner\n");
    console.open("another\n");
    assertThat(out.toString()).isEqualTo("banner\n");
  }

  @Test
  void whatIsHeldBackIsBoundedAndTheOldestGoes() {
    for (int i = 0; i < 1_001; i++) log(Level.INFO, "line " + i);
    console.open("");
    assertThat(out.toString().lines()).hasSize(1_000).last().asString().endsWith("line 1000");
    assertThat(out.toString().lines().findFirst())
        .hasValueSatisfying(first -> assertThat(first).endsWith("line 1"));
  }

  @Test
  void aTapHearsItsLevelAndAboveUntilItIsClosed() throws Exception {
    List<String> heard = new ArrayList<>();
    try (AutoCloseable tap = console.tap("WARN", true, heard::add)) {
      log(Level.INFO, "quiet");
      log(Level.WARNING, "loud");
    }
    log(Level.SEVERE, "after");
    assertThat(heard)
        .singleElement()
        .asString()
        .startsWith("{\"@level\":\"warn\",\"@message\":\"loud\"");
  }

  @Test
  void whoReadsAlongMayHearMoreThanTheConsoleShows() throws Exception {
    Logger ours = Logger.getLogger("org.lictor");
    Level before = ours.getLevel();
    try {
      console.open("");
      console.level("INFO");
      List<String> heard = new ArrayList<>();
      try (AutoCloseable tap = console.tap("DEBUG", false, heard::add)) {
        assertThat(ours.isLoggable(Level.FINE)).isTrue();
        LogRecord event = new LogRecord(Level.FINE, "whisper");
        event.setLoggerName("org.lictor.agent");
        console.write(event);
      }
      assertThat(heard).singleElement().asString().contains("[DEBUG] agent: whisper");
      assertThat(out.toString()).doesNotContain("whisper");
      assertThat(ours.isLoggable(Level.FINE)).isFalse();
    } finally {
      ours.setLevel(before);
    }
  }

  @Test
  void aFileGetsWhatWasHeldBackAndWhatFollows(@TempDir Path directory) throws Exception {
    log(Level.INFO, "early");
    try (LogFile file =
        new LogFile(
            directory + "/a",
            new LogFile.Rotation(Duration.ZERO, 0, 0),
            () -> Instant.ofEpochSecond(1))) {
      console.copyTo(file);
      console.open("banner\n");
      log(Level.INFO, "late");
    }
    assertThat(directory.resolve("a-1000000000.log"))
        .content()
        .contains("early\n", "late\n")
        .doesNotContain("banner");
  }

  @Test
  void aConsoleNobodyReadsDoesNotStopTheLog() {
    OutputStream broken =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    ConsoleLog console = new ConsoleLog(broken, false);
    List<String> heard = new ArrayList<>();
    AutoCloseable tap = console.tap("INFO", false, heard::add);
    console.open("");
    console.write(new LogRecord(Level.INFO, "still here"));
    assertThat(tap).isNotNull();
    assertThat(heard).singleElement().asString().endsWith("still here\n");
  }

  @Test
  void whatWeSaidOurselvesIsTheReasonOfAFailureThatTheContainerWraps() {
    assertThat(console.failure()).isNull();
    failed(new IllegalStateException("port taken"));
    assertThat(console.failure()).isEqualTo("port taken");
    failed(new IllegalStateException("unable", new OwnException("FILE is damaged")));
    failed(new IllegalStateException("Server failed to start"));
    assertThat(console.failure()).isEqualTo("FILE is damaged");
  }

  @Test
  void theContainersErrorsOfAStartThatWeFailedAreTheSameAgain() {
    console.open("");
    failed(new OwnException("FILE is damaged"));
    assertThat(out.size()).isZero();
    console.started();
    failed(new OwnException("something else"));
    assertThat(out.toString()).contains("[ERROR] agent.platform: ").contains("something else");
  }

  private void failed(Throwable thrown) {
    LogRecord event = new LogRecord(Level.SEVERE, "Startup service failed to start");
    event.setLoggerName("javax.enterprise.core");
    event.setThrown(thrown);
    console.write(event);
  }

  private static final class OwnException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OwnException(String message) {
      super(message);
    }
  }
}
