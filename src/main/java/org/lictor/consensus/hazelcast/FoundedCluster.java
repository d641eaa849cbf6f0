package org.lictor.consensus.hazelcast;

import com.hazelcast.cluster.Member;
import com.hazelcast.cluster.memberselector.MemberSelectors;
import com.hazelcast.spi.impl.NodeEngineImpl;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Whether the servers that a server has joined have a CP subsystem already, so that it must not
 * found one: it is a new one, or has lost its disk. Hazelcast tells it only when the oldest member
 * of the grid is a server, and has one; when all servers start again at once, nobody may have it
 * yet.
 */
final class FoundedCluster {
  private static final long LIMIT_SECONDS = 2;
  private static final long PAUSE_MILLIS = 200;

  private final NodeEngineImpl engine;

  FoundedCluster(NodeEngineImpl engine) {
    this.engine = engine;
  }

  /**
   * Asks all other servers. While there are as many as found a cluster, and one of them does not
   * answer, it asks again.
   */
  boolean isThere() {
    while (engine.isRunning()) {
      Boolean known = ask();
      if (known != null) {
        return known;
      }
      try {
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return true;
      }
    }
    return true;
  }

  /** Null when it is not known. */
  private @Nullable Boolean ask() {
    List<CompletableFuture<Boolean>> answers = new ArrayList<>();
    var servers = engine.getClusterService().getMembers(MemberSelectors.DATA_MEMBER_SELECTOR);
    for (Member member : servers) {
      if (!member.localMember()) {
        answers.add(
            engine
                .getOperationService()
                .<Boolean>invokeOnTarget(CatalogService.NAME, new FoundedOp(), member.getAddress())
                .toCompletableFuture());
      }
    }
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    boolean all = true;
    for (CompletableFuture<Boolean> answer : answers) {
      Boolean founded = founded(answer, end - System.nanoTime());
      if (founded != null && founded) {
        return true;
      }
      all &= founded != null;
    }
    return all || servers.size() < founders() ? false : null;
  }

  private int founders() {
    return engine.getConfig().getCPSubsystemConfig().getCPMemberCount();
  }

  private static @Nullable Boolean founded(CompletableFuture<Boolean> answer, long nanos) {
    try {
      return answer.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
    } catch (ExecutionException | TimeoutException notKnown) {
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }
}
