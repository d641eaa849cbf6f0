package org.lictor.consensus.simulated;

import java.util.List;

/** Takes in what the leader sends: entries and snapshots. */
final class Follower {
  private final RaftServer server;

  Follower(RaftServer server) {
    this.server = server;
  }

  void append(int from, Message.Append append) {
    if (!server.isOfThisTerm(append.term())) {
      server.send(from, new Message.Appended(server.term(), false, 0, 0));
      return;
    }
    server.follow(from);
    Stored stored = server.stored();
    long previous = append.previousIndex();
    // What is before the base is committed, so it is the leader's too.
    boolean fits = previous < stored.baseIndex() || isInLog(previous, append.previousTerm());
    if (!fits) {
      long hint = Math.min(previous - 1, stored.lastIndex());
      server.send(from, new Message.Appended(append.term(), false, hint, append.round()));
      return;
    }
    takeNew(append.entries());
    long commit = Math.min(append.commitIndex(), append.lastIndex());
    if (server.world.has(Bug.APPLIES_WHAT_IS_NOT_COMMITTED)) commit = append.lastIndex();
    long known = commit;
    server.commit(known);
    server.whenSafe(
        () -> {
          server.commit(known);
          server.send(
              from, new Message.Appended(append.term(), true, append.lastIndex(), append.round()));
        });
  }

  private boolean isInLog(long index, long term) {
    return server.stored().termAt(index) == term;
  }

  private void takeNew(List<Entry> entries) {
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      if (entry.index() <= server.stored().baseIndex()) continue;
      if (isInLog(entry.index(), entry.term())) continue;
      if (entry.index() <= server.stored().lastIndex()) cutFrom(entry.index());
      List<Entry> rest = List.copyOf(entries.subList(i, entries.size()));
      server.disk.write(stored -> stored.append(rest));
      return;
    }
  }

  private void cutFrom(long index) {
    if (index <= server.commitIndex) {
      throw new BrokenInvariant(
          "CommittedIsNeverCut", "server %d cuts from %d on".formatted(server.id, index));
    }
    server.disk.write(stored -> stored.cutFrom(index));
  }

  void install(int from, Message.Install install) {
    if (!server.isOfThisTerm(install.term())) {
      server.send(from, new Message.Appended(server.term(), false, 0, 0));
      return;
    }
    server.follow(from);
    Snapshot snapshot = install.snapshot();
    boolean news =
        snapshot.index() > server.commitIndex && snapshot.index() > server.stored().baseIndex();
    if (news) server.disk.write(stored -> stored.install(snapshot));
    server.whenSafe(
        () -> {
          if (news || server.world.has(Bug.INSTALLS_OLD_SNAPSHOTS))
            server.applier.catchUp(snapshot);
          server.send(
              from, new Message.Appended(install.term(), true, snapshot.index(), install.round()));
        });
  }
}
