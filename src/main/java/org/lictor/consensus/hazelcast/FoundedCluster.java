package org.lictor.consensus.hazelcast;

import com.hazelcast.cluster.Member;
import com.hazelcast.cluster.memberselector.MemberSelectors;
import com.hazelcast.spi.impl.NodeEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Whether the servers that a server has joined have a CP subsystem already, so that it must not
 * found one. Hazelcast tells it only when the oldest member of the grid is a server; after a
 * restart of all servers, one by one, that is a client.
 */
final class FoundedCluster {
  private static final long LIMIT_SECONDS = 5;

  private final NodeEngine engine;

  FoundedCluster(NodeEngine engine) {
    this.engine = engine;
  }

  /** Asks all other servers, and waits for the first that says so. */
  boolean isThere() {
    List<CompletableFuture<Boolean>> answers = new ArrayList<>();
    for (Member member :
        engine.getClusterService().getMembers(MemberSelectors.DATA_MEMBER_SELECTOR)) {
      if (!member.localMember()) {
        answers.add(
            engine
                .getOperationService()
                .<Boolean>invokeOnTarget(CatalogService.NAME, new FoundedOp(), member.getAddress())
                .toCompletableFuture());
      }
    }
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    return answers.stream().anyMatch(answer -> isYes(answer, end - System.nanoTime()));
  }

  private static boolean isYes(CompletableFuture<Boolean> answer, long nanos) {
    try {
      return answer.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
    } catch (ExecutionException | TimeoutException notKnown) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
