package org.lictor.consensus.hazelcast;

import com.hazelcast.cp.CPGroupId;
import com.hazelcast.cp.internal.RaftGroupId;
import com.hazelcast.cp.internal.TermChangeAwareService;
import com.hazelcast.cp.internal.raft.SnapshotAwareService;
import com.hazelcast.internal.services.ManagedService;
import com.hazelcast.internal.services.MembershipAwareService;
import com.hazelcast.internal.services.MembershipServiceEvent;
import com.hazelcast.spi.impl.NodeEngine;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.lictor.command.Outcome;
import org.lictor.consensus.Committed;
import org.lictor.consensus.CommittedHandler;

/**
 * The replicated catalog as Hazelcast knows it: gives each committed command of the group {@link
 * #GROUP} to the {@link CommittedHandler}, once, and its snapshots to the Raft engine. Hazelcast
 * calls it on the thread of the group's partition, one at a time; everybody else may read from any
 * thread.
 */
public final class CatalogService
    implements ManagedService,
        MembershipAwareService,
        SnapshotAwareService<CatalogSnapshot>,
        TermChangeAwareService {
  /** The service's name in Hazelcast. */
  public static final String NAME = "lictor:catalog";

  /** The Raft group that orders the catalog's commands. */
  static final String GROUP = "catalog";

  /** Under this key of the configuration's user context a test puts its own handler. */
  static final String HANDLER = "lictor.handler";

  private static final System.Logger LOG = System.getLogger(CatalogService.class.getName());

  private final CommittedHandler handler;
  private final LostLeader lostLeader;
  private final ReturnedServer returnedServer;
  private final AppliedWaiters waiters = new AppliedWaiters();
  private final List<Runnable> termListeners = new CopyOnWriteArrayList<>();
  // Owned by the partition's thread.
  private SubmitterWindows windows = new SubmitterWindows();
  private long lastIndex;
  private volatile long lastApplied;
  private volatile @Nullable RaftGroupId group;
  private volatile @Nullable RuntimeException failure;

  private CatalogService(CommittedHandler handler, NodeEngine engine) {
    this.handler = handler;
    RaftGroups groups = new RaftGroups(engine);
    this.lostLeader = new LostLeader(groups);
    this.returnedServer = new ReturnedServer(groups);
  }

  static CatalogService of(NodeEngine engine) {
    Object given = engine.getConfig().getUserContext().get(HANDLER);
    if (given instanceof CommittedHandler own) {
      return new CatalogService(own, engine);
    }
    return new CatalogService(newHandler(), engine);
  }

  /** A handler with a state of its own, as the service has one. */
  static CommittedHandler newHandler() {
    return ServiceLoader.load(CommittedHandler.class, CatalogService.class.getClassLoader())
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("nobody handles committed commands"));
  }

  /** Who is given the commands. */
  public CommittedHandler handler() {
    return handler;
  }

  /** The index of the last command that was applied here; 0 before the first. */
  long lastApplied() {
    return lastApplied;
  }

  /** What stopped this server from applying commands; null while it does. */
  @Nullable RuntimeException failure() {
    return failure;
  }

  /** Who waits for a command to be applied here. */
  AppliedWaiters waiters() {
    return waiters;
  }

  /** The Raft group, once this server is a member of it; null before. */
  @Nullable RaftGroupId group() {
    return group;
  }

  /**
   * Has {@code listener} run after each election. On the partition's thread; must only hand over.
   */
  void onNewTerm(Runnable listener) {
    termListeners.add(listener);
  }

  /**
   * Applies a committed batch, unless it was applied before. Its commands get the indexes that
   * follow the last one: those of the Raft log would be the same for all of them.
   *
   * @return {@link CommittedBytes}; nothing to a straggler, whose submitter has long had the answer
   */
  byte[] apply(
      CPGroupId groupId, long submitter, long number, long settledBelow, List<byte[]> commands) {
    belongsTo(groupId);
    byte[] known = windows.known(submitter, number);
    if (known != null) {
      return known;
    }
    if (windows.settled(submitter, number)) {
      return new byte[0];
    }
    List<Committed> results = new ArrayList<>(commands.size());
    for (byte[] command : commands) {
      results.add(apply(command));
    }
    byte[] bytes = CommittedBytes.of(results);
    windows.add(submitter, number, settledBelow, lastIndex, bytes);
    applied(lastIndex);
    return bytes;
  }

  private Committed apply(byte[] command) {
    RuntimeException stopped = failure;
    if (stopped != null) {
      throw new IllegalStateException(
          "this server applies no more: " + stopped.getMessage(), stopped);
    }
    long index = lastIndex + 1;
    try {
      Outcome outcome = handler.committed(index, command);
      lastIndex = index;
      return new Committed(index, outcome);
    } catch (RuntimeException defect) {
      failure = defect;
      LOG.log(
          System.Logger.Level.ERROR,
          "no more writes: this server could not apply the command at index "
              + index
              + ": it stops here rather than go wrong",
          defect);
      throw defect;
    }
  }

  /**
   * Takes a state in that a server had before it was one of several, unless somebody has written
   * already. Indexes go on from the higher of the two.
   *
   * @return whether it was taken
   */
  boolean seed(CPGroupId groupId, long index, byte[] state) throws IOException {
    belongsTo(groupId);
    if (!handler.isFresh()) {
      return false;
    }
    handler.restore(index, new ByteArrayInputStream(state));
    lastIndex = Math.max(lastIndex, index);
    applied(lastIndex);
    return true;
  }

  private void belongsTo(CPGroupId groupId) {
    if (group == null && groupId instanceof RaftGroupId id && id.getName().equals(GROUP)) {
      group = id;
    }
  }

  private void applied(long index) {
    lastApplied = index;
    waiters.applied(index);
  }

  @Override
  public @Nullable CatalogSnapshot takeSnapshot(CPGroupId groupId, long commitIndex) {
    if (!groupId.getName().equals(GROUP)) {
      return null;
    }
    return new CatalogSnapshot(lastIndex, windows.copy(), handler.takeSnapshot());
  }

  @Override
  public void restoreSnapshot(CPGroupId groupId, long commitIndex, CatalogSnapshot snapshot) {
    belongsTo(groupId);
    try {
      snapshot.restore(
          (index, read, state) -> {
            if (index < lastIndex) {
              // Of a server that was removed and is a new one: what follows on the log is known.
              return;
            }
            if (index > 0) {
              handler.restore(index, state);
            }
            lastIndex = index;
            windows = read;
            applied(index);
          });
    } catch (IOException e) {
      LOG.log(System.Logger.Level.ERROR, "a snapshot cannot be restored: " + e.getMessage(), e);
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void onNewTermCommit(CPGroupId groupId, long commitIndex) {
    if (groupId.getName().equals(GROUP)) {
      belongsTo(groupId);
      termListeners.forEach(Runnable::run);
    }
  }

  @Override
  public void memberAdded(MembershipServiceEvent event) {
    returnedServer.added(event.getMember().getAddress());
  }

  @Override
  public void memberRemoved(MembershipServiceEvent event) {
    lostLeader.removed(event.getMember().getAddress());
  }

  @Override
  public void init(NodeEngine nodeEngine, Properties properties) {
    // All it needs it was made with.
  }

  /** After a healed partition. The Raft log knows nothing of it, and so the state stays. */
  @Override
  public void reset() {
    // See above.
  }

  @Override
  public void shutdown(boolean terminate) {
    waiters.close();
  }
}
