package org.lictor.consensus.simulated;

import java.util.Set;
import java.util.TreeSet;

/** How a server finds out that a leader is missing, stands for election, and votes. */
final class Elections {
  private static final int SHORTEST_PATIENCE_MILLIS = 150;

  private static final int ASK_AGAIN_MILLIS = 40;

  private final RaftServer server;
  private final Set<Integer> votes = new TreeSet<>();
  private boolean standing;
  private long timer;

  Elections(RaftServer server) {
    this.server = server;
  }

  /** Gives the leader, old or new, its time anew. */
  void waitForLeader() {
    standing = false;
    restartTimer();
  }

  private void restartTimer() {
    long started = ++timer;
    server.later(
        SHORTEST_PATIENCE_MILLIS + server.world.random().nextInt(SHORTEST_PATIENCE_MILLIS),
        () -> {
          if (started == timer && !server.leads()) stand();
        });
  }

  void stand() {
    long term = server.term() + 1;
    server.disk.write(stored -> stored.adopt(term, server.id));
    server.leader = RaftServer.NOBODY;
    standing = true;
    votes.clear();
    restartTimer();
    server.whenSafe(
        () -> {
          if (!standing || server.term() != term) return;
          askForVotes(term);
          count(server.id);
        });
  }

  /** Asks again and again, for what it asks may be lost. */
  private void askForVotes(long term) {
    if (!standing || server.term() != term) return;
    Stored stored = server.stored();
    long last = stored.lastIndex();
    for (int other = 0; other < server.world.servers(); other++) {
      if (other != server.id) {
        server.send(other, new Message.VoteRequest(term, last, stored.termAt(last)));
      }
    }
    server.later(ASK_AGAIN_MILLIS, () -> askForVotes(term));
  }

  void requested(int from, Message.VoteRequest request) {
    boolean granted =
        server.isOfThisTerm(request.term())
            && (server.stored().vote == RaftServer.NOBODY || server.stored().vote == from)
            && hasAllOfOurs(request);
    if (granted) {
      server.disk.write(stored -> stored.vote = from);
      restartTimer();
    }
    long term = server.term();
    server.whenSafe(() -> server.send(from, new Message.Vote(term, granted)));
  }

  private boolean hasAllOfOurs(Message.VoteRequest request) {
    Stored stored = server.stored();
    long lastTerm = stored.termAt(stored.lastIndex());
    return request.lastTerm() > lastTerm
        || (request.lastTerm() == lastTerm && request.lastIndex() >= stored.lastIndex());
  }

  void voted(int from, Message.Vote vote) {
    if (server.isOfThisTerm(vote.term()) && standing && vote.granted()) count(from);
  }

  private void count(int voter) {
    votes.add(voter);
    if (votes.size() * 2 > server.world.servers()) {
      standing = false;
      server.lead();
    }
  }
}
