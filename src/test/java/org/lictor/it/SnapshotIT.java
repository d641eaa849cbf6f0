package org.lictor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lictor.archive.ArchiveException;
import org.lictor.archive.ArchiveReader;
import org.lictor.archive.ArchiveWriter;
import org.lictor.state.SnapshotCodec;
import org.lictor.state.StateImage;
import org.lictor.state.TestStore;

/**
 * A whole registry is saved while it is written to, and restored on an empty cluster: equal, with
 * the same leader all the while. {@code -Dlictor.its.long=true} does it with 200,000 keys and 5,000
 * services on three servers and prints how long it takes.
 */
class SnapshotIT {
  private static final System.Logger LOG = System.getLogger(SnapshotIT.class.getName());

  @TempDir private Path directory;
  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void aSmallRegistryIsSavedUnderLoadAndRestoredOnAnEmptyServer() throws Exception {
    savedAndRestored(1, 3_000, 100);
  }

  @Test
  void aLargeRegistryIsSavedUnderLoadAndRestoredOnThreeEmptyServers() throws Exception {
    LongRun.assumeWanted();
    savedAndRestored(3, 200_000, 5_000);
  }

  private void savedAndRestored(int servers, int keys, int services) throws Exception {
    Path first = directory.resolve("first.snap");
    try (ClusterProcesses source =
        ClusterProcesses.onLoopback(directory.resolve("source"), servers, servers / 3).start()) {
      ClusterAgent asked = last(source);
      long begun = System.nanoTime();
      put(asked, archive(keys, services));
      LOG.log(System.Logger.Level.INFO, "filled by a restore: {0} ms", millisSince(begun));
      try (Lead lead = new Lead(source);
          Writer writer = new Writer(asked)) {
        writer.awaitWrites(50);
        begun = System.nanoTime();
        Files.write(first, get(asked));
        LOG.log(System.Logger.Level.INFO, "saved under load: {0} ms", millisSince(begun));
        writer.awaitWrites(50);
        LOG.log(
            System.Logger.Level.INFO,
            "longest pause between two writes while saving: {0} ms; size {1} bytes",
            writer.longestPauseMillis(),
            Files.size(first));
        lead.check();
      }
    }
    StateImage saved = image(Files.readAllBytes(first));
    assertThat(saved.kv().entries().size()).isGreaterThanOrEqualTo(keys + 50);
    try (ClusterProcesses target =
        ClusterProcesses.onLoopback(directory.resolve("target"), servers, servers / 3).start()) {
      ClusterAgent asked = last(target);
      try (Lead lead = new Lead(target);
          Writer writer = new Writer(asked)) {
        writer.awaitWrites(20);
        long begun = System.nanoTime();
        put(asked, Files.readAllBytes(first));
        LOG.log(System.Logger.Level.INFO, "restored under load: {0} ms", millisSince(begun));
        writer.awaitWrites(20);
        LOG.log(
            System.Logger.Level.INFO,
            "longest pause between two writes while restoring: {0} ms",
            writer.longestPauseMillis());
        lead.check();
      }
      requireEqual(image(get(asked)), saved);
      for (ClusterAgent agent : target.agents()) {
        assertThat(agent.process.get("/v1/kv/many/" + (keys - 1) + "?raw").body())
            .isEqualTo(value(keys - 1));
      }
    }
  }

  /** Beside what the writer and the agents themselves have written since. */
  private static void requireEqual(StateImage restored, StateImage saved) {
    Set<String> keys = new TreeSet<>(saved.kv().entries().keySet());
    keys.removeIf(key -> key.startsWith(Writer.PREFIX));
    Set<String> found = new TreeSet<>(restored.kv().entries().keySet());
    found.removeIf(key -> key.startsWith(Writer.PREFIX));
    assertThat(found).isEqualTo(keys);
    for (String key : keys) {
      assertThat(restored.kv().get(key)).isEqualTo(saved.kv().get(key));
    }
    saved
        .catalog()
        .nodes()
        .forEach(
            (name, row) -> {
              if (name.startsWith("host")) {
                assertThat(restored.catalog().nodes().get(name)).isEqualTo(row);
              }
            });
    for (int i = 0; i < 100; i++) {
      assertThat(List.copyOf(restored.catalog().instancesOf("service" + i)))
          .isEqualTo(List.copyOf(saved.catalog().instancesOf("service" + i)));
    }
  }

