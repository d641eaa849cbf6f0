package org.lictor.consensus.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hazelcast.core.HazelcastInstance;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lictor.command.Command;
import org.lictor.command.CommandCodec;
import org.lictor.command.DecidedCommand;
import org.lictor.consensus.Committed;
import org.lictor.consensus.NoLeaderException;
import org.lictor.consensus.solo.SoloCommandLog;
import org.lictor.consensus.solo.SoloSettings;
import org.lictor.model.Octets;
import org.lictor.replica.Replica;
import org.lictor.state.StateImage;
import org.lictor.state.StateStore;

/** The log on three members of a grid, with their disks. */
@Timeout(180)
class HazelcastCommandLogIT {
  @TempDir Path directory;

  static byte[] set(String key, String value) {
    return CommandCodec.encode(
        new DecidedCommand(
            java.time.Instant.ofEpochMilli(1),
            new Command.KvSet(
                key, Octets.owning(value.getBytes(StandardCharsets.UTF_8)), 0, null)));
  }

  static Committed await(CompletableFuture<Committed> future) throws Exception {
    return future.get(30, TimeUnit.SECONDS);
  }

  static void until(String what, BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) throw new AssertionError("not within 60 s: " + what);
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private GridOfThree grid() throws Exception {
    return new GridOfThree(directory, 3, 3, i -> new Replica(new StateStore()));
  }

  static StateImage image(GridOfThree grid, int i) {
    return ((Replica) grid.handler(i)).store().image();
  }

  @Test
  void whatWasWrittenIsOnAllThreeAndSurvivesTheEndOfAll() throws Exception {
    try (GridOfThree grid = grid()) {
      grid.start(0, 1, 2);
      List<CompletableFuture<Committed>> written = new ArrayList<>();
      for (int i = 0; i < 3_000; i++) {
        written.add(grid.log(i % 3).submit(set("k" + i, "v" + i)));
        if (written.size() % 500 == 0) await(written.get(written.size() - 1));
      }
      long last = 0;
      for (CompletableFuture<Committed> one : written) last = Math.max(last, await(one).index());
      long index = last;
      for (int i = 0; i < 3; i++) {
        int member = i;
        until("member " + i + " has all", () -> image(grid, member).index() >= index);
        assertThat(image(grid, i).kv().entries()).hasSize(3_000);
      }
      grid.kill(0, 1, 2);

      grid.start(0, 2);
      Committed next = await(grid.log(0).submit(set("after", "x")));
      assertThat(next.index()).isGreaterThan(index);
      assertThat(image(grid, 0).kv().entries()).hasSize(3_001);
      until("the other has it too", () -> image(grid, 2).kv().entries().size() == 3_001);

      grid.start(1);
      until("the third catches up", () -> image(grid, 1).kv().entries().size() == 3_001);
    }
  }

  @Test
  void whenTheLeaderDiesWritesGoOnAndNothingAcknowledgedIsLost() throws Exception {
    try (GridOfThree grid = grid()) {
      grid.start(0, 1, 2);
      await(grid.log(0).submit(set("first", "1")));
      until("somebody leads", () -> grid.leader() >= 0);
      int leader = grid.leader();
      int other = (leader + 1) % 3;
      List<CompletableFuture<Committed>> underWay = new ArrayList<>();
      for (int i = 0; i < 200; i++) underWay.add(grid.log(other).submit(set("w" + i, "v")));
      grid.kill(leader);
      Committed next = await(grid.log(other).submit(set("next", "2")));
      for (int i = 0; i < 200; i++) {
        // Each was put again if need be, and applied once: none of them is lost or unknown.
        assertThat(await(underWay.get(i)).index()).isLessThan(next.index() + 1_000);
        assertThat(image(grid, other).kv().get("w" + i)).isNotNull();
      }
    }
  }

  @Test
  void theOthersElectWhenTheGridHasLostTheLeaderAndDoNotWaitForTheirTimers() throws Exception {
    try (GridOfThree grid = grid()) {
      grid.start(0, 1, 2);
      await(grid.log(0).submit(set("first", "1")));
      until("somebody leads", () -> grid.leader() >= 0);
      int leader = grid.leader();
      grid.neverLooksForItsLeader((leader + 1) % 3);
      grid.neverLooksForItsLeader((leader + 2) % 3);
      assertThat(grid.leader()).isEqualTo(leader);
      grid.kill(leader);
      until("another leads", () -> grid.leader() >= 0);
      await(grid.log(grid.leader()).submit(set("next", "2")));
    }
  }

