package org.lictor.consensus.simulated;

import java.io.IOException;
import java.io.InputStream;
import org.lictor.command.CommandCodec;
import org.lictor.command.Outcome;
import org.lictor.consensus.CommittedHandler;
import org.lictor.consensus.StateSnapshot;
import org.lictor.replica.Replica;

/** A replica whose registry has a bug. */
final class MistakenReplica implements CommittedHandler {
  private final Replica replica;
  private final Mistakes.Mistake mistake;

  private MistakenReplica(Replica replica, Mistakes.Mistake mistake) {
    this.replica = replica;
    this.mistake = mistake;
  }

  /** {@code replica} with {@code bug}; as it is, when that is none of the registry. */
  static CommittedHandler of(Replica replica, Bug bug) {
    Mistakes.Mistake mistake = Mistakes.of(bug);
    return mistake == null ? replica : new MistakenReplica(replica, mistake);
  }

  @Override
  public Outcome committed(long index, byte[] command) {
    return mistake.apply(replica.store(), index, CommandCodec.decode(command));
  }

  @Override
  public StateSnapshot takeSnapshot() {
    return replica.takeSnapshot();
  }

  @Override
  public void restore(long index, InputStream snapshot) throws IOException {
    replica.restore(index, snapshot);
  }
}
