package org.lictor.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lictor.model.CheckStatus;

@Timeout(60)
class ScriptProbeTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "exit 0, passing",
    "exit 1, warning",
    "exit 2, critical",
    "exit 255, critical",
    "kill -9 $$, critical"
  })
  void theExitCodeIsTheStatus(String script, String status) {
    assertThat(sh(script, 30).run())
        .isEqualTo(new ProbeResult(CheckStatus.fromWord(status).orElseThrow(), ""));
  }

  @Test
  void bothOutputsAreOneInTheOrderWritten() {
    assertThat(sh("echo out; echo err >&2; echo again; exit 1", 30).run())
        .isEqualTo(ProbeResult.warning("out\nerr\nagain\n"));
  }

  @Test
  void noRunLosesOutputWrittenJustBeforeTheEnd() {
    ScriptProbe probe = sh("echo one; echo two", 30);
    for (int run = 0; run < 200; run++) {
      assertThat(probe.run()).isEqualTo(ProbeResult.passing("one\ntwo\n"));
    }
  }

  @Test
  void longOutputIsCutToItsLastBytes() {
    assertThat(sh("head -c 8990 /dev/zero | tr '\\0' x; printf 0123456789", 30).run())
        .isEqualTo(
            ProbeResult.passing(
                "Captured 4096 of 9000 bytes\n...\n" + "x".repeat(4086) + "0123456789"));
    assertThat(sh("head -c 4096 /dev/zero | tr '\\0' x", 30).run())
        .isEqualTo(ProbeResult.passing("x".repeat(4096)));
  }

  @Test
  void outputLargerThanAPipeDoesNotHoldTheScriptUp() {
    assertThat(sh("head -c 1000000 /dev/zero | tr '\\0' x", 30).run().output())
        .startsWith("Captured 4096 of 1000000 bytes\n");
  }

  @Test
  void thereIsNothingToRead() {
    assertThat(sh("cat", 30).run()).isEqualTo(ProbeResult.passing(""));
  }

  @Test
  void theScriptHasTheAgentsEnvironment() {
    assertThat(sh("printf %s \"$PATH\"", 30).run().output()).isEqualTo(System.getenv("PATH"));
  }

  @Test
  void aProgramThatCannotBeStartedIsCritical() throws IOException {
    assertCritical(
        "exec: \"no-such-program\": executable file not found in $PATH", "no-such-program");
    assertCritical("fork/exec /no/such: no such file or directory", "/no/such");
    Path plain = Files.writeString(folder.resolve("plain"), "no program");
    assertCritical("fork/exec " + plain + ": permission denied", plain.toString());
    assertCritical("fork/exec " + folder + ": permission denied", folder.toString());
    assertCritical("exec: no command", "");
  }

  @Test
  void aTimeoutIsCriticalWithTheOutputSoFar() {
    assertThat(sh("echo hi; exec sleep 1000", 1).run())
        .isEqualTo(ProbeResult.critical("Timed out (1s) running check\n\nhi\n"));
    assertThat(sh("exec sleep 1000", 1).run())
        .isEqualTo(ProbeResult.critical("Timed out (1s) running check"));
  }

  @Test
  void aTimeoutKillsAllThatTheScriptStarted() throws IOException {
    // One child waited for, one orphan whose parent is gone when the timeout comes.
    Path pids = folder.resolve("pids");
    String script =
        "sh -c 'sleep 1000 & echo $! >> FILE'; sleep 1000 & echo $! >> FILE; echo $$ >> FILE; wait";
    assertThat(sh(script.replace("FILE", pids.toString()), 1).run().output())
        .isEqualTo("Timed out (1s) running check");
    List<String> started = Files.readAllLines(pids);
    assertThat(started).hasSize(3);
    assertDead(started);
  }

  @Test
  void aBackgroundProcessThatHoldsTheOutputDoesNotHoldUpTheResult() throws IOException {
    Path pid = folder.resolve("pid");
    long start = System.nanoTime();
    ProbeResult result = sh("sleep 1000 & echo $! > " + pid + "; echo started", 30).run();
    assertThat(result).isEqualTo(ProbeResult.passing("started\n"));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    ProcessHandle left =
        ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).orElseThrow();
    assertThat(left.isAlive()).isTrue();
    left.destroyForcibly();
  }

  @Test
  void aKilledProbeEndsItsScriptAndStartsNoOther() throws Exception {
    Path pid = folder.resolve("pid");
    ScriptProbe probe =
        sh("sleep 1000 & echo $$ $! > " + pid + ".part; mv " + pid + ".part " + pid + "; wait", 30);
    CompletableFuture<ProbeResult> run = CompletableFuture.supplyAsync(probe::run);
    Eventually.until("the script has started", () -> Files.exists(pid));
    probe.kill();
    assertThat(run.get(20, TimeUnit.SECONDS).status()).isEqualTo(CheckStatus.CRITICAL);
    assertDead(List.of(Files.readString(pid).strip().split(" ")));
    assertThat(probe.run().output()).contains("the agent is stopping");
  }

  @Test
  void aScriptLineIsReadByAShell() {
    List<String> command = ScriptSpec.shellCommand("exit 1");
    ScriptSpec spec = new ScriptSpec(command, SECOND, SECOND.multipliedBy(30));
    assertThat(new ScriptProbe(spec, 4096).run().status()).isEqualTo(CheckStatus.WARNING);
  }

  private static void assertDead(List<String> pids) {
    for (String pid : pids) {
      Eventually.until(
          "process " + pid + " is gone",
          () -> ProcessHandle.of(Long.parseLong(pid)).filter(ScriptProbeTest::runs).isEmpty());
    }
  }

  /**
   * An orphan nobody waits for may stay in the table as a zombie, which has no command any more.
   */
  private static boolean runs(ProcessHandle process) {
    return process.isAlive() && process.info().command().isPresent();
  }

  private static void assertCritical(String output, String program) {
    ScriptProbe probe = new ScriptProbe(new ScriptSpec(List.of(program), SECOND, SECOND), 4096);
    assertThat(probe.run()).isEqualTo(ProbeResult.critical(output));
  }

  private static ScriptProbe sh(String script, int seconds) {
    return new ScriptProbe(
        new ScriptSpec(List.of("/bin/sh", "-c", script), SECOND, Duration.ofSeconds(seconds)),
        4096);
  }
}
