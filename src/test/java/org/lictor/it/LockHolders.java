package org.lictor.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Threads that take locks of a cluster in turn, each with a session of its own for each try, over
 * all agents at random. What they do while they hold one shows whether somebody else does.
 */
final class LockHolders implements AutoCloseable {
  /** Much longer than a lock is held: whoever lost it without knowing has let go by then. */
  static final Duration LOCK_DELAY = Duration.ofSeconds(5);

  private static final Duration TTL = Duration.ofSeconds(10);
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int LONGEST_HOLD_MILLIS = 200;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final List<URI> agents;
  private final List<Lock> locks = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final Queue<String> problems = new ConcurrentLinkedQueue<>();
  private volatile boolean over;

  /** One lock, and who is known to be under it. */
  private static final class Lock {
    private final String key;
    private final AtomicLong taken = new AtomicLong();
    private @Nullable String holder; // guarded by this
    private long lastIndex; // guarded by this

    Lock(String key) {
      this.key = key;
    }

    synchronized @Nullable String enter(String name, long lockIndex) {
      String problem = null;
      if (holder != null) {
        problem = key + ": " + name + " and " + holder + " hold it at once";
      } else if (lockIndex <= lastIndex) {
        problem = key + ": " + name + " has index " + lockIndex + " after " + lastIndex;
      }
      holder = name;
      lastIndex = Math.max(lastIndex, lockIndex);
      taken.incrementAndGet();
      return problem;
    }

    synchronized void leave(String name) {
      if (name.equals(holder)) {
        holder = null;
      }
    }
  }

  LockHolders(List<URI> agents, int holders, int locks, long seed) {
    this.agents = List.copyOf(agents);
    for (int i = 0; i < locks; i++) {
      this.locks.add(new Lock("locks/" + i));
    }
    for (int i = 0; i < holders; i++) {
      Random random = new Random(seed + i);
      Thread thread = new Thread(() -> run(random), "holder-" + i);
      thread.setDaemon(true);
      thread.start();
      threads.add(thread);
    }
  }

  /** What was seen that must not be. */
  List<String> problems() {
    return List.copyOf(problems);
  }

  /** How often each lock was taken so far. */
  List<Long> taken() {
    return locks.stream().map(lock -> lock.taken.get()).toList();
  }

  @Override
  public void close() throws InterruptedException {
    over = true;
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private void run(Random random) {
    while (!over) {
      try {
        turn(random);
      } catch (IOException agentGone) {
        pause(100 + random.nextInt(200));
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void turn(Random random) throws IOException, InterruptedException {
    Lock lock = locks.get(random.nextInt(locks.size()));
    String session = begin(random);
    if (session == null) {
      pause(100);
      return;
    }
    try {
      if (send(random, "PUT", "/v1/kv/" + lock.key + "?acquire=" + session, "x").equals("true")) {
        hold(random, lock, session);
      } else {
        pause(20 + random.nextInt(100));
      }
    } finally {
      // Also when it is not known whether the lock was taken: else it would be held for the TTL.
      end(random, session);
    }
  }

  private @Nullable String begin(Random random) throws IOException, InterruptedException {
    String body =
        "{\"TTL\":\"%ds\",\"LockDelay\":\"%ds\"}"
            .formatted(TTL.toSeconds(), LOCK_DELAY.toSeconds());
    String answer = send(random, "PUT", "/v1/session/create", body);
    return answer.startsWith("{") ? JSON.readTree(answer).path("ID").asText() : null;
  }

  private void hold(Random random, Lock lock, String session)
      throws IOException, InterruptedException {
    long since = System.nanoTime();
    String answer = send(random, "GET", "/v1/kv/" + lock.key + "?consistent", "");
    JsonNode entry = answer.startsWith("[") ? JSON.readTree(answer).path(0) : JSON.missingNode();
    if (!session.equals(entry.path("Session").asText()) || stalled(since)) {
      return;
    }
    String problem = lock.enter(session, entry.path("LockIndex").asLong());
    try {
      pause(random.nextInt(LONGEST_HOLD_MILLIS));
    } finally {
      lock.leave(session);
    }
    // Whoever was held up for as long as that may have lost it meanwhile, and shows nothing.
    if (problem != null && !stalled(since)) {
      problems.add(problem);
    }
    send(random, "PUT", "/v1/kv/" + lock.key + "?release=" + session, "");
  }

  private static boolean stalled(long since) {
    return System.nanoTime() - since > LOCK_DELAY.toNanos() / 2;
  }

  private void end(Random random, String session) throws InterruptedException {
    for (int tries = 0; tries < 5; tries++) {
      try {
        if (send(random, "PUT", "/v1/session/destroy/" + session, "").equals("true")) {
          return;
        }
      } catch (IOException agentGone) {
        pause(200);
      }
    }
  }

  private String send(Random random, String method, String path, String body)
      throws IOException, InterruptedException {
    URI agent = agents.get(random.nextInt(agents.size()));
    HttpRequest request =
        HttpRequest.newBuilder(agent.resolve(path))
            .timeout(TIMEOUT)
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    return answer.statusCode() == 200 ? answer.body().strip() : "";
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
