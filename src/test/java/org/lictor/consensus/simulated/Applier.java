package org.lictor.consensus.simulated;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.lictor.command.Outcome;
import org.lictor.consensus.CommittedHandler;
import org.lictor.consensus.StateSnapshot;

/**
 * Gives the handler what is committed and safe on this server, in order, and takes and restores
 * snapshots. A command that cannot be applied stops it for good.
 */
final class Applier {
  /** So that one who is a little behind need not take a snapshot. */
  private static final int TRAILING_ENTRIES = 4;

  private static final int SLOWEST_SNAPSHOT_MILLIS = 40;

  private final RaftServer server;
  private final CommittedHandler handler;
  private long applied;
  private volatile long lastCommand;
  private int sinceSnapshot;
  private @Nullable RuntimeException problem;

  Applier(RaftServer server, CommittedHandler handler) {
    this.server = server;
    this.handler = handler;
  }

  /** The index of the last entry, with a command or without, that was applied. */
  long applied() {
    return applied;
  }

  /** The index of the last command that was applied. */
  long lastCommand() {
    return lastCommand;
  }

  @Nullable RuntimeException problem() {
    return problem;
  }

  void applyCommitted() {
    // A snapshot is on its way to the disk and will be restored when it is safe.
    if (applied < server.stored().baseIndex()) return;
    long end = Math.min(server.commitIndex, server.safeIndex());
    while (problem == null && applied < end) {
      Entry entry = server.stored().entry(applied + 1);
      byte[] command = entry.command();
      if (command != null) apply(entry, command);
      if (problem == null) applied++;
    }
  }

  private void apply(Entry entry, byte[] command) {
    Outcome outcome;
    try {
      outcome = handler.committed(entry.index(), command);
    } catch (RuntimeException e) {
      problem = e;
      server.world.witness().stopped(server.id, entry, e);
      server.submissions.failAll("the command at index " + entry.index() + " cannot be applied");
      return;
    }
    lastCommand = entry.index();
    server.world.witness().applied(server.id, entry, outcome);
    server.submissions.applied(entry, outcome);
    server.confirmations.applied();
    if (++sinceSnapshot >= server.world.settings().snapshotAfter()) takeSnapshot(entry);
  }

  private void takeSnapshot(Entry last) {
    sinceSnapshot = 0;
    StateSnapshot taken = handler.takeSnapshot();
    // Written later, while the state moves on: it must stay as it was taken.
    server.later(server.world.random().nextInt(SLOWEST_SNAPSHOT_MILLIS), () -> keep(taken, last));
  }

  private void keep(StateSnapshot taken, Entry last) {
    if (last.index() <= server.stored().snapshot.index()) return;
    Snapshot snapshot = new Snapshot(last.index(), last.term(), taken.index(), bytesOf(taken));
    server.disk.write(stored -> stored.keep(snapshot, TRAILING_ENTRIES));
    server.disk.sync(() -> {});
  }

  private static byte[] bytesOf(StateSnapshot snapshot) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      snapshot.writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** Goes on from a snapshot that the leader sent. */
  void catchUp(Snapshot snapshot) {
    boolean older = snapshot.index() <= applied;
    if (older && !server.world.has(Bug.INSTALLS_OLD_SNAPSHOTS)) return;
    restore(snapshot);
    if (snapshot.index() > server.commitIndex) server.commitIndex = snapshot.index();
    applyCommitted();
  }

  void restore(Snapshot snapshot) {
    try {
      handler.restore(snapshot.stateIndex(), new ByteArrayInputStream(snapshot.bytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    applied = Math.max(applied, snapshot.index());
    lastCommand = snapshot.stateIndex();
    sinceSnapshot = 0;
    server.world.witness().restored(server.id, snapshot);
    server.confirmations.applied();
  }
}
