package org.lictor.consensus.simulated;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.lictor.command.Command;
import org.lictor.command.CommandCodec;
import org.lictor.command.DecidedCommand;
import org.lictor.command.Outcome;
import org.lictor.consensus.CommittedHandler;
import org.lictor.replica.Replica;
import org.lictor.state.SnapshotCodec;
import org.lictor.state.StateImage;
import org.lictor.state.StateStore;

/**
 * The one order, as the first server to apply each command shows it, replayed once more into a
 * store of its own: what every server is compared with. It judges nobody.
 */
final class Ledger implements Witness {
  private final StateStore reference = new StateStore();
  private final CommittedHandler replica;
  private final TreeMap<Long, Line> lines = new TreeMap<>();
  private final Map<Long, Long> indexes = new HashMap<>();

  /**
   * A command in its place.
   *
   * @param number of the write that it comes from
   * @param image the whole state after it
   * @param bytes the same as a snapshot
   */
  record Line(long number, Command command, Outcome outcome, StateImage image, byte[] bytes) {}

  /**
   * @param bug that the servers have; the reference has it too, if it is one of the registry
   */
  Ledger(Bug bug) {
    replica = MistakenReplica.of(new Replica(reference), bug);
    note(0, new DecidedCommand(Instant.EPOCH, new Command.TombstoneReap(0)), Outcome.DONE);
  }

  @Override
  public void applied(int server, Entry entry, Outcome outcome) {
    if (entry.index() <= lines.lastKey()) return;
    byte[] command = entry.command();
    if (command == null) throw new IllegalArgumentException("nothing to apply at " + entry);
    Outcome expected = replica.committed(entry.index(), command);
    DecidedCommand decided = CommandCodec.decode(command);
    note(entry.index(), decided, expected);
    indexes.putIfAbsent(decided.decidedAt().toEpochMilli(), entry.index());
  }

  private void note(long index, DecidedCommand decided, Outcome outcome) {
    StateImage image = reference.image();
    lines.put(
        index,
        new Line(
            decided.decidedAt().toEpochMilli(), decided.command(), outcome, image, bytesOf(image)));
  }

  /** The command at {@code index}; null when nobody applied one there before going further. */
  @Nullable Line at(long index) {
    return lines.get(index);
  }

  /** The last command before {@code index}. */
  Line before(long index) {
    return lines.lowerEntry(index).getValue();
  }

  long lastIndex() {
    return lines.lastKey();
  }

  /** Where a write was first applied; null when it never was. */
  @Nullable Long indexOf(long number) {
    return indexes.get(number);
  }

  static byte[] bytesOf(StateImage image) {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      SnapshotCodec.write(image, out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