  @Test
  void aMinorityRefusesWritesAndConsistentReads() throws Exception {
    try (GridOfThree grid = grid()) {
      grid.start(0, 1, 2);
      await(grid.log(0).submit(set("first", "1")));
      grid.kill(1, 2);
      until("it knows that nobody leads", () -> grid.log(0).leadership().leaderAddress() == null);
      assertThatThrownBy(() -> grid.log(0).submit(set("no", "1")).get(30, TimeUnit.SECONDS))
          .hasCauseInstanceOf(NoLeaderException.class);
      assertThatThrownBy(() -> grid.log(0).confirmedIndex().get(30, TimeUnit.SECONDS))
          .hasCauseInstanceOf(NoLeaderException.class);
      assertThat(image(grid, 0).kv().get("first")).isNotNull();
      assertThat(image(grid, 0).kv().get("no")).isNull();
    }
  }

  @Test
  void withoutALeaderNobodyIsHeldForLongerThanTheOthers() throws Exception {
    try (GridOfThree grid = grid()) {
      grid.start(0, 1, 2);
      await(grid.log(0).submit(set("first", "1")));
      grid.kill(1, 2);
      // Some are on their way to the leader that is gone; whoever comes later waits behind them.
      List<CompletableFuture<?>> all = new ArrayList<>();
      List<CompletableFuture<?>> reads = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        all.add(grid.log(0).submit(set("no" + i, "1")));
        all.add(grid.log(0).confirmedIndex());
        // As long as a leader does not know that the others are gone, this needs only itself.
        reads.add(grid.log(0).leadersIndex());
        TimeUnit.MILLISECONDS.sleep(200);
      }
      CompletableFuture<?> last = grid.log(0).submit(set("last", "1"));
      CompletableFuture<?> read = grid.log(0).confirmedIndex();
      assertThatThrownBy(() -> read.get(10, TimeUnit.SECONDS))
          .hasCauseInstanceOf(NoLeaderException.class);
      assertThatThrownBy(() -> last.get(10, TimeUnit.SECONDS))
          .hasCauseInstanceOf(NoLeaderException.class);
      for (CompletableFuture<?> each : all) {
        assertThatThrownBy(() -> each.get(30, TimeUnit.SECONDS))
            .isInstanceOf(ExecutionException.class);
      }
      for (CompletableFuture<?> each : reads) {
        until("it has ended", each::isDone);
      }
    }
  }

  @Test
  void theLeadIsHandedOverWhenAskedForAndWhenTheLeaderStops() throws Exception {
    try (GridOfThree grid = grid()) {
      grid.start(0, 1, 2);
      await(grid.log(0).submit(set("first", "1")));
      until("somebody leads", () -> grid.leader() >= 0);
      int first = grid.leader();
      int other = (first + 1) % 3;
      grid.log(other).peers().transferLead("").get(30, TimeUnit.SECONDS);
      until("another leads", () -> grid.leader() >= 0 && grid.leader() != first);
      int second = grid.leader();
      assertThatThrownBy(
              () -> grid.log(other).peers().transferLead("nobody").get(30, TimeUnit.SECONDS))
          .hasMessageContaining("no other server that is there has the id nobody");
      grid.log(second).close();
      assertThat(grid.leader()).isNotEqualTo(second);
      await(grid.log(first).submit(set("second", "2")));
    }
  }

  @Test
  void twoMoreServersVoteAndThenTwoMayDie() throws Exception {
    try (GridOfThree grid = new GridOfThree(directory, 5, 3, i -> new Replica(new StateStore()))) {
      grid.start(0, 1, 2);
      await(grid.log(0).submit(set("first", "1")));
      for (int i = 3; i < 5; i++) {
        grid.start(i);
        promoted(grid, i);
      }
      until("all five vote", () -> voters(grid.log(0)) == 5);
      grid.kill(0, 1);
      await(grid.log(4).submit(set("second", "2")));
      assertThat(image(grid, 4).kv().entries()).hasSize(2);
      until("the other new one has it", () -> image(grid, 3).kv().entries().size() == 2);
    }
  }

  @Test
  void aServerThatLostItsDiskTakesItsPlaceAgain() throws Exception {
    try (GridOfThree grid = grid()) {
      grid.start(0, 1, 2);
      await(grid.log(0).submit(set("first", "1")));
      grid.kill(2);
      Folders.delete(directory.resolve("s2"));
      grid.start(2);
      promoted(grid, 2);
      until("it has all", () -> image(grid, 2).kv().entries().size() == 1);
      until("three vote", () -> voters(grid.log(0)) == 3);
      grid.kill(1);
      await(grid.log(2).submit(set("second", "2")));
    }
  }

  @Test
  void allStartAgainAndOneHasLostItsDisk() throws Exception {
    try (GridOfThree grid = grid()) {
      grid.start(0, 1, 2);
      await(grid.log(0).submit(set("first", "1")));
      grid.kill(0, 1, 2);
      Folders.delete(directory.resolve("s2"));
      grid.start(2, 1, 0);
      await(grid.log(0).submit(set("second", "2")));
      promoted(grid, 2);
      until("it has all", () -> image(grid, 2).kv().entries().size() == 2);
      until("three vote", () -> voters(grid.log(0)) == 3);
    }
  }

  @Test
  void aServerThatLostItsDiskTakesItsPlaceAgainWhenAClientIsTheOldestMember() throws Exception {
    try (GridOfThree grid = grid()) {
      HazelcastInstance client = grid.liteFirst();
      try {
        grid.start(0, 1, 2);
        await(grid.log(0).submit(set("first", "1")));
        grid.kill(2);
        Folders.delete(directory.resolve("s2"));
        grid.start(2);
        promoted(grid, 2);
        until("it has all", () -> image(grid, 2).kv().entries().size() == 1);
        until("three vote", () -> voters(grid.log(0)) == 3);
      } finally {
        client.getLifecycleService().terminate();
      }
    }
  }

  @Test
  void whatAServerHadWhileItWasAloneIsThatOfAllThree() throws Exception {
    Path solo = directory.resolve("alone");
    long before;
    try (SoloCommandLog log =
        SoloCommandLog.open(SoloSettings.in(solo, null), new Replica(new StateStore()))) {
      for (int i = 0; i < 500; i++) await(log.submit(set("old" + i, "v")));
      before = log.lastApplied();
    }
    try (GridOfThree grid = grid()) {
      grid.start(0, 1, 2);
      SoloTakeover takeover = grid.log(1).takeover(solo);
      until(
          "it is taken over",
          () -> {
            takeover.run();
            return image(grid, 0).kv().entries().size() == 500
                && image(grid, 2).kv().entries().size() == 500;
          });
      assertThat(await(grid.log(2).submit(set("new", "v"))).index()).isGreaterThan(before);
      until("the files are aside", () -> !Files.exists(solo.resolve("log")));

      // A second one comes too late: there is a registry.
      Path other = directory.resolve("other");
      try (SoloCommandLog log =
          SoloCommandLog.open(SoloSettings.in(other, null), new Replica(new StateStore()))) {
        await(log.submit(set("lost", "v")));
      }
      SoloTakeover late = grid.log(2).takeover(other);
      until(
          "it is set aside",
          () -> {
            late.run();
            return !Files.exists(other.resolve("log"));
          });
      assertThat(image(grid, 2).kv().entries()).hasSize(501);
      grid.kill(0, 1, 2);
      grid.start(0, 1);
      until("it survives", () -> image(grid, 0).kv().entries().size() == 501);
    }
  }

  @Test
  void aServerThatWasTakenOffWhileItWasAwayComesBackAsANewOne() throws Exception {
    try (GridOfThree grid = new GridOfThree(directory, 4, 3, i -> new Replica(new StateStore()))) {
      grid.start(0, 1, 2);
      await(grid.log(0).submit(set("first", "1")));
      String away =
          grid.log(0).peers().configuration().get(10, TimeUnit.SECONDS).peers().stream()
              .filter(peer -> peer.address().endsWith(":" + grid.port(2)))
              .findFirst()
              .orElseThrow()
              .id();
      grid.kill(2);
      grid.start(3);
      promoted(grid, 3);
      until("it is taken off", () -> removed(grid.log(0), away));
      grid.start(2);
      CpPromotion promotion = grid.log(2).promotion(() -> 4);
      until(
          "it keeps the log again",
          () -> {
            promotion.run();
            return voters(grid.log(0)) == 4 && image(grid, 2).kv().entries().size() == 1;
          });
      await(grid.log(2).submit(set("second", "2")));
    }
  }

  /** Fails while another change of the members is under way. */
  private static boolean removed(HazelcastCommandLog log, String peer) {
    try {
      log.peers().remove(peer).get(30, TimeUnit.SECONDS);
      return true;
    } catch (Exception notNow) {
      return false;
    }
  }

  private static void promoted(GridOfThree grid, int i) throws InterruptedException {
    CpPromotion promotion = grid.log(i).promotion(() -> i + 1);
    until(
        "member " + i + " keeps the log",
        () -> {
          promotion.run();
          return grid.log(i).isReplica();
        });
  }

  private static long voters(HazelcastCommandLog log) {
    try {
      return log.peers().configuration().get(10, TimeUnit.SECONDS).peers().stream()
          .filter(org.lictor.consensus.Peers.Peer::voter)
          .count();
    } catch (Exception notNow) {
      return -1;
    }
  }
}
