package org.lictor.consensus.simulated;

import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.lictor.command.Outcome;
import org.lictor.state.StateImage;

/** Servers with the same index have the same state, byte for byte, and gave the same outcomes. */
final class ReplicasAgree extends Invariant {
  private final Ledger ledger;
  private final Registries registries;

  /** What each server had, and the order, when they last agreed: most of it is still there. */
  private final @Nullable Pair[] agreed;

  /** A server's state, and the one that belongs to its index. */
  private record Pair(StateImage shown, StateImage expected) {}

  ReplicasAgree(int servers, Ledger ledger, Registries registries) {
    this.ledger = ledger;
    this.registries = registries;
    agreed = new Pair[servers];
  }

  @Override
  public void applied(int server, Entry entry, Outcome outcome) {
    Ledger.Line line = lineAt(server, entry.index());
    byte[] command = entry.command();
    require(
        command != null && line.number() == Write.numberOf(command),
        "server %d applied another command at index %d",
        server,
        entry.index());
    require(
        outcome.equals(line.outcome()),
        "server %d answered %s at index %d, not %s",
        server,
        outcome,
        entry.index(),
        line.outcome());
    long index = registries.store(server).image().index();
    require(
        index == entry.index(),
        "server %d shows index %d after the command at %d",
        server,
        index,
        entry.index());
    compare(server);
  }

  @Override
  public void restored(int server, Snapshot snapshot) {
    compare(server);
  }

  @Override
  public void stopped(int server, Entry entry, RuntimeException problem) {
    throw broken("server %d stopped at index %d: %s", server, entry.index(), problem);
  }

  private void compare(int server) {
    StateImage image = registries.store(server).image();
    Ledger.Line line = lineAt(server, image.index());
    Pair now = new Pair(image, line.image());
    // Both: a snapshot might leave out what an image has.
    require(
        agree(server, now, StateImage::catalog)
            && agree(server, now, StateImage::kv)
            && agree(server, now, StateImage::sessions)
            && Arrays.equals(Ledger.bytesOf(image), line.bytes()),
        "server %d has another state at index %d",
        server,
        image.index());
    agreed[server] = now;
  }

  private boolean agree(int server, Pair now, Function<StateImage, Object> table) {
    Object shown = table.apply(now.shown);
    Object expected = table.apply(now.expected);
    Pair before = agreed[server];
    boolean unchanged =
        before != null
            && shown == table.apply(before.shown)
            && expected == table.apply(before.expected);
    return unchanged || shown.equals(expected);
  }

  private Ledger.Line lineAt(int server, long index) {
    Ledger.Line line = ledger.at(index);
    if (line == null) throw broken("server %d is at index %d, which others passed", server, index);
    return line;
  }
}
