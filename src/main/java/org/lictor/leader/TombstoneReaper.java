package org.lictor.leader;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import org.lictor.command.Command;
import org.lictor.registrar.CommandSubmitter;
import org.lictor.state.KvTable;
import org.lictor.state.StateStore;

/**
 * Has the marks of deleted keys forgotten when they are older than {@link #KEPT}, and the delays on
 * keys when they are over, so that they do not pile up. Which those are it knows from having looked
 * at the table's index at each {@link #run}; it is to be run every {@link #PERIOD}, by one thread.
 */
public final class TombstoneReaper {
  /**
   * A prefix watcher that sleeps longer than this after a deletion may see its index fall, as the
   * interface allows.
   */
  public static final Duration KEPT = Duration.ofMinutes(15);

  public static final Duration PERIOD = Duration.ofSeconds(30);

  private final StateStore store;
  private final CommandSubmitter submitter;
  private final InstantSource clock;
  private final Deque<Look> looks = new ArrayDeque<>();

  private record Look(Instant at, long index) {}

  public TombstoneReaper(StateStore store, CommandSubmitter submitter, InstantSource clock) {
    this.store = store;
    this.submitter = submitter;
    this.clock = clock;
  }

  /** Looks, and submits a command when there is something to forget. */
  public void run() {
    Instant now = clock.instant();
    KvTable keys = store.image().kv();
    long forget = 0;
    while (!looks.isEmpty() && !looks.peekFirst().at().plus(KEPT).isAfter(now)) {
      forget = looks.removeFirst().index();
    }
    looks.addLast(new Look(now, keys.index()));
    long upTo = forget;
    boolean marks = keys.tombstones().values().stream().anyMatch(index -> index <= upTo);
    if (marks || store.image().sessions().delays().anyOver(now)) {
      submitter.submit(new Command.TombstoneReap(upTo));
    }
  }
}
