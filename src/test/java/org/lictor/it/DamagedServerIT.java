package org.lictor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One of three servers finds its part of the log damaged: it says so in one line and does not
 * start, changes nothing, and the others go on. What only a crash leaves behind is repaired.
 */
class DamagedServerIT {
  private static final int SERVERS = 3;
  private static final String KEY = "/v1/kv/damaged/";

  @TempDir private static Path directory;
  private static ClusterProcesses cluster;

  /** What somebody does to the files. */
  private interface Damage {
    void to(Path files) throws IOException;
  }

  @BeforeAll
  static void start() throws IOException {
    cluster = ClusterProcesses.onLoopback(directory, SERVERS, 0).start();
  }

  @AfterAll
  static void stop() throws InterruptedException {
    cluster.close();
  }

  @Test
  void aDamagedServerIsRefusedAndACrashedOneIsNot() throws Exception {
    ClusterAgent leader = cluster.awaitLeader();
    ClusterAgent one = cluster.server(leader == cluster.server(1) ? 2 : 1);
    for (int i = 0; i < 100; i++) write(one, i);
    one.kill();
    cluster.awaitLeader();
    Path files = one.data().resolve("raft").resolve("cluster");
    Path aside = directory.resolve("aside");
    copy(files, aside);

    refused(one, files, aside, at -> flip(log(at), 2), "is damaged at byte offset");
    refused(one, files, aside, at -> Files.delete(log(at)), "there is no log");
    refused(one, files, aside, at -> Files.delete(catalog(at).resolve("vote")), "there is no vote");
    refused(one, files, aside, at -> delete(catalog(at)), "there is no groups/catalog@");
    refused(
        one,
        files,
        aside,
        at -> Files.delete(at.resolve("local-member")),
        "there is no local-member");
    refused(one, files, aside, at -> flip(at.resolve("active-members"), 1), "is damaged");
    write(leader, 100);

    flip(log(files), 1);
    one.launch();
    cluster.awaitMembers(SERVERS);
    cluster.awaitLeader();
    assertThat(one.process.log()).contains("cut off a torn record");
    write(one, 101);
    cluster.await("all of it", () -> one.ask("/v1/kv/damaged/?keys&stale").size() == 102);
  }

  private static void refused(
      ClusterAgent agent, Path files, Path aside, Damage damage, String message) throws Exception {
    damage.to(files);
    int before = agent.process.log().length();
    agent.launch();
    assertThat(agent.awaitEnd()).as(message).isEqualTo(1);
    String said = agent.process.log().substring(before);
    assertThat(said)
        .contains("==> Error starting agent: ")
        .contains(message)
        .contains("move this server's data directory aside")
        .doesNotContain("\tat ")
        .doesNotContain("running!");
    assertThat(cluster.awaitLeader().process.put(KEY + "meanwhile", "").body()).contains("true");
    assertThat(cluster.awaitLeader().process.send("DELETE", KEY + "meanwhile", "").body())
        .contains("true");
    delete(files);
    copy(aside, files);
  }

  private static void write(ClusterAgent agent, int number) {
    assertThat(agent.process.put(KEY + number, "v".repeat(400)).body()).contains("true");
  }

  private static Path catalog(Path files) throws IOException {
    try (Stream<Path> groups = Files.list(files.resolve("groups"))) {
      return groups
          .filter(group -> group.getFileName().toString().startsWith("catalog"))
          .findFirst()
          .orElseThrow();
    }
  }

  private static Path log(Path files) throws IOException {
    try (Stream<Path> segments = Files.list(catalog(files).resolve("log"))) {
      return segments.sorted().findFirst().orElseThrow();
    }
  }

  /** Another byte in the middle for 2, in the last bytes for 1. */
  private static void flip(Path file, int part) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int end = bytes.length;
    while (bytes[end - 1] == 0) end--;
    bytes[part == 1 ? end - 3 : end / part] ^= 0x55;
    Files.write(file, bytes);
  }

  private static void copy(Path from, Path to) throws IOException {
    for (Path file : all(from)) {
      Path copied = to.resolve(from.relativize(file).toString());
      if (Files.isDirectory(file)) Files.createDirectories(copied);
      else Files.copy(file, copied, StandardCopyOption.COPY_ATTRIBUTES);
    }
  }

  private static void delete(Path folder) {
    try {
      for (Path file : all(folder).stream().sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> all(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.toList();
    }
  }
}
