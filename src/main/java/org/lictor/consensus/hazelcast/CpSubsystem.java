package org.lictor.consensus.hazelcast;

import com.hazelcast.cp.internal.RaftService;
import com.hazelcast.cp.internal.persistence.CPPersistenceService;
import com.hazelcast.cp.internal.persistence.NopCPPersistenceService;
import com.hazelcast.instance.impl.Node;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.lictor.storage.LocalDisk;

/**
 * What the node extension does for the CP subsystem: opens its directory before the grid starts,
 * restores what is in it after the grid was joined. Without the property {@link #DIRECTORY} nothing
 * is kept.
 */
public final class CpSubsystem {
  /** The directory for what the CP subsystem must not forget, a property of Hazelcast's. */
  public static final String DIRECTORY = "lictor.cp.directory";

  /** {@code false} for a server that joins a cluster and never founds one, a property as well. */
  public static final String FOUNDS = "lictor.cp.founds";

  private final Node node;
  private final @Nullable CpPersistence persistence;
  private volatile boolean restored;
  private volatile boolean kept;
  private volatile boolean forgets;

  public CpSubsystem(Node node) {
    this.node = node;
    String directory = node.getConfig().getProperty(DIRECTORY);
    boolean wanted =
        node.getConfig().getCPSubsystemConfig().getCPMemberCount() > 0
            && directory != null
            && !directory.isBlank();
    persistence =
        wanted
            ? new CpPersistence(
                new LocalDisk(),
                Path.of(directory),
                new HazelcastBytes(() -> node.getSerializationService()))
            : null;
    restored = persistence == null;
  }

  /** What Hazelcast is to persist with. */
  public CPPersistenceService persistence() {
    return persistence == null ? NopCPPersistenceService.INSTANCE : persistence;
  }

  /** Takes the directory; to be called before the grid is joined. */
  public void beforeStart() {
    try {
      if (persistence == null) return;
      persistence.open();
      kept = persistence.metadata().containsLocalMemberFile();
      if ("false".equals(node.getConfig().getProperty(FOUNDS))) {
        persistence.getCPMetadataStore().tryMarkAPMember();
      }
    } catch (IOException e) {
      throw new CpStartException(persistence.directory(), e);
    }
  }

  /** Restores; to be called when the grid is joined. */
  public void afterStart() {
    if (persistence == null) return;
    try {
      RaftService raft = node.getNodeEngine().getService(RaftService.SERVICE_NAME);
      new CpRestore(persistence, raft).run();
      persistence.metadata().askBeforeFounding(new FoundedCluster(node.getNodeEngine())::isThere);
      restored = true;
    } catch (IOException e) {
      throw new CpStartException(persistence.directory(), e);
    }
  }

  /** Whether this server was a member of a CP subsystem before this process. */
  boolean isKept() {
    return kept;
  }

  /** Whether nothing is left to restore. */
  public boolean isRestored() {
    return restored;
  }

  /** Forgets everything now, and never founds anything again: the others have removed it. */
  void forget() {
    if (persistence == null) return;
    persistence.reset();
    try {
      persistence.getCPMetadataStore().tryMarkAPMember();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** This server has left: what it keeps is of no use to it when it comes again. */
  public void forgetAtShutdown() {
    forgets = true;
  }

  /** Gives the directory back. */
  public void shutdown() {
    try {
      if (persistence == null) return;
      if (forgets) persistence.reset();
      persistence.close();
    } catch (IOException e) {
      System.getLogger("org.lictor.consensus")
          .log(System.Logger.Level.WARNING, "the log did not close well", e);
    }
  }
}
