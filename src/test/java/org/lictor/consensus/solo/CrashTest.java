package org.lictor.consensus.solo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lictor.storage.SegmentedLog;

/**
 * Kills a process that writes, with SIGKILL and in the midst of it, again and again on one
 * directory: every answered number is there once and in order, at the index it was answered with,
 * and the index never goes back. {@code -Dlictor.crash.rounds=400} makes more rounds, {@code
 * -Dlictor.crash.seed} repeats the moments of an earlier run as well as can be.
 */
class CrashTest {
  private static final int ROUNDS = Integer.getInteger("lictor.crash.rounds", 40);
  private static final long SEED = Long.getLong("lictor.crash.seed", new Random().nextLong());

  /**
   * At this many answers, at most, a process is killed: it is still warming up, and a few snapshots
   * have been made.
   */
  private static final int MOST_ANSWERS = 3_000;

  @TempDir Path directory;

  private record Answer(int submitter, long number, long index) {}

  @Test
  void everyAnsweredCommandSurvivesAKillAtAnyMoment() throws Exception {
    System.out.println(
        "CrashTest: -Dlictor.crash.seed=" + SEED + " -Dlictor.crash.rounds=" + ROUNDS);
    Random random = new Random(SEED);
    long lastIndex = 0;
    int answersInAll = 0;
    int restoredRounds = 0;
    int killedInSnapshot = 0;
    for (int round = 1; round <= ROUNDS; round++) {
      List<Answer> answers = runAndKill(1 + random.nextInt(MOST_ANSWERS));
      if (snapshotInTheMaking()) killedInSnapshot++;
      answersInAll += answers.size();
      NumbersHandler numbers = new NumbersHandler();
      try (SoloCommandLog log = SoloCommandLog.open(CrashChild.settings(directory), numbers)) {
        assertThat(log.lastApplied())
            .as("round %d, seed %d", round, SEED)
            .isGreaterThanOrEqualTo(lastIndex);
        for (Answer answer : answers) assertIsThere(answer, numbers, log.lastApplied(), round);
        lastIndex = log.lastApplied();
      }
      if (numbers.restored() > 0) restoredRounds++;
    }
    System.out.printf(
        "CrashTest: %d answers kept, last index %d, %d starts from a snapshot, %d kills while one was written%n",
        answersInAll, lastIndex, restoredRounds, killedInSnapshot);
    assertThat(restoredRounds).as("snapshots take part").isPositive();
  }

  private static void assertIsThere(
      Answer answer, NumbersHandler numbers, long lastApplied, int round) {
    // That numbers neither repeat nor leave a gap is what the handler sees to.
    assertThat(numbers.last()[answer.submitter()])
        .as("%s, round %d, seed %d", answer, round, SEED)
        .isGreaterThanOrEqualTo(answer.number());
    assertThat(lastApplied).isGreaterThanOrEqualTo(answer.index());
    if (answer.index() > numbers.restored()) {
      assertThat(numbers.indexes())
          .as("round %d, seed %d", round, SEED)
          .containsEntry(answer.submitter() + "/" + answer.number(), answer.index());
    }
  }

  private boolean snapshotInTheMaking() throws IOException {
    try (var files = Files.list(directory.resolve("snapshots"))) {
      return files.anyMatch(file -> file.toString().endsWith(".part"));
    }
  }

  /**
   * Starts the process, kills it once it has given so many answers, and returns all that it gave.
   */
  private List<Answer> runAndKill(int afterAnswers)
      throws IOException, InterruptedException, URISyntaxException {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx64m",
                "-cp",
                place(SegmentedLog.class) + File.pathSeparator + place(CrashChild.class),
                CrashChild.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<Answer> answers = new ArrayList<>();
    try (DataInputStream in = new DataInputStream(child.getInputStream())) {
      while (true) {
        answers.add(new Answer(in.readInt(), in.readLong(), in.readLong()));
        // By its handle: destroyForcibly of the process closes the pipe, and the last answers with
        // it.
        if (answers.size() == afterAnswers) child.toHandle().destroyForcibly();
      }
    } catch (EOFException e) {
      assertThat(answers)
          .as("the process was killed and did not fail before")
          .hasSizeGreaterThanOrEqualTo(afterAnswers);
      return answers;
    } finally {
      child.destroyForcibly().waitFor();
    }
  }

  private static Path place(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }
}
