package org.lictor.agent.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lictor.agent.CheckProposal;
import org.lictor.agent.CheckRecipe;
import org.lictor.agent.Kept;
import org.lictor.agent.Kept.KeptCheck;
import org.lictor.agent.Kept.KeptService;
import org.lictor.agent.Kept.KeptState;
import org.lictor.agent.MemoryChange;
import org.lictor.agent.MemoryFailedException;
import org.lictor.agent.ServiceProposal;
import org.lictor.model.CheckId;
import org.lictor.model.CheckStatus;
import org.lictor.model.GoDuration;
import org.lictor.model.ServiceAddress;
import org.lictor.model.ServiceId;
import org.lictor.model.Weights;

class JpaAgentMemoryTest {
  private static final KeptService FULL_SERVICE =
      new KeptService(
          new ServiceProposal(
              "Web-1",
              "web",
              "connect-proxy",
              List.of("b", "a"),
              "10.0.0.1",
              Map.of("wan", new ServiceAddress("1.2.3.4", 81)),
              Map.of("k", "v"),
              80,
              "",
              new Weights(10, 3),
              true,
              true,
              null,
              "",
              List.of()),
          "secret");
  private static final KeptCheck FULL_CHECK =
      new KeptCheck(
          new CheckProposal(
              "service:Web-1",
              "n",
              "why",
              "Web-1",
              "warning",
              "",
              new CheckRecipe.Builder()
                  .http("http://x/")
                  .method("PUT")
                  .header(Map.of("A", List.of("1", "2")))
                  .tlsSkipVerify(true)
                  .interval(GoDuration.parse("1m30s"))
                  .failuresBeforeCritical(3)
                  .outputMaxSize(77)
                  .build(),
              GoDuration.parse("90m")),
          "secret");
  private static final KeptState STATE =
      new KeptState(
          new CheckId("TTL"),
          CheckStatus.PASSING,
          "fine \u2713",
          Instant.ofEpochMilli(1_700_000_000_123L));

  @TempDir Path data;
  private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();

  @AfterEach
  void stop() {
    scheduler.shutdownNow();
  }

  private JpaAgentMemory open() {
    return JpaAgentMemory.open(data.resolve("agent"), scheduler);
  }

  private Kept afterRestart(JpaAgentMemory memory) {
    memory.close();
    try (JpaAgentMemory again = open()) {
      return again.recall();
    }
  }

