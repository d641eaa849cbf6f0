package org.lictor.consensus.solo;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.lictor.command.Outcome;
import org.lictor.consensus.CommittedHandler;
import org.lictor.consensus.StateSnapshot;

/**
 * Holds the last number of each submitter, and throws on what must not be: an index that does not
 * follow, or a number that is missing, comes twice or out of order.
 */
final class NumbersHandler implements CommittedHandler {
  private long[] last = new long[CrashChild.SUBMITTERS];
  private long index;
  private long restored;
  private final Map<String, Long> indexes = new HashMap<>();

  @Override
  public Outcome committed(long newIndex, byte[] command) {
    ByteBuffer buffer = ByteBuffer.wrap(command);
    int submitter = buffer.getInt();
    long number = buffer.getLong();
    if (newIndex != index + 1)
      throw new IllegalStateException("index " + newIndex + " after " + index);
    if (number != last[submitter] + 1) {
      throw new IllegalStateException(
          "number " + number + " of submitter " + submitter + " after " + last[submitter]);
    }
    last = last.clone();
    last[submitter] = number;
    index = newIndex;
    indexes.put(submitter + "/" + number, newIndex);
    return Outcome.DONE;
  }

  @Override
  public StateSnapshot takeSnapshot() {
    long[] root = last;
    long at = index;
    return new StateSnapshot() {
      @Override
      public long index() {
        return at;
      }

      @Override
      public void writeTo(OutputStream out) throws IOException {
        DataOutputStream data = new DataOutputStream(out);
        for (long number : root) data.writeLong(number);
        data.flush();
      }
    };
  }

  @Override
  public void restore(long newIndex, InputStream snapshot) throws IOException {
    DataInputStream data = new DataInputStream(snapshot);
    long sum = 0;
    long[] read = new long[CrashChild.SUBMITTERS];
    for (int i = 0; i < read.length; i++) sum += read[i] = data.readLong();
    if (sum != newIndex)
      throw new IllegalStateException(sum + " numbers in a snapshot at index " + newIndex);
    last = read;
    index = newIndex;
    restored = newIndex;
  }

  /** The last number of each submitter. */
  long[] last() {
    return last;
  }

  long restored() {
    return restored;
  }

  /** Where each number lies that was replayed, by {@code submitter/number}. */
  Map<String, Long> indexes() {
    return indexes;
  }
}
