package org.lictor.consensus.simulated;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One term in which a server leads: what the others have, and what it has taken to order. */
final class LeaderTerm {
  private static final int HEARTBEAT_MILLIS = 50;
  private static final int BATCH_ENTRIES = 32;

  private final RaftServer server;
  private final long term;
  private final long firstIndex;
  private final Map<SubmissionId, Boolean> taken = new LinkedHashMap<>();
  private final List<Read> reads = new ArrayList<>();
  private final long[] next;
  private final long[] match;
  private final long[] answeredRound;

  /** Whether the other's log is known to be as ours up to its match; else it is being sought. */
  private final boolean[] found;

  private long round;
  private boolean sendDue;
  private boolean ended;

  private record Read(long round, int from, SubmissionId id, long index) {}

  LeaderTerm(RaftServer server) {
    this.server = server;
    term = server.term();
    firstIndex = server.stored().lastIndex() + 1;
    next = new long[server.world.servers()];
    Arrays.fill(next, firstIndex);
    match = new long[next.length];
    answeredRound = new long[next.length];
    found = new boolean[next.length];
  }

  long term() {
    return term;
  }

  long firstIndex() {
    return firstIndex;
  }

  boolean knowsAll() {
    return server.commitIndex >= firstIndex;
  }

  void begin() {
    append(null, null);
    beat();
  }

  void end() {
    ended = true;
    for (Read read : reads) server.send(read.from, new Message.ReadAnswer(read.id, -1));
    reads.clear();
  }

  private void beat() {
    if (ended) return;
    for (int other = 0; other < next.length; other++) {
      // What was sent and not answered may be lost.
      if (found[other]) next[other] = match[other] + 1;
    }
    sendToAll();
    server.later(HEARTBEAT_MILLIS, this::beat);
  }

  // ---- replication

  private void append(@Nullable SubmissionId id, byte @Nullable [] command) {
    Entry entry = new Entry(server.stored().lastIndex() + 1, term, id, command);
    server.disk.write(stored -> stored.append(List.of(entry)));
    server.whenSafe(this::commitWhatMostHave);
    sendSoon();
  }

  /** What comes in one moment goes out in one message. */
  private void sendSoon() {
    if (sendDue) return;
    sendDue = true;
    server.later(
        0,
        () -> {
          sendDue = false;
          if (!ended) sendToAll();
        });
  }

  private void sendToAll() {
    for (int other = 0; other < next.length; other++) if (other != server.id) send(other);
  }

  private void send(int other) {
    Stored stored = server.stored();
    if (next[other] <= stored.baseIndex()) {
      server.send(other, new Message.Install(term, stored.snapshot, round));
      return;
    }
    List<Entry> entries = stored.from(next[other], BATCH_ENTRIES);
    long previous = next[other] - 1;
    server.send(
        other,
        new Message.Append(
            term, previous, stored.termAt(previous), entries, server.commitIndex, round));
    if (found[other]) next[other] += entries.size();
  }

  void appended(int from, Message.Appended answer) {
    answeredRound[from] = Math.max(answeredRound[from], answer.round());
    answerReads();
    if (answer.done()) {
      found[from] = true;
      match[from] = Math.max(match[from], answer.index());
      next[from] = Math.max(next[from], match[from] + 1);
      commitWhatMostHave();
      if (next[from] <= server.stored().lastIndex()) send(from);
    } else {
      found[from] = false;
      next[from] = Math.max(match[from] + 1, Math.min(next[from] - 1, answer.index() + 1));
      send(from);
    }
  }

  private void commitWhatMostHave() {
    if (ended) return;
    match[server.id] =
        server.world.has(Bug.ACKNOWLEDGES_BEFORE_FSYNC)
            ? server.stored().lastIndex()
            : server.safeIndex();
    long[] sorted = match.clone();
    Arrays.sort(sorted);
    long most = sorted[(sorted.length - 1) / 2];
    // An entry of an earlier term may yet be replaced, however many have it (Raft, figure 8).
    if (most > server.commitIndex && most >= firstIndex) sendSoon();
    server.commit(most >= firstIndex ? most : server.commitIndex);
  }

  // ---- proposals

  /** Takes a command once, or says that it never will. */
  void proposed(int from, Message.Propose proposal) {
    Boolean known =
        server.world.has(Bug.TAKES_DUPLICATES) && !ended ? null : taken.get(proposal.id());
    if (known == null) {
      long waiting = server.stored().lastIndex() - server.commitIndex;
      known = !ended && waiting < server.world.settings().mostWaiting();
      taken.put(proposal.id(), known);
      if (known) append(proposal.id(), proposal.command());
    }
    if (!known) server.send(from, new Message.Refused(proposal.id(), !ended));
  }

  // ---- reads

  void readRequested(int from, SubmissionId id) {
    long index = server.stored().lastCommand(server.commitIndex);
    boolean vouchBlindly = server.world.has(Bug.VOUCHES_WITHOUT_ASKING);
    if (!knowsAll() || vouchBlindly) {
      server.send(from, new Message.ReadAnswer(id, knowsAll() ? index : -1));
      return;
    }
    reads.add(new Read(++round, from, id, index));
    sendSoon();
  }

  private void answerReads() {
    answeredRound[server.id] = round;
    long[] sorted = answeredRound.clone();
    Arrays.sort(sorted);
    long most = sorted[(sorted.length - 1) / 2];
    reads.removeIf(
        read -> {
          if (read.round > most) return false;
          server.send(read.from, new Message.ReadAnswer(read.id, read.index));
          return true;
        });
  }
}
