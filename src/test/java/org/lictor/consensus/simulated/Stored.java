package org.lictor.consensus.simulated;

import java.util.ArrayList;
import java.util.List;

/** What a server keeps over a crash: term, vote, the newest snapshot, and the log around it. */
final class Stored {
  static final int NOBODY = -1;

  long term;
  int vote = NOBODY;
  Snapshot snapshot = Snapshot.NONE;
  private final List<Entry> entries = new ArrayList<>();

  /** The entry before the first that is there; at or below the snapshot's. */
  private long baseIndex;

  private long baseTerm;

  Stored copy() {
    Stored copy = new Stored();
    copy.term = term;
    copy.vote = vote;
    copy.snapshot = snapshot;
    copy.entries.addAll(entries);
    copy.baseIndex = baseIndex;
    copy.baseTerm = baseTerm;
    return copy;
  }

  void adopt(long newTerm, int newVote) {
    term = newTerm;
    vote = newVote;
  }

  long baseIndex() {
    return baseIndex;
  }

  long lastIndex() {
    return baseIndex + entries.size();
  }

  /** The term of an entry, or -1 when it is not known. */
  long termAt(long index) {
    if (index == baseIndex) return baseTerm;
    return index < baseIndex || index > lastIndex() ? -1 : entry(index).term();
  }

  Entry entry(long index) {
    return entries.get((int) (index - baseIndex - 1));
  }

  /** Up to {@code most} entries, the one at {@code index} first. */
  List<Entry> from(long index, int most) {
    int first = (int) (index - baseIndex - 1);
    return List.copyOf(entries.subList(first, Math.min(entries.size(), first + most)));
  }

  /** The index of the last command at or below {@code index}; 0 when there is none. */
  long lastCommand(long index) {
    for (long i = index; i > baseIndex; i--) if (entry(i).command() != null) return i;
    return snapshot.stateIndex();
  }

  void append(List<Entry> more) {
    entries.addAll(more);
  }

  void cutFrom(long index) {
    entries.subList((int) (index - baseIndex - 1), entries.size()).clear();
  }

  /** Takes the server's own snapshot and forgets what is more than so many entries before it. */
  void keep(Snapshot own, int trailing) {
    snapshot = own;
    forgetUpTo(own.index() - trailing);
  }

  /** Takes another server's snapshot, and keeps only the log that continues it. */
  void install(Snapshot other) {
    if (termAt(other.index()) == other.term()) {
      forgetUpTo(other.index());
    } else {
      entries.clear();
      baseIndex = other.index();
      baseTerm = other.term();
    }
    snapshot = other;
  }

  private void forgetUpTo(long index) {
    if (index <= baseIndex) return;
    baseTerm = termAt(index);
    entries.subList(0, (int) (index - baseIndex)).clear();
    baseIndex = index;
  }
}
