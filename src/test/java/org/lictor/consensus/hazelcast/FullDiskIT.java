package org.lictor.consensus.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lictor.consensus.LogUnavailableException;
import org.lictor.replica.Replica;
import org.lictor.state.StateStore;

/** Three servers, one of which has a disk of its own that runs full; root only. */
@Timeout(180)
class FullDiskIT {
  private static final int FULL = 1;

  /** A few are more than the log has reserved. */
  private static final String LARGE = "v".repeat(300_000);

  @TempDir Path directory;
  private Path disk;

  @BeforeEach
  void mount() throws Exception {
    disk = Files.createDirectory(directory.resolve("s" + FULL));
    assumeTrue(
        ran("mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", disk.toString()),
        "needs root, to mount a small disk");
  }

  @AfterEach
  void unmount() throws Exception {
    ran("umount", "-l", disk.toString());
  }

  @Test
  void aLeaderWhoseDiskIsFullLeadsNoMoreAndTheOthersGoOn() throws Exception {
    fills(FULL);
  }

  @Test
  void aFollowerWhoseDiskIsFullIsNotMissed() throws Exception {
    fills(0);
  }

  private void fills(int leader) throws Exception {
    try (GridOfThree grid = new GridOfThree(directory, 3, 3, i -> new Replica(new StateStore()))) {
      grid.start(0, 1, 2);
      HazelcastCommandLogIT.await(grid.log(0).submit(HazelcastCommandLogIT.set("first", "1")));
      grid.lead(leader);
      HazelcastCommandLogIT.until("it leads", () -> grid.leader() == leader);
      fill();
      for (int i = 0; i < 20; i++) {
        HazelcastCommandLogIT.await(grid.log(2).submit(HazelcastCommandLogIT.set("k" + i, LARGE)));
      }
      HazelcastCommandLogIT.until(
          "the full one refuses",
          () ->
              grid.log(FULL)
                  .submit(HazelcastCommandLogIT.set("x", "v"))
                  .isCompletedExceptionally());
      assertThatThrownBy(
              () ->
                  grid.log(FULL)
                      .submit(HazelcastCommandLogIT.set("x", "v"))
                      .get(1, TimeUnit.SECONDS))
          .hasCauseInstanceOf(LogUnavailableException.class)
          .hasMessageContaining("no room");
      assertThat(grid.log(FULL).leadership().isLeader()).isFalse();

      Files.delete(disk.resolve("fill"));
      HazelcastCommandLogIT.until(
          "it has all",
          () ->
              HazelcastCommandLogIT.image(grid, FULL).kv().entries().size()
                  == HazelcastCommandLogIT.image(grid, 2).kv().entries().size());
      HazelcastCommandLogIT.await(grid.log(FULL).submit(HazelcastCommandLogIT.set("last", "v")));
      assertThat(HazelcastCommandLogIT.image(grid, FULL).kv().get("k19")).isNotNull();
    }
  }

  private void fill() throws IOException {
    byte[] block = new byte[4096];
    try (OutputStream out = Files.newOutputStream(disk.resolve("fill"))) {
      while (true) out.write(block);
    } catch (IOException full) {
      assertThat(full).hasMessageContaining("No space left");
    }
  }

  private static boolean ran(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
    } catch (IOException absent) {
      return false;
    }
  }
}
