package org.lictor.exec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lictor.model.Octets;
import org.lictor.model.UserEvent;

class RemoteExecTest {
  private static final String FOLDER = "_rexec/s/n1/";
  private final ExecutorService workers = Executors.newCachedThreadPool();
  private final Keys keys = new Keys();

  /** The keys of a session that may be gone. */
  private static final class Keys implements JobKeys {
    private final Map<String, String> values = new ConcurrentSkipListMap<>();
    private volatile boolean behind;
    private volatile boolean gone;

    @Override
    public CompletableFuture<byte @Nullable []> read(String key, boolean certain) {
      String value = behind && !certain ? null : values.get(key);
      return CompletableFuture.completedFuture(
          value == null ? null : value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public CompletableFuture<Boolean> write(String key, byte[] value, String session) {
      if (gone || !session.equals("s")) return CompletableFuture.completedFuture(false);
      values.put(key, new String(value, StandardCharsets.UTF_8));
      return CompletableFuture.completedFuture(true);
    }
  }

  @AfterEach
  void stop() {
    workers.shutdownNow();
  }

  private void fire(boolean enabled, String payload) {
    new RemoteExec("n1", enabled, keys, workers)
        .handle(
            new UserEvent(
                "174450af-358f-f636-24c7-a30b94830442",
                RemoteExec.EVENT,
                Octets.of(payload),
                "",
                "",
                "",
                1,
                2));
  }

  private void fire() {
    fire(true, "{\"Prefix\":\"_rexec\",\"Session\":\"s\"}");
  }

  private void job(String json) {
    keys.values.put("_rexec/s/job", json);
  }

  private String exit() {
    return until(FOLDER + "exit");
  }

  private String until(String key) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (keys.values.get(key) == null) {
      if (System.nanoTime() > end) throw new AssertionError("no " + key + " in " + keys.values);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
    return keys.values.get(key);
  }

  @Test
  void aCommandIsAcknowledgedRunAndItsOutputAndExitCodeAreWritten() {
    job("{\"Command\":\"echo out; echo err >&2; exit 3\",\"Wait\":2000000000}");
    fire();
    assertThat(exit()).isEqualTo("3");
    assertThat(keys.values.get(FOLDER + "ack")).isEmpty();
    assertThat(keys.values.get(FOLDER + "out/00000")).isEqualTo("out\nerr\n");
    assertThat(keys.values).hasSize(4);
  }

  @Test
  void wordsAreRunAsTheyAre() {
    job("{\"Args\":[\"printf\",\"%s\",\"a b;c\"],\"Wait\":2000000000}");
    fire();
    assertThat(exit()).isEqualTo("0");
    assertThat(keys.values.get(FOLDER + "out/00000")).isEqualTo("a b;c");
  }

  @Test
  void aScriptIsRunFromAFile() {
    String script =
        Base64.getEncoder().encodeToString("#!/bin/sh\necho $#\n".getBytes(StandardCharsets.UTF_8));
    job("{\"Script\":\"" + script + "\",\"Wait\":2000000000}");
    fire();
    assertThat(exit()).isEqualTo("0");
    assertThat(keys.values.get(FOLDER + "out/00000")).isEqualTo("0\n");
  }

  @Test
  void muchOutputComesInPiecesOf4096Bytes() {
    job("{\"Command\":\"yes 1234567 | head -c 10000\",\"Wait\":2000000000}");
    fire();
    assertThat(exit()).isEqualTo("0");
    assertThat(keys.values.get(FOLDER + "out/00000")).hasSize(4096);
    assertThat(keys.values.get(FOLDER + "out/00001")).hasSize(4096);
    assertThat(keys.values.get(FOLDER + "out/00002")).hasSize(10_000 - 2 * 4096);
  }

  @Test
  void whoIsSilentGivesASignOfLife() {
    job("{\"Command\":\"sleep 1; echo x\",\"Wait\":200000000}");
    fire();
    assertThat(exit()).isEqualTo("0");
    assertThat(keys.values.get(FOLDER + "out/00000")).isEmpty();
    assertThat(keys.values.values()).contains("x\n");
  }

  @Test
  void whatCannotBeStartedHasTheExitCode255() {
    job("{\"Args\":[\"/no/such/program\"]}");
    fire();
    assertThat(exit()).isEqualTo("255");
  }

  @Test
  void aJobThatThisServerDoesNotHaveYetIsAskedForAgain() {
    keys.behind = true;
    job("{\"Command\":\"true\"}");
    fire();
    assertThat(exit()).isEqualTo("0");
  }

  @Test
  void aProcessEndsWithItsSession() {
    job("{\"Command\":\"echo $$; while :; do sleep 0.1; echo .; done\",\"Wait\":200000000}");
    fire();
    long pid = Long.parseLong(until(FOLDER + "out/00000").lines().findFirst().orElseThrow());
    keys.gone = true;
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (ProcessHandle.of(pid).isPresent()) {
      assertThat(System.nanoTime()).isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
    assertThat(keys.values).doesNotContainKey(FOLDER + "exit");
  }

  @Test
  void nothingIsRunWhereItIsNotAllowed() throws InterruptedException {
    job("{\"Command\":\"true\"}");
    fire(false, "{\"Prefix\":\"_rexec\",\"Session\":\"s\"}");
    workers.shutdown();
    assertThat(workers.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    assertThat(keys.values).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"Prefix\":\"_rexec\"}",
        "{",
        "",
        "[]",
        "{\"Prefix\":\"_rexec\",\"Session\":\"other\"}"
      })
  void whatMakesNoSenseIsLeft(String payload) throws InterruptedException {
    job("{\"Command\":\"true\"}");
    fire(true, payload);
    workers.shutdown();
    assertThat(workers.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    assertThat(keys.values).hasSize(1);
  }
}