  @Test
  void aNewMemoryIsEmptyAndItsDirectoryIsForItsOwnerOnly() throws Exception {
    try (JpaAgentMemory memory = open()) {
      assertThat(memory.recall()).isEqualTo(Kept.NOTHING);
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("agent"))))
        .isEqualTo("rwx------");
  }

  @Test
  void everythingThatWasSaidComesBack() {
    JpaAgentMemory memory = open();
    memory.change(new MemoryChange().keep(FULL_SERVICE).keep(FULL_CHECK));
    memory.keep(STATE, true);
    assertThat(afterRestart(memory))
        .isEqualTo(new Kept(List.of(FULL_SERVICE), List.of(FULL_CHECK), List.of(STATE)));
  }

  @Test
  void anIdInAnotherLetterCaseIsTheSameAndTheLaterWordCounts() {
    JpaAgentMemory memory = open();
    memory.change(new MemoryChange().keep(RegisteringProcess.service("web")));
    memory.change(new MemoryChange().keep(RegisteringProcess.service("WEB")));
    assertThat(afterRestart(memory).services()).containsExactly(RegisteringProcess.service("WEB"));
  }

  @Test
  void whatIsForgottenDoesNotComeBack() {
    JpaAgentMemory memory = open();
    memory.change(new MemoryChange().keep(FULL_SERVICE).keep(FULL_CHECK));
    memory.keep(STATE, true);
    memory.change(
        new MemoryChange()
            .forget(new ServiceId("web-1"))
            .forget(FULL_CHECK.id())
            .forgetState(STATE.id()));
    assertThat(afterRestart(memory)).isEqualTo(Kept.NOTHING);
  }

  @Test
  void aRenewalThatWaitsIsWrittenWhenTheMemoryIsClosed() {
    JpaAgentMemory memory = open();
    memory.keep(STATE, false);
    assertThat(afterRestart(memory).states()).containsExactly(STATE);
  }

  @Test
  void aStateForgottenWhileItWaitsIsNotWritten() {
    JpaAgentMemory memory = open();
    memory.keep(STATE, false);
    memory.change(new MemoryChange().forgetState(STATE.id()));
    assertThat(afterRestart(memory).states()).isEmpty();
  }

  @Test
  void renewalsAreWrittenWithoutBeingAskedAgain() throws Exception {
    JpaAgentMemory memory = open();
    memory.keep(STATE, false);
    // The flush runs on the scheduler's only thread; what is handed in with the same delay
    // afterwards runs behind it.
    scheduler.schedule(() -> {}, 1001, TimeUnit.MILLISECONDS).get(20, TimeUnit.SECONDS);
    assertThat(memory.recall().states()).containsExactly(STATE);
    memory.close();
  }

  @Test
  void whatWasAcknowledgedSurvivesAKilledProcess() throws Exception {
    Process victim =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                RegisteringProcess.class.getName(),
                data.resolve("agent").toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    int last = -1;
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(victim.getInputStream()))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("kept ")) {
          last = Integer.parseInt(line.substring(5));
          if (last == 100) {
            // Not Process.destroyForcibly, which throws away what was said before the end.
            victim.toHandle().destroyForcibly();
          }
        }
      }
    } finally {
      victim.toHandle().destroyForcibly();
    }
    assertThat(victim.waitFor()).isEqualTo(128 + 9);
    assertThat(last).isGreaterThanOrEqualTo(100);
    try (JpaAgentMemory memory = open()) {
      var ids =
          memory.recall().services().stream()
              .map(kept -> kept.id().value())
              .collect(Collectors.toSet());
      for (int i = 0; i <= last; i++) {
        // Each third takes away the one before it, in the same change. Only the one after the last
        // that was said may be there or not.
        if (i % 3 == 2 && i == last) {
          continue;
        }
        assertThat(ids.contains("s" + i)).as("s" + i + " of " + last).isEqualTo(i % 3 != 2);
      }
    }
  }

  @Test
  void anInterruptedCallerLosesNothingAndBreaksNothing() {
    JpaAgentMemory memory = open();
    Thread.currentThread().interrupt();
    try {
      memory.change(new MemoryChange().keep(RegisteringProcess.service("interrupted")));
    } finally {
      assertThat(Thread.interrupted()).as("the interrupt is still there for the caller").isTrue();
    }
    memory.change(new MemoryChange().keep(RegisteringProcess.service("later")));
    assertThat(afterRestart(memory).services()).hasSize(2);
  }

  @Test
  void aDatabaseThatClosedItselfIsOpenedAnew() throws Exception {
    JpaAgentMemory memory = open();
    memory.change(new MemoryChange().keep(RegisteringProcess.service("before")));
    try (Connection same =
            DriverManager.getConnection(
                "jdbc:h2:async:" + data.resolve("agent/memory"), "lictor", "");
        Statement made = same.createStatement()) {
      // As H2 does after a write that failed.
      made.execute("SHUTDOWN IMMEDIATELY");
    }
    memory.change(new MemoryChange().keep(RegisteringProcess.service("after")));
    assertThat(memory.recall().services()).hasSize(2);
    assertThat(afterRestart(memory).services()).hasSize(2);
  }

  @Test
  void whatCannotBeWrittenIsToldAndDoesNotKeepLaterChangesOut() throws Exception {
    JpaAgentMemory memory = open();
    KeptService huge =
        new KeptService(
            new ServiceProposal(
                "huge",
                "huge",
                "",
                List.of("x".repeat(1_100_000)),
                "",
                Map.of(),
                Map.of(),
                0,
                "",
                Weights.DEFAULT,
                false,
                false,
                null,
                "",
                List.of()),
            "");
    assertThatThrownBy(() -> memory.change(new MemoryChange().keep(huge)))
        .isInstanceOf(MemoryFailedException.class)
        .hasMessageContaining("memory.mv.db could not be written")
        .hasMessageContaining("too long");
    memory.change(new MemoryChange().keep(RegisteringProcess.service("after")));
    assertThat(afterRestart(memory).services()).hasSize(1);
  }

  @Test
  void itIsOpenedFromAnyThread() throws Exception {
    Thread.currentThread().setContextClassLoader(ClassLoader.getPlatformClassLoader());
    try (JpaAgentMemory memory = open()) {
      assertThat(memory.recall()).isEqualTo(Kept.NOTHING);
      assertThat(Thread.currentThread().getContextClassLoader())
          .isSameAs(ClassLoader.getPlatformClassLoader());
    } finally {
      Thread.currentThread().setContextClassLoader(getClass().getClassLoader());
    }
  }

  @Test
  void aDamagedFileIsRefusedAndNamed() throws Exception {
    open().close();
    Path file = data.resolve("agent/memory.mv.db");
    byte[] bytes = Files.readAllBytes(file);
    java.util.Arrays.fill(bytes, (byte) 7);
    Files.write(file, bytes);
    assertThatThrownBy(this::open)
        .isInstanceOf(MemoryFailedException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("move it away");
    assertThat(Files.readAllBytes(file)).as("left as it is").isEqualTo(bytes);
  }

  @Test
  void aSecondAgentOnTheSameDirectoryIsRefused() throws Exception {
    try (JpaAgentMemory first = open()) {
      Process second =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:+UseSerialGC",
                  "-cp",
                  System.getProperty("java.class.path"),
                  RegisteringProcess.class.getName(),
                  data.resolve("agent").toString())
              .redirectErrorStream(true)
              .start();
      String output = new String(second.getInputStream().readAllBytes());
      assertThat(second.waitFor()).isNotZero();
      assertThat(output)
          .contains("MemoryFailedException", "another agent uses this data directory");
      first.change(new MemoryChange().keep(FULL_SERVICE));
    }
  }

  @Test
  void aMemoryOfANewerVersionIsRefusedAndAnUnreadableRowIsLeftOut() throws Exception {
    JpaAgentMemory memory = open();
    memory.change(new MemoryChange().keep(FULL_SERVICE).keep(RegisteringProcess.service("other")));
    memory.close();
    sql("UPDATE AGENT_KEPT SET BODY = '{' WHERE ID = 'SERVICE/web-1'");
    try (JpaAgentMemory again = open()) {
      assertThat(again.recall().services()).containsExactly(RegisteringProcess.service("other"));
    }
    sql("UPDATE AGENT_KEPT SET FORMAT = 2 WHERE ID = 'SERVICE/other'");
    assertThatThrownBy(this::open)
        .isInstanceOf(MemoryFailedException.class)
        .hasMessageContaining("newer version");
    sql("UPDATE AGENT_KEPT SET FORMAT = 1 WHERE ID = 'SERVICE/other'");
    try (JpaAgentMemory again = open()) {
      assertThat(again.recall().services())
          .as("the refusal left the file closed and whole")
          .hasSize(1);
    }
  }

  @Test
  void aRowThatLacksWhatIsNewerAndHasWhatIsGoneIsRead() throws Exception {
    open().close();
    sql(
        "INSERT INTO AGENT_KEPT VALUES ('SERVICE/a', 'SERVICE', 1, '{\"service\":{\"id\":\"a\",\"name\":\"a\",\"gone\":1}}')");
    try (JpaAgentMemory again = open()) {
      assertThat(again.recall().services())
          .containsExactly(
              new KeptService(
                  new ServiceProposal(
                      "a",
                      "a",
                      "",
                      List.of(),
                      "",
                      Map.of(),
                      Map.of(),
                      0,
                      "",
                      Weights.DEFAULT,
                      false,
                      false,
                      null,
                      "",
                      List.of()),
                  ""));
    }
  }

  private void sql(String statement) throws Exception {
    try (Connection connection =
            DriverManager.getConnection(
                "jdbc:h2:file:" + data.resolve("agent/memory"), "lictor", "");
        Statement made = connection.createStatement()) {
      made.execute(statement);
    }
  }
}
