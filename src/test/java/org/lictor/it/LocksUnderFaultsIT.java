package org.lictor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Fifty holders take locks of three servers while the leader is killed again and again: for half a
 * minute, or for five minutes as a {@linkplain LongRun long run}.
 */
class LocksUnderFaultsIT {
  private static final System.Logger LOG = System.getLogger(LocksUnderFaultsIT.class.getName());
  private static final int SERVERS = 3;
  private static final int HOLDERS = 50;
  private static final int LOCKS = 8;
  private static final Duration LENGTH = Duration.ofSeconds(LongRun.wanted() ? 300 : 30);
  private static final long BETWEEN_KILLS_MILLIS = 3000;

  @TempDir private Path directory;

  @Test
  void noLockIsHeldTwiceAtOnceAndNoneIsLostWhileLeadersAreKilled() throws Exception {
    try (ClusterProcesses cluster = ClusterProcesses.onLoopback(directory, SERVERS, 0).start();
        LockHolders holders = new LockHolders(cluster.urls(), HOLDERS, LOCKS, 1)) {
      awaitAll(cluster, holders);
      long end = System.nanoTime() + LENGTH.toNanos();
      int kills = 0;
      while (System.nanoTime() < end) {
        ClusterAgent leader = cluster.awaitLeader();
        leader.kill();
        kills++;
        cluster.awaitLeader();
        Thread.sleep(BETWEEN_KILLS_MILLIS);
        leader.launch();
        cluster.awaitMembers(SERVERS);
      }
      awaitAll(cluster, holders);
      LOG.log(System.Logger.Level.INFO, "leaders killed: {0}; taken: {1}", kills, holders.taken());
      assertThat(holders.problems()).isEmpty();
    }
  }

  /** Each lock is to be had once more: sessions of those that were cut off end by their TTL. */
  private static void awaitAll(ClusterProcesses cluster, LockHolders holders) {
    List<Long> before = holders.taken();
    cluster.await(
        "every lock taken once more",
        () -> {
          List<Long> now = holders.taken();
          for (int i = 0; i < now.size(); i++) {
            if (now.get(i) <= before.get(i)) {
              return false;
            }
          }
          return true;
        });
  }
}
