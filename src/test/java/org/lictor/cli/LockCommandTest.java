package org.lictor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LockCommandTest {
  private final LockingAgent agent = new LockingAgent();

  @AfterEach
  void stop() {
    agent.close();
  }

  private Tool.Result lock(String... args) {
    String[] all = new String[args.length + 1];
    all[0] = "lock";
    System.arraycopy(args, 0, all, 1, args.length);
    return Tool.run(Map.of("LICTOR_HTTP_ADDR", agent.address()), "", all);
  }

  @Test
  void theCommandRunsWhileTheLockIsHeldAndNothingIsLeft() {
    Tool.Result result = lock("-verbose", "/a/b", "echo held=$CONSUL_LOCK_HELD; echo no >&2");
    assertThat(result)
        .isEqualTo(
            new Tool.Result(
                0,
                """
                Setting up lock at path: a/b/.lock
                Attempting lock acquisition
                Starting handler
                held=true
                Child terminated, releasing lock
                Cleanup succeeded
                """,
                "no\n"));
    assertThat(agent.values()).isEmpty();
    assertThat(agent.sessions()).isEmpty();
  }

  @Test
  void aFailedCommandIsToldAndCountsWhenItIsToCount() {
    assertThat(lock("a", "exit 3"))
        .isEqualTo(new Tool.Result(0, "", "Error running handler: exit status 3\n"));
    assertThat(lock("-child-exit-code", "a", "exit 3").code()).isEqualTo(2);
    assertThat(lock("-child-exit-code", "a", "exit 0").code()).isZero();
    assertThat(lock("-shell=false", "a", "/nowhere/x").err())
        .isEqualTo("Error starting handler: fork/exec /nowhere/x: no such file or directory\n");
  }

  @Test
  void withoutAShellWordsStayAsTheyAre() {
    assertThat(lock("-shell=false", "a", "echo", "x  y", "$HOME").out()).isEqualTo("x  y $HOME\n");
  }

  @Test
  void theSecondWaitsForTheFirst() {
    agent.hold("a/.lock", "other");
    CompletableFuture<Tool.Result> waiting =
        CompletableFuture.supplyAsync(() -> lock("a", "echo mine"));
    await(() -> agent.sessions().size() == 2);
    assertThat(waiting).isNotDone();
    agent.set("a/.lock", "", "3304740253564472344");
    assertThat(waiting.join()).isEqualTo(new Tool.Result(0, "mine\n", ""));
  }

  @Test
  void whoDoesNotGetItInTimeGivesUp() {
    agent.hold("a/.lock", "other");
    assertThat(lock("-timeout", "200ms", "a", "echo mine"))
        .isEqualTo(
            new Tool.Result(1, "", "Shutdown triggered or timeout during lock acquisition\n"));
    assertThat(agent.sessions()).containsExactly("other");
  }

  @Test
  void aCommandWhoseLockIsLostIsEnded() {
    CompletableFuture<Tool.Result> running =
        CompletableFuture.supplyAsync(() -> lock("-verbose", "-child-exit-code", "a", "sleep 50"));
    await(() -> agent.values().containsKey("a/.lock"));
    agent.endSessions();
    Tool.Result result = running.join();
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.out()).contains("Lock lost, killing child\n", "Child terminated\n");
  }

  @Test
  void severalHoldASemaphoreTogetherAndNoMore() {
    CompletableFuture<Tool.Result> first =
        CompletableFuture.supplyAsync(() -> lock("-n", "2", "sem", "sleep 4; echo 1"));
    CompletableFuture<Tool.Result> second =
        CompletableFuture.supplyAsync(() -> lock("-n", "2", "sem", "sleep 4; echo 2"));
    await(() -> holders() == 2);
    assertThat(lock("-n", "2", "-timeout", "300ms", "sem", "echo 3").code()).isEqualTo(1);
    assertThat(lock("-n", "3", "sem", "echo 3").err())
        .isEqualTo("Lock acquisition failed: semaphore limit conflict (lock: 2, local: 3)\n");
    assertThat(lock("sem", "echo 3").err())
        .isEqualTo("Lock acquisition failed: Existing key does not match lock use\n");
    assertThat(first.join().out()).isEqualTo("1\n");
    assertThat(second.join().out()).isEqualTo("2\n");
    assertThat(agent.values()).isEmpty();
  }

  @Test
  void aDeadHolderOfASemaphoreIsNotCounted() {
    agent.set(
        "sem/.lock",
        "{\"Limit\":2,\"Holders\":{\"dead\":true,\"gone\":true}}",
        "16210313421097356768");
    assertThat(lock("-n", "2", "sem", "echo 1").out()).isEqualTo("1\n");
  }

  @Test
  void aKeyOfAnotherKindIsLeftAlone() {
    agent.set("a/.lock", "mine", "0");
    assertThat(lock("a", "echo no"))
        .isEqualTo(
            new Tool.Result(
                1, "", "Lock acquisition failed: Existing key does not match lock use\n"));
    assertThat(agent.values()).containsEntry("a/.lock", "mine");
  }

  @Test
  void theSessionIsNamedAfterTheCommand() {
    CompletableFuture<Tool.Result> running =
        CompletableFuture.supplyAsync(() -> lock("a", "sleep", "1"));
    await(() -> !agent.sessions().isEmpty());
    assertThat(agent.sessions().get(0))
        .contains("\"Name\":\"Consul lock for 'sleep 1' at 'a'\"", "\"TTL\":\"15s\"");
    running.join();
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    assertThat(lock("-n", "0", "a", "b").err()).isEqualTo("Lock holder limit must be positive\n");
    assertThat(lock("a").err()).startsWith("Key prefix and child command must be specified\n");
    assertThat(lock("-timeout", "-1s", "a", "b").err()).isEqualTo("Timeout must be positive\n");
    assertThat(lock("-monitor-retry", "-1", "a", "b").err())
        .isEqualTo("Number for 'monitor-retry' must be >= 0\n");
  }

  // ---- words

  private long holders() {
    return agent.values().getOrDefault("sem/.lock", "").split(":true", -1).length - 1;
  }

  private static void await(java.util.function.BooleanSupplier condition) {
    long end = System.nanoTime() + 30_000_000_000L;
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(end);
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }
}
