package org.lictor.http;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The threads of the answers that do not end, the oldest first. When there are too many the oldest
 * ends: a client that has gone is only found out by a line that cannot be written to it, and on a
 * quiet agent there may be none for hours. Any thread.
 */
final class OpenStreams {
  private final Deque<Thread> open = new ArrayDeque<>();
  private final int most;

  OpenStreams(int most) {
    this.most = most;
  }

  /** Runs {@code stream} on a thread of its own, which is interrupted when its time is over. */
  void start(Runnable stream) {
    Thread thread =
        new Thread(
            () -> {
              try {
                stream.run();
              } finally {
                ended(Thread.currentThread());
              }
            },
            "lictor-stream");
    thread.setDaemon(true);
    synchronized (open) {
      if (open.size() == most) {
        open.removeFirst().interrupt();
      }
      open.addLast(thread);
    }
    thread.start();
  }

  private void ended(Thread thread) {
    synchronized (open) {
      open.remove(thread);
    }
  }

  /** How many there are. */
  int size() {
    synchronized (open) {
      return open.size();
    }
  }
}
