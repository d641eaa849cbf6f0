package org.lictor.launch;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.lictor.process.ParentWatch;
import org.lictor.process.RunDirectory;

/**
 * Makes the class archive in a warm-up run: a durable server with a grid of its own on free
 * loopback ports and a data directory that is thrown away, told and asked a few things and stopped.
 * What only such an agent loads, the grid and its memory, is a third of all. A process of its own
 * at the lowest priority, beside the first agent and after that one is ready, so that no start
 * waits for it and no stop grows longer. Made aside and renamed in; of several at once one works
 * and the others end.
 */
public final class ArchiveRecorder {
  private static final Duration START_LIMIT = Duration.ofMinutes(3);
  private static final Duration STOP_LIMIT = Duration.ofMinutes(2);
  private static final List<String> QUESTIONS =
      List.of(
          "/v1/status/leader",
          "/v1/agent/self",
          "/v1/catalog/services",
          "/v1/catalog/nodes",
          "/v1/health/service/consul",
          "/v1/kv/?keys",
          "/v1/agent/members",
          "/ui/");

  /** Path and body of what it is told. */
  private static final Map<String, String> WRITES =
      Map.of(
          "/v1/kv/warm-up", "x",
          "/v1/catalog/register",
              "{\"Node\":\"warm\",\"Address\":\"127.0.0.1\",\"Service\":{\"Service\":\"warm\"}}",
          "/v1/agent/service/register", "{\"Name\":\"warm-up\",\"Check\":{\"TTL\":\"10s\"}}");

  private final Installation installation;
  private final Map<String, String> environment;

  ArchiveRecorder(Installation installation, Map<String, String> environment) {
    this.installation = installation;
    this.environment = environment;
  }

  /**
   * Records for the installation this class is from.
   *
   * @param arguments none, or the run folder of the agent to wait for, which makes its ready file
   *     there
   */
  public static void main(String[] arguments) throws InterruptedException {
    Map<String, String> environment = System.getenv();
    ArchiveRecorder recorder = new ArchiveRecorder(Installation.find(environment), environment);
    if (arguments.length == 1 && !waitFor(Path.of(arguments[0]))) return;
    try {
      Path made = recorder.record();
      System.out.println("==> Class archive: " + made);
    } catch (LaunchException e) {
      System.err.println("==> No class archive: " + e.getMessage());
      System.exit(1);
    }
  }

  /**
   * Starts this class as a process that outlives the caller, at the lowest priority and without its
   * console; failure is no concern.
   */
  static void startBehind(Installation installation, Path run) {
    Path log = installation.cache().resolve("archive.log");
    try {
      new ProcessBuilder(
              "nice",
              "-n",
              "19",
              JavaHome.java(),
              "-XX:+UseSerialGC",
              "-Xmx64m",
              "-XX:TieredStopAtLevel=1",
              "-cp",
              installation.commandLineJar().toString(),
              ArchiveRecorder.class.getName(),
              run.toString())
          .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
          .redirectErrorStream(true)
          .redirectOutput(log.toFile())
          .start();
    } catch (IOException e) {
      // The next start tries again; until then agents start without the archive.
    }
  }

  // The agent's own start needs the processors. If it never becomes ready there is nothing worth
  // recording.
  private static boolean waitFor(Path run) throws InterruptedException {
    long until = System.nanoTime() + START_LIMIT.toNanos();
    while (System.nanoTime() < until && Files.isDirectory(run)) {
      if (Files.exists(run.resolve(RunDirectory.READY_FILE))) return true;
      TimeUnit.MILLISECONDS.sleep(500);
    }
    return false;
  }

  /** Makes the archive unless it is there; returns its file. */
  Path record() throws InterruptedException {
    PayaraRuntime runtime = PayaraRuntime.unpacked(installation);
    ClassArchive archive = new AgentLaunch(installation, environment).archive(runtime);
    Path lockFile = installation.cache().resolve("archive.lock");
    try (FileChannel channel =
            FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        @Nullable FileLock lock = channel.tryLock()) {
      if (lock == null) throw new LaunchException("another process is making it");
      if (!archive.exists()) record(runtime, archive);
      return archive.file();
    } catch (IOException e) {
      throw new LaunchException(e.toString(), e);
    }
  }

