package org.lictor.it;

import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.function.ThrowingSupplier;

/**
 * Asks agents the same question again and again in a thread of its own, for as long as they are to
 * be relied on, and remembers each answer that was not a good one.
 */
final class Vigil implements AutoCloseable {
  private static final long PAUSE_MILLIS = 20;

  private final Set<ClusterAgent> reliable = ConcurrentHashMap.newKeySet();
  private final Queue<String> problems = new ConcurrentLinkedQueue<>();
  private final AtomicLong good = new AtomicLong();
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Question question;
  private final Thread thread = new Thread(this::run, "vigil");

  /** Asks one agent; what it throws or returns is the problem, null is none. */
  interface Question {
    String problem(ClusterAgent agent) throws IOException;
  }

  private Vigil(List<ClusterAgent> agents, Question question) {
    reliable.addAll(agents);
    this.question = question;
  }

  static Vigil over(List<ClusterAgent> agents, Question question) {
    Vigil vigil = new Vigil(agents, question);
    vigil.thread.start();
    return vigil;
  }

  /** From now on this one need not answer. */
  void without(ClusterAgent agent) {
    reliable.remove(agent);
  }

  /** From now on this one must answer. */
  void with(ClusterAgent agent) {
    reliable.add(agent);
  }

  /** How many good answers there were. */
  long good() {
    return good.get();
  }

  /** What went wrong so far. */
  List<String> problems() {
    return List.copyOf(problems);
  }

  private void run() {
    try {
      do {
        reliable.forEach(this::ask);
      } while (!stop.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void ask(ClusterAgent agent) {
    String problem = answer(() -> question.problem(agent));
    if (problem == null) {
      good.incrementAndGet();
    } else if (reliable.contains(agent)) {
      problems.add(agent.name + ": " + problem);
    }
  }

  private static String answer(ThrowingSupplier<String> asked) {
    try {
      return asked.get();
    } catch (Throwable e) {
      return e.toString();
    }
  }

  @Override
  public void close() throws InterruptedException {
    stop.countDown();
    thread.join();
  }
}
