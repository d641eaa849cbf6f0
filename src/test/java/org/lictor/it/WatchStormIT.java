package org.lictor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * 2,000 blocking queries follow 1,000 keys of an agent through 20,000 changes, deletions among
 * them: each comes to see what its key is in the end, and none sees an index go back.
 */
class WatchStormIT {
  private static final int KEYS = 1_000;
  private static final int WATCHERS = 2_000;
  private static final int CHANGES = 20_000;
  private static final int AT_ONCE = 64;
  private static final String GONE = "gone";

  private final Queue<String> problems = new ConcurrentLinkedQueue<>();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @TempDir private Path directory;

  /** What one watcher has seen last; written by one answer at a time. */
  private final class Watcher {
    private final URI key;
    private volatile String seen = "nothing yet";
    private volatile long index;

    Watcher(URI key) {
      this.key = key;
    }

    void ask() {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(key + "?raw&wait=5m&index=" + index)).build();
      http.sendAsync(request, BodyHandlers.ofString())
          .whenComplete((response, problem) -> answered(response));
    }

    private void answered(HttpResponse<String> response) {
      if (response == null) {
        return; // the agent has been closed
      }
      long next = Long.parseLong(response.headers().firstValue("X-Consul-Index").orElse("-1"));
      if (next < index) {
        problems.add(key + ": " + next + " after " + index);
      }
      index = next;
      seen = response.statusCode() == 404 ? GONE : response.body();
      ask();
    }
  }

  @Test
  void everyWatcherSeesTheLastOfItsKey() throws Exception {
    try (LictorProcess agent =
        new LictorProcess(
            directory,
            "-dev",
            "-node",
            "n1",
            "-hcl",
            "limits { http_max_conns_per_client = 5000 }")) {
      agent.start();
      List<Watcher> watchers =
          IntStream.range(0, WATCHERS)
              .mapToObj(i -> new Watcher(agent.uri("/v1/kv/storm/" + i % KEYS)))
              .toList();
      watchers.forEach(Watcher::ask);
      agent.await(
          "every watcher has its first answer",
          () -> watchers.stream().allMatch(watcher -> watcher.index > 0));

      List<String> last = changed(agent);
      agent.await(
          "every watcher to see the last of its key",
          () ->
              !problems.isEmpty()
                  || IntStream.range(0, WATCHERS)
                      .allMatch(i -> watchers.get(i).seen.equals(last.get(i % KEYS))));
      assertThat(problems).isEmpty();
    }
  }

  /** Changes keys, each by one at a time. Returns what each is in the end. */
  private List<String> changed(LictorProcess agent) throws InterruptedException {
    Random random = new Random(20_150_911);
    List<String> last = new ArrayList<>();
    List<Semaphore> turns = new ArrayList<>();
    for (int i = 0; i < KEYS; i++) {
      last.add(GONE);
      turns.add(new Semaphore(1));
    }
    Semaphore atOnce = new Semaphore(AT_ONCE);
    for (int i = 0; i < CHANGES; i++) {
      int key = random.nextInt(KEYS);
      String value = random.nextInt(4) == 0 ? GONE : "v" + i;
      last.set(key, value);
      atOnce.acquire();
      turns.get(key).acquire();
      HttpRequest.Builder request = HttpRequest.newBuilder(agent.uri("/v1/kv/storm/" + key));
      http.sendAsync(
              value.equals(GONE)
                  ? request.DELETE().build()
                  : request.PUT(BodyPublishers.ofString(value)).build(),
              BodyHandlers.ofString())
          .whenComplete(
              (response, problem) -> {
                if (response == null || response.statusCode() != 200) {
                  problems.add("change of " + key + ": " + response + " " + problem);
                }
                turns.get(key).release();
                atOnce.release();
              });
    }
    atOnce.acquire(AT_ONCE);
    return last;
  }
}
