package org.lictor.consensus.simulated;

import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Carries messages between servers, and loses, delays, doubles and overtakes them as it is told. A
 * message in flight may reach a later life of its receiver.
 */
final class LossyNetwork {
  private static final int USUAL_DELAY_MILLIS = 3;

  private final VirtualClock clock;
  private final RandomGenerator random;
  private final @Nullable Inbox[] inboxes;
  private final boolean[][] cut;
  private double loss;
  private double duplication;
  private int longestDelayMillis = USUAL_DELAY_MILLIS;

  /** Where a server takes its messages. */
  interface Inbox {
    void deliver(int from, Message message);
  }

  LossyNetwork(VirtualClock clock, RandomGenerator random, int servers) {
    this.clock = clock;
    this.random = random;
    inboxes = new Inbox[servers];
    cut = new boolean[servers][servers];
  }

  /** From now on messages for {@code server} go to {@code inbox}; null when it is down. */
  void connect(int server, @Nullable Inbox inbox) {
    inboxes[server] = inbox;
  }

  void send(int from, int to, Message message) {
    if (cut[from][to] || random.nextDouble() < loss) return;
    carry(from, to, message);
    if (random.nextDouble() < duplication) carry(from, to, message);
  }

  private void carry(int from, int to, Message message) {
    clock.after(
        1 + random.nextInt(longestDelayMillis),
        () -> {
          Inbox inbox = inboxes[to];
          if (inbox != null) inbox.deliver(from, message);
        });
  }

  /** Cuts the way from one server to another; the way back stays as it is. */
  void cut(int from, int to) {
    cut[from][to] = true;
  }

  /** Loses and doubles these shares of all messages, and delays each by up to so much. */
  void worsen(double lossShare, double duplicationShare, int delayMillis) {
    loss = lossShare;
    duplication = duplicationShare;
    longestDelayMillis = delayMillis;
  }

  /** Makes all ways good again. */
  void heal() {
    for (boolean[] row : cut) java.util.Arrays.fill(row, false);
    worsen(0, 0, USUAL_DELAY_MILLIS);
  }
}
