package org.lictor.consensus;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.lictor.command.Outcome;

/**
 * Writes down what it is given, and refuses an index that is not above the one before. A command
 * {@code fail} makes it throw, {@code no…} is answered with no, all others with yes.
 */
public final class RecordingHandler implements CommittedHandler {
  private final boolean gapless;
  private final List<Long> indexes = new CopyOnWriteArrayList<>();
  private final List<String> commands = new CopyOnWriteArrayList<>();
  private final Set<Thread> callers = ConcurrentHashMap.newKeySet();
  private volatile long index;
  private volatile long restoredIndex;
  private volatile int snapshotsTaken;

  /** For a log that may keep entries of its own between the commands. */
  public RecordingHandler() {
    this(false);
  }

  private RecordingHandler(boolean gapless) {
    this.gapless = gapless;
  }

  /** For a log of commands alone: refuses every index but the next. */
  public static RecordingHandler gapless() {
    return new RecordingHandler(true);
  }

  @Override
  public Outcome committed(long newIndex, byte[] command) {
    callers.add(Thread.currentThread());
    if (newIndex <= index || (gapless && newIndex != index + 1))
      throw new IllegalStateException("index " + newIndex + " after " + index);
    String text = new String(command, StandardCharsets.UTF_8);
    if (text.equals("fail")) throw new IllegalStateException("told to fail");
    indexes.add(newIndex);
    commands.add(text);
    index = newIndex;
    return Outcome.of(!text.startsWith("no"));
  }

  @Override
  public StateSnapshot takeSnapshot() {
    callers.add(Thread.currentThread());
    snapshotsTaken++;
    List<String> all = List.copyOf(commands);
    long at = index;
    return new StateSnapshot() {
      @Override
      public long index() {
        return at;
      }

      @Override
      public void writeTo(OutputStream out) throws IOException {
        DataOutputStream data = new DataOutputStream(out);
        data.writeInt(all.size());
        for (String command : all) data.writeUTF(command);
        data.flush();
      }
    };
  }

  @Override
  public void restore(long newIndex, InputStream snapshot) throws IOException {
    callers.add(Thread.currentThread());
    DataInputStream data = new DataInputStream(snapshot);
    commands.clear();
    indexes.clear();
    int count = data.readInt();
    for (int i = 0; i < count; i++) commands.add(data.readUTF());
    index = newIndex;
    restoredIndex = newIndex;
  }

  /** The indexes of the commands that were applied one by one since the last restore. */
  public List<Long> indexes() {
    return List.copyOf(indexes);
  }

  /** All commands applied, the first one first. */
  public List<String> commands() {
    return List.copyOf(commands);
  }

  /** Threads that have called. */
  public Set<Thread> callers() {
    return Set.copyOf(callers);
  }

  /** Index of the snapshot that was restored; 0 when none was. */
  public long restoredIndex() {
    return restoredIndex;
  }

  public int snapshotsTaken() {
    return snapshotsTaken;
  }
}
