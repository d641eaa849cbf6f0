package org.lictor.grid;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Letters to all members. Each goes to every other member at once, and again to one that has not
 * answered, with growing pauses, for as long as it is a member and a few times at most: a
 * connection that breaks costs no letter. So one may come twice. Any thread.
 */
public final class Circulars {
  private static final int MOST_TRIES = 6;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(300);

  private final Post post;
  private final AtomicLong numbers = new AtomicLong();
  private final Map<Long, Consumer<byte[]>> unanswered = new ConcurrentHashMap<>();
  private volatile @Nullable Reader reader;

  /** Reads what other members sent; may be called twice with the same, by several threads. */
  public interface Reader {
    /** Returns the answer to the letter. */
    byte[] read(byte[] letter);
  }

  /** What carries letters. */
  interface Post {
    /** The other members. */
    Iterable<String> others();

    /** Whether one is still there. */
    boolean has(String member);

    /** Sends a letter, or its answer, and forgets it. */
    void send(String member, boolean answer, long number, byte[] content);

    /** Where letters and answers are read, and what is to be done later is done. */
    Executor executor(Duration delay);
  }

  Circulars(Post post) {
    this.post = post;
  }

  /** Has {@code reader} read what comes from now on; null for nobody. */
  public void open(@Nullable Reader reader) {
    this.reader = reader;
  }

  /** Sends {@code letter} to all others; {@code answers} hears each one's answer once. */
  public void send(byte[] letter, Consumer<byte[]> answers) {
    for (String member : post.others()) {
      long number = numbers.incrementAndGet();
      unanswered.put(number, answers);
      attempt(member, number, letter, 1, FIRST_PAUSE);
    }
  }

  private void attempt(String member, long number, byte[] letter, int tries, Duration pause) {
    if (tries > MOST_TRIES || !post.has(member)) {
      unanswered.remove(number);
      return;
    }
    post.send(member, false, number, letter);
    post.executor(pause)
        .execute(
            () -> {
              if (unanswered.containsKey(number)) {
                attempt(member, number, letter, tries + 1, pause.multipliedBy(2));
              }
            });
  }

  /** A letter has come. One that nobody reads yet is not answered: it will come again. */
  void arrived(String from, long number, byte[] letter) {
    Reader open = reader;
    if (open != null) {
      post.executor(Duration.ZERO).execute(() -> post.send(from, true, number, open.read(letter)));
    }
  }

  /** An answer has come. */
  void answered(long number, byte[] answer) {
    Consumer<byte[]> waiting = unanswered.remove(number);
    if (waiting != null) {
      post.executor(Duration.ZERO).execute(() -> waiting.accept(answer));
    }
  }
}
