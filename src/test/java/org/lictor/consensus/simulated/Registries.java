package org.lictor.consensus.simulated;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.lictor.command.Outcome;
import org.lictor.consensus.CommittedHandler;
import org.lictor.consensus.StateSnapshot;
import org.lictor.replica.Replica;
import org.lictor.state.StateStore;

/** The registry of each server: a real store with a real replica, new in each life. */
final class Registries {
  private final @Nullable StateStore[] stores;
  private final Bug bug;

  Registries(int servers, Bug bug) {
    stores = new StateStore[servers];
    this.bug = bug;
  }

  /** The store of a server's present life, or of its last while it is down. */
  StateStore store(int server) {
    StateStore store = stores[server];
    if (store == null) throw new IllegalStateException("server " + server + " never started");
    return store;
  }

  /** A handler for a new life of {@code server}. */
  CommittedHandler begin(int server) {
    if (bug == Bug.LEAVES_WATCHERS_BEHIND) return new Forgetful(server);
    return MistakenReplica.of(fresh(server), bug);
  }

  private Replica fresh(int server) {
    StateStore store = new StateStore();
    stores[server] = store;
    return new Replica(store);
  }

  /** The mistake: a snapshot gets a store of its own. */
  private final class Forgetful implements CommittedHandler {
    private final int server;
    private Replica replica;

    Forgetful(int server) {
      this.server = server;
      replica = fresh(server);
    }

    @Override
    public Outcome committed(long index, byte[] command) {
      return replica.committed(index, command);
    }

    @Override
    public StateSnapshot takeSnapshot() {
      return replica.takeSnapshot();
    }

    @Override
    public void restore(long index, InputStream snapshot) throws IOException {
      replica = fresh(server);
      replica.restore(index, snapshot);
    }
  }
}
