package org.lictor.replica;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;
import org.lictor.command.CommandCodec;
import org.lictor.command.Outcome;
import org.lictor.consensus.CommittedHandler;
import org.lictor.consensus.StateSnapshot;
import org.lictor.state.SnapshotCodec;
import org.lictor.state.StateImage;
import org.lictor.state.StateStore;

/**
 * Replays committed commands into a {@link StateStore}. A command that cannot be decoded or applied
 * stops it for good: it then answers every further one with the first problem, and {@link
 * #problem()} tells the readiness.
 */
public final class Replica implements CommittedHandler {
  private static final int BUFFER_BYTES = 1 << 16;

  private final StateStore store;
  private volatile @Nullable RuntimeException problem;

  public Replica(StateStore store) {
    this.store = store;
  }

  /** Over a store of its own; how Hazelcast's side finds its handler (service loader). */
  public Replica() {
    this(new StateStore());
  }

  /** What it replays into. */
  public StateStore store() {
    return store;
  }

  /** What stopped this replica; null while it runs. Any thread. */
  public @Nullable RuntimeException problem() {
    return problem;
  }

  @Override
  public Outcome committed(long index, byte[] command) {
    if (problem != null) {
      throw new IllegalStateException("the replica stopped: " + problem.getMessage(), problem);
    }
    try {
      return store.apply(index + store.image().restoration().shift(), CommandCodec.decode(command));
    } catch (RuntimeException defect) {
      problem = defect;
      throw defect;
    }
  }

  @Override
  public boolean isFresh() {
    return store.image().isFresh();
  }

  @Override
  public StateSnapshot takeSnapshot() {
    return new ImageSnapshot(store.image());
  }

  @Override
  public void restore(long index, InputStream snapshot) throws IOException {
    StateImage image = SnapshotCodec.read(new BufferedInputStream(snapshot, BUFFER_BYTES));
    if (inLog(image) != index) {
      throw new IOException("the snapshot is of index " + inLog(image) + ", not " + index);
    }
    store.replace(image);
  }

  /** The place on the log of an image's last command: its own index may be ahead of it. */
  private static long inLog(StateImage image) {
    return image.index() - image.restoration().shift();
  }

  private record ImageSnapshot(StateImage image) implements StateSnapshot {
    @Override
    public long index() {
      return inLog(image);
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      BufferedOutputStream buffered = new BufferedOutputStream(out, BUFFER_BYTES);
      SnapshotCodec.write(image, buffered);
      buffered.flush();
    }
  }
}
