package org.lictor.grid;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import org.lictor.backup.Archives;
import org.lictor.command.Command;
import org.lictor.command.CommandCodec;
import org.lictor.command.DecidedCommand;
import org.lictor.consensus.CommandLog;
import org.lictor.consensus.Committed;
import org.lictor.consensus.Leadership;
import org.lictor.consensus.NoLeaderException;
import org.lictor.consensus.Peers;
import org.lictor.model.NodeCoordinate;
import org.lictor.model.Octets;
import org.lictor.model.Session;
import org.lictor.model.SessionId;
import org.lictor.query.AnswerCache;
import org.lictor.query.BlockingQuery;
import org.lictor.query.LocalRegistry;
import org.lictor.replica.Replica;
import org.lictor.state.StateStore;
import org.lictor.state.TestStore;

/**
 * Servers that apply each command at once, all on the caller's thread, as long as one leads and
 * those that lag do not.
 */
final class TestCluster implements Peers {
  static final int NOBODY = -1;

  final List<Server> servers = new ArrayList<>();

  /** What the next submits fail with; null for not at all. */
  @Nullable RuntimeException failure;

  /** The peers that were removed. */
  final List<String> removed = new ArrayList<>();

  /** What servers give out as an archive. */
  Archives archives = stale -> CompletableFuture.failedFuture(new NoLeaderException());

  /** The coordinates that were told. */
  final List<NodeCoordinate> coordinates = new ArrayList<>();

  private final List<byte[]> log = new ArrayList<>();
  private int leader;

  TestCluster(int size, ScheduledExecutorService timer) {
    for (int i = 0; i < size; i++) {
      servers.add(new Server(i, timer, ServerDesk.MOST_WAITING));
    }
  }

  void leader(int server) {
    leader = server;
  }

  int leader() {
    return leader;
  }

  /** How many commands were applied. */
  int applied() {
    return log.size();
  }

  void register(String node, String service) {
    apply(
        new Command.Register(
            TestStore.aNode(node, "10.0.0.1"),
            true,
            TestStore.aService(node, service, service, 80),
            List.of()));
  }

  void deregister(String node) {
    apply(new Command.Deregister(new org.lictor.model.NodeName(node), null, null));
  }

  void set(String key, String value) {
    apply(new Command.KvSet(key, Octets.of(value), 0, null));
  }

  void apply(Command command) {
    append(CommandCodec.encode(new DecidedCommand(Instant.EPOCH, command)));
  }

  private Committed append(byte[] command) {
    log.add(command);
    Committed committed = null;
    for (Server server : servers) {
      Committed own = server.catchUp();
      committed = own == null ? committed : own;
    }
    if (committed == null) {
      throw new IllegalStateException("all servers lag");
    }
    return committed;
  }

  @Override
  public CompletableFuture<Configuration> configuration() {
    if (leader == NOBODY) {
      return CompletableFuture.failedFuture(new NoLeaderException());
    }
    return CompletableFuture.completedFuture(
        new Configuration(
            7,
            servers.stream()
                .map(s -> new Peer("id" + s.number, s.address(), s.isLeader(), true))
                .toList()));
  }

  @Override
  public CompletableFuture<Void> remove(String id) {
    if (!id.startsWith("id")) {
      return CompletableFuture.failedFuture(new IllegalArgumentException("no peer " + id));
    }
    removed.add(id);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletableFuture<Void> transferLead(String id) {
    leader = id.isEmpty() ? (leader + 1) % servers.size() : Integer.parseInt(id.substring(2));
    return CompletableFuture.completedFuture(null);
  }

  /** One of them. */
  final class Server implements CommandLog, Leadership {
    final StateStore store = new StateStore();
    final ServerDesk desk;
    final BlockingQuery blocking;
    boolean lags;
    private final Replica replica = new Replica(store);
    private final int number;
    private int position;

    Server(int number, ScheduledExecutorService timer, int mostWaiting) {
      this.number = number;
      AnswerCache answers = new AnswerCache(store);
      blocking =
          new BlockingQuery(
              answers, Runnable::run, timer, new Random(1), BlockingQuery.Limits.DEFAULT);
      desk =
          new ServerDesk(
              new LocalRegistry(answers, blocking, this),
              this,
              TestCluster.this,
              row -> CompletableFuture.completedFuture(coordinates.add(row)),
              stale -> archives.save(stale),
              timer,
              this::renew,
              () -> Instant.ofEpochSecond(1_700_000_000),
              address(),
              mostWaiting);
    }

    /** Counts nothing: tells of the session if this one leads. */
    private CompletableFuture<Optional<Session>> renew(SessionId id) {
      return isLeader()
          ? CompletableFuture.completedFuture(Optional.ofNullable(store.image().sessions().get(id)))
          : CompletableFuture.failedFuture(new NoLeaderException());
    }

    String address() {
      return "10.0.0." + number + ":8301";
    }

    @Nullable Committed catchUp() {
      Committed last = null;
      while (!lags && position < log.size()) {
        byte[] command = log.get(position++);
        last = new Committed(position + 1L, replica.committed(position + 1L, command));
      }
      return last;
    }

    @Override
    public CompletableFuture<Committed> submit(byte[] command) {
      if (failure != null) {
        return CompletableFuture.failedFuture(failure);
      }
      return leader == NOBODY
          ? CompletableFuture.failedFuture(new NoLeaderException())
          : CompletableFuture.completedFuture(append(command));
    }

    @Override
    public long lastApplied() {
      return store.image().index();
    }

    @Override
    public Leadership leadership() {
      return this;
    }

    @Override
    public CompletableFuture<Long> confirmedIndex() {
      return leader == NOBODY
          ? CompletableFuture.failedFuture(new NoLeaderException())
          : CompletableFuture.completedFuture((long) log.size() + 1);
    }

    @Override
    public void close() {}

    @Override
    public boolean isLeader() {
      return leader == number;
    }

    @Override
    public @Nullable String leaderAddress() {
      return leader == NOBODY ? null : servers.get(leader).address();
    }

    @Override
    public long lastContactMillis() {
      return isLeader() ? 0 : 11;
    }
  }
}
