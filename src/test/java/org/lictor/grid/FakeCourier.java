package org.lictor.grid;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.lictor.command.BinaryReader;
import org.lictor.consensus.NoLeaderException;

/**
 * Carries requests to the desks of a {@link TestCluster} within the caller's thread. Servers can be
 * lost, which fails what they had; be silent, which drops their replies; and be slow, which keeps
 * replies back until told.
 */
final class FakeCourier implements Courier {
  private enum State {
    THERE,
    SILENT,
    GONE
  }

  private record Sent(int server, CompletableFuture<byte[]> reply) {}

  /** What was asked, in order: the kind, and of whom. */
  final List<String> asked = new ArrayList<>();

  /** The limit of the last request. */
  Duration limit = Duration.ZERO;

  private final TestCluster cluster;
  private final ScheduledExecutorService timer;
  private final State[] states;
  private final List<Sent> underWay = new ArrayList<>();
  private final List<Runnable> kept = new ArrayList<>();
  private boolean slow;

  FakeCourier(TestCluster cluster, ScheduledExecutorService timer) {
    this.cluster = cluster;
    this.timer = timer;
    states = new State[cluster.servers.size()];
    java.util.Arrays.fill(states, State.THERE);
  }

  @Override
  public synchronized CompletableFuture<byte[]> ask(byte[] request, To to, Duration limit) {
    this.limit = limit;
    int server = server(to);
    asked.add(DeskCodec.kind(new BinaryReader(request)) + " " + to + " " + server);
    if (server < 0) {
      return CompletableFuture.failedFuture(new NoLeaderException());
    }
    Sent sent = new Sent(server, new CompletableFuture<>());
    underWay.add(sent);
    var unused = timer.schedule(() -> lost(sent), limit.toNanos(), TimeUnit.NANOSECONDS);
    var unusedToo =
        cluster.servers.get(server).desk.handle(request).thenAccept(reply -> deliver(sent, reply));
    return sent.reply();
  }

  private int server(To to) {
    if (to == To.LEADER && cluster.leader() >= 0 && states[cluster.leader()] != State.GONE) {
      return cluster.leader();
    }
    for (int i = 0; i < states.length; i++) {
      if (states[i] != State.GONE) {
        return i;
      }
    }
    return -1;
  }

  private void deliver(Sent sent, byte[] reply) {
    if (slow) {
      kept.add(() -> deliver(sent, reply));
    } else if (states[sent.server()] == State.THERE) {
      underWay.remove(sent);
      sent.reply().complete(reply);
    }
  }

  private void lost(Sent sent) {
    underWay.remove(sent);
    sent.reply().completeExceptionally(new ServerLostException("server " + sent.server()));
  }

  /** The server goes away with what it had. */
  void lose(int server) {
    states[server] = State.GONE;
    for (Sent sent : List.copyOf(underWay)) {
      if (sent.server() == server) {
        lost(sent);
      }
    }
  }

  /** The server handles requests but its replies get lost. */
  void silence(int server) {
    states[server] = State.SILENT;
  }

  void back(int server) {
    states[server] = State.THERE;
  }

  /** Keeps replies back until {@link #hurry()}. */
  void dawdle() {
    slow = true;
  }

  synchronized void hurry() {
    slow = false;
    List<Runnable> late = List.copyOf(kept);
    kept.clear();
    late.forEach(Runnable::run);
  }

  /** How many requests of {@code kind} were sent. */
  synchronized long count(RequestKind kind) {
    return asked.stream().filter(line -> line.startsWith(kind + " ")).count();
  }
}
