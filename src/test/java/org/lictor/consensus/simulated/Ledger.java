package org.lictor.consensus.simulated;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.lictor.command.CommandCodec;
import org.lictor.command.Outcome;
import org.lictor.state.SnapshotCodec;
import org.lictor.state.StateImage;
import org.lictor.state.StateStore;

/**
 * The one order, as the first server to apply each command shows it, replayed once more into a
 * store of its own: what every server is compared with. It judges nobody.
 */
final class Ledger implements Witness {
  private final StateStore reference = new StateStore();
  private final TreeMap<Long, Line> lines = new TreeMap<>();
  private final Map<Long, Long> indexes = new HashMap<>();

  /**
   * A command in its place.
   *
   * @param image the whole state after it
   * @param bytes the same as a snapshot
   */
  record Line(long number, Outcome outcome, StateImage image, byte[] bytes) {
    static Line of(long number, Outcome outcome, StateImage image) {
      return new Line(number, outcome, image, bytesOf(image));
    }
  }

  Ledger() {
    lines.put(0L, Line.of(-1, Outcome.DONE, StateImage.EMPTY));
  }

  @Override
  public void applied(int server, Entry entry, Outcome outcome) {
    if (entry.index() <= lines.lastKey()) return;
    byte[] command = entry.command();
    if (command == null) throw new IllegalArgumentException("nothing to apply at " + entry);
    Outcome expected = reference.apply(entry.index(), CommandCodec.decode(command));
    long number = Write.numberOf(command);
    lines.put(entry.index(), Line.of(number, expected, reference.image()));
    indexes.putIfAbsent(number, entry.index());
  }

  /** The command at {@code index}; null when nobody applied one there before going further. */
  @Nullable Line at(long index) {
    return lines.get(index);
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