  private static ClusterAgent last(ClusterProcesses cluster) {
    return cluster.agents().get(cluster.agents().size() - 1);
  }

  private static String value(int number) {
    return "value of the key with the number " + number + " and some more of it";
  }

  private static byte[] archive(int keys, int services) throws IOException {
    TestStore store = new TestStore();
    for (int i = 0; i < keys; i++) {
      store.set("many/" + i, value(i));
      store.log.clear();
    }
    for (int i = 0; i < services; i++) {
      String node = "host" + i / 5;
      store.register(node, "service" + i % 500, "service-" + i, 1_000 + i, "tag" + i % 3);
      store.check(node, "check-" + i, "passing", "service-" + i);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ArchiveWriter.write(
        out, to -> SnapshotCodec.write(store.image(), to), store.image().index(), 1, 0);
    return out.toByteArray();
  }

  private static StateImage image(byte[] archive) throws IOException, ArchiveException {
    ByteArrayOutputStream state = new ByteArrayOutputStream();
    ArchiveReader.unpack(new ByteArrayInputStream(archive), state);
    return SnapshotCodec.read(new ByteArrayInputStream(state.toByteArray()));
  }

  private byte[] get(ClusterAgent agent) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer =
        client.send(
            HttpRequest.newBuilder(uri(agent)).timeout(Duration.ofMinutes(5)).build(),
            HttpResponse.BodyHandlers.ofByteArray());
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body();
  }

  private void put(ClusterAgent agent, byte[] archive) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(uri(agent))
                .timeout(Duration.ofMinutes(10))
                .PUT(HttpRequest.BodyPublishers.ofByteArray(archive))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private static URI uri(ClusterAgent agent) {
    return agent.process.uri("/v1/snapshot");
  }

  private static long millisSince(long nanos) {
    return (System.nanoTime() - nanos) / 1_000_000;
  }

  /** Looks all the while who leads. */
  private static final class Lead implements AutoCloseable {
    private final List<String> seen = new ArrayList<>(); // guarded by itself
    private final Thread thread;

    Lead(ClusterProcesses cluster) {
      ClusterAgent server = cluster.server(1);
      thread =
          new Thread(
              () -> {
                while (!Thread.currentThread().isInterrupted()) {
                  try {
                    String leader = server.leader();
                    synchronized (seen) {
                      seen.add(leader);
                    }
                    Thread.sleep(50);
                  } catch (InterruptedException | RuntimeException e) {
                    return;
                  }
                }
              });
      thread.start();
    }

    void check() {
      synchronized (seen) {
        assertThat(new TreeSet<>(seen)).as("leaders").hasSize(1);
      }
    }

    @Override
    public void close() throws InterruptedException {
      thread.interrupt();
      thread.join();
    }
  }

  /** Writes one key after the other, each once the one before is acknowledged. */
  private static final class Writer implements AutoCloseable {
    static final String PREFIX = "load/";

    private final Thread thread;
    private volatile int written;
    private volatile long longestPauseNanos;
    private volatile String problem = "";
    private volatile boolean over;

    Writer(ClusterAgent agent) {
      thread =
          new Thread(
              () -> {
                long before = System.nanoTime();
                while (!over) {
                  HttpResponse<String> answer =
                      agent.process.put("/v1/kv/" + PREFIX + written % 5_000, "v" + written);
                  if (answer.statusCode() != 200) {
                    problem = answer.statusCode() + " " + answer.body();
                    return;
                  }
                  long now = System.nanoTime();
                  longestPauseNanos = Math.max(longestPauseNanos, now - before);
                  before = now;
                  written++;
                }
              });
      thread.start();
    }

    void awaitWrites(int more) {
      int before = written;
      Await.until(
          more + " more writes",
          Duration.ofSeconds(120),
          () -> written >= before + more,
          () -> !problem.isEmpty(),
          () -> problem);
    }

    long longestPauseMillis() {
      return longestPauseNanos / 1_000_000;
    }

    @Override
    public void close() throws InterruptedException {
      over = true;
      thread.join();
      assertThat(problem).isEmpty();
    }
  }
}