  private void record(PayaraRuntime runtime, ClassArchive archive)
      throws IOException, InterruptedException {
    Path aside = archive.file().resolveSibling("making-" + archive.file().getFileName());
    Files.deleteIfExists(aside);
    Path data = Files.createTempDirectory("lictor-warm-up");
    FreePorts free = new FreePorts(new SecureRandom());
    int port = free.next();
    int grid = free.next();
    List<String> words =
        List.of(
            "-server",
            "-bootstrap-expect=1",
            "-data-dir=" + data,
            "-http-port=" + port,
            "-dns-port=" + free.next(),
            "-serf-lan-port=" + grid,
            "-bind=127.0.0.1",
            "-node=warm-up",
            "-log-level=ERR");
    LaunchSettings.Listener http = new LaunchSettings.Listener("127.0.0.1", port);
    LaunchSettings settings =
        new LaunchSettings(
            "warm-up",
            "dc1",
            true,
            false,
            1,
            data,
            http,
            new LaunchSettings.Listener("127.0.0.1", -1),
            "127.0.0.1",
            "127.0.0.1",
            grid,
            List.of(),
            8300,
            "id=0",
            Level.SEVERE,
            false,
            false,
            false);
    AgentLaunch launch = new AgentLaunch(installation, environment);
    List<String> options = new ArrayList<>(archive.make(aside));
    options.add("-D" + ParentWatch.PROPERTY + "=" + data);
    Path file = launch.prepare(settings, words, ProcessHandle.current().pid(), runtime, options);
    // Its standard input is a pipe from here, by which it knows when this process is gone.
    Process agent =
        new ProcessBuilder(JavaHome.java(), "@" + file)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      warmUp(
          agent,
          URI.create("http://127.0.0.1:" + port),
          file.resolveSibling(RunDirectory.READY_FILE));
      agent.destroy();
      if (!agent.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS))
        throw new LaunchException("the warm-up run did not end");
    } finally {
      agent.destroyForcibly();
      RunDirectory.delete(data);
    }
    if (!Files.exists(aside)) throw new LaunchException("the JVM wrote none");
    removeOlder(archive);
    Files.move(aside, archive.file(), StandardCopyOption.ATOMIC_MOVE);
  }

  private static void warmUp(Process agent, URI base, Path ready)
      throws IOException, InterruptedException {
    long until = System.nanoTime() + START_LIMIT.toNanos();
    while (!Files.exists(ready)) {
      if (!agent.isAlive())
        throw new LaunchException(
            "the warm-up run ended early, with exit code " + agent.exitValue());
      if (System.nanoTime() > until)
        throw new LaunchException("the warm-up run did not become ready");
      TimeUnit.MILLISECONDS.sleep(100);
    }
    HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    for (Map.Entry<String, String> write : WRITES.entrySet()) {
      HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.ofString(write.getValue());
      HttpRequest request =
          HttpRequest.newBuilder(base.resolve(write.getKey()))
              .timeout(Duration.ofSeconds(10))
              .PUT(body)
              .build();
      client.send(request, HttpResponse.BodyHandlers.discarding());
    }
    for (String question : QUESTIONS) {
      HttpRequest request =
          HttpRequest.newBuilder(base.resolve(question)).timeout(Duration.ofSeconds(10)).build();
      client.send(request, HttpResponse.BodyHandlers.discarding());
    }
  }

  // Archives of jars that have been rebuilt since.
  private static void removeOlder(ClassArchive archive) throws IOException {
    try (Stream<Path> files = Files.list(archive.file().getParent())) {
      for (Path file : files.filter(archive::isReplaced).toList()) Files.deleteIfExists(file);
    }
  }
}
