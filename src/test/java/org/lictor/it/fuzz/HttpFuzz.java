package org.lictor.it.fuzz;

import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.lictor.wire.KeptConnection;
import org.lictor.wire.RawResponse;

/**
 * Sends made-up requests to an agent from several threads, and keeps what was wrong with the
 * answers. The n-th request is the same for the same seed.
 */
public final class HttpFuzz {
  private static final int THREADS = 4;
  private static final int FINDINGS = 20;

  private final Grammar grammar = Grammar.ofHttp();
  private final URI agent;
  private final long seed;
  private final AtomicLong next = new AtomicLong();
  private final ConcurrentLinkedQueue<String> findings = new ConcurrentLinkedQueue<>();
  private final Map<Integer, AtomicLong> statuses = new ConcurrentSkipListMap<>();

  public HttpFuzz(URI agent, long seed) {
    this.agent = agent;
    this.seed = seed;
  }

  /** Sends requests for a time, going on where it left off, or until it has found enough. */
  public void run(Duration time) throws InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      Thread thread = new Thread(() -> sendUntil(end), "fuzz-" + i);
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private void sendUntil(long end) {
    try (KeptConnection connection = new KeptConnection(agent, FuzzedRequest.ANSWER_WITHIN)) {
      while (System.nanoTime() < end && findings.size() < FINDINGS) {
        send(next.getAndIncrement(), connection);
      }
    }
  }

  private void send(long number, KeptConnection connection) {
    FuzzedRequest request = FuzzedRequest.of(grammar, seed + number);
    String wrong = wrong(request, connection);
    if (wrong != null) {
      findings.add("request " + (seed + number) + ": " + request + "\n  " + wrong);
    }
  }

  private @Nullable String wrong(FuzzedRequest request, KeptConnection connection) {
    try {
      RawResponse response = request.sendTo(agent, connection);
      statuses.computeIfAbsent(response.status(), s -> new AtomicLong()).incrementAndGet();
      String broken = AnswerRules.broken(request, response);
      return broken == null
          ? null
          : broken + ": " + response.status() + " " + FuzzedRequest.cut(response.text());
    } catch (UncheckedIOException e) {
      statuses.computeIfAbsent(0, s -> new AtomicLong()).incrementAndGet();
      boolean hangs = e.getCause() instanceof SocketTimeoutException;
      return hangs || !request.hostile() ? e.getMessage() : null;
    }
  }

  /** What was wrong, one request each. */
  public List<String> findings() {
    return List.copyOf(findings);
  }

  /** How many were sent. */
  public long sent() {
    return next.get();
  }

  /** How many answers there were of each status; 0 is a connection closed without one. */
  public Map<Integer, Long> statuses() {
    Map<Integer, Long> counted = new TreeMap<>();
    statuses.forEach((status, count) -> counted.put(status, count.get()));
    return counted;
  }
}
