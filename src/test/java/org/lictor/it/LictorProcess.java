package org.lictor.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * An agent as a user starts it, by {@code scripts/lictor}, on ports that were free a moment ago.
 * Closing it kills it.
 */
final class LictorProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final Set<Integer> GIVEN = new HashSet<>();

  final int httpPort = freePort();
  final int dnsPort = freePort();
  final int gridPort = freePort();
  final int serverPort = freePort();
  final Path log;
  private final Path directory;
  private final List<String> command = new ArrayList<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private Process process;

  /**
   * An agent with {@code arguments} beside its ports; it runs in {@code directory}, and its output
   * goes to a file there.
   */
  LictorProcess(Path directory, String... arguments) {
    this.directory = directory;
    this.log = directory.resolve("agent.log");
    command.addAll(
        List.of(script(), "agent", "-http-port", "" + httpPort, "-dns-port", "" + dnsPort));
    command.addAll(List.of("-serf-lan-port", "" + gridPort, "-server-port", "" + serverPort));
    command.addAll(List.of(arguments));
  }

  /** The command line's script. */
  static String script() {
    return Path.of("scripts", "lictor").toAbsolutePath().toString();
  }

  /** Starts it, or starts it again, and waits until it answers. */
  LictorProcess start() throws IOException {
    launch();
    await("the agent to answer", this::answers);
    return this;
  }

  /** Starts it without waiting. */
  void launch() throws IOException {
    process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
  }

  long pid() {
    return process.pid();
  }

  boolean alive() {
    return process.isAlive();
  }

  /** Sends a signal by its name. */
  void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start().waitFor();
  }

  /** Its exit code, once it has ended. */
  int exitCode() throws InterruptedException {
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      throw new AssertionError("the agent is still there; its log: " + log());
    }
    return process.exitValue();
  }

  /** SIGKILL, and waits for the end. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + httpPort + path);
  }

  HttpResponse<String> get(String path) {
    return send("GET", path, "");
  }

  HttpResponse<String> put(String path, String body) {
    return send("PUT", path, body);
  }

  HttpResponse<String> send(String method, String path, String body) {
    try {
      return client.send(
          HttpRequest.newBuilder(uri(path))
              .timeout(Duration.ofSeconds(60))
              .method(method, HttpRequest.BodyPublishers.ofString(body))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * What a command of the command line prints, standard error with it; its exit code comes last.
   */
  Ran cli(String... arguments) throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(List.of(script()));
    line.addAll(List.of(arguments));
    return Ran.command(line, "CONSUL_HTTP_ADDR", "127.0.0.1:" + httpPort);
  }

  /** What {@code dig} says, with the answers only. */
  Ran dig(String... arguments) throws IOException, InterruptedException {
    List<String> line =
        new ArrayList<>(List.of("dig", "@127.0.0.1", "-p", "" + dnsPort, "+tries=1", "+time=5"));
    line.addAll(List.of(arguments));
    return Ran.command(line);
  }

  /** Waits for a condition; fails with the agent's log when it does not come. */
  void await(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!holds(condition)) {
      if (System.nanoTime() > end || !process.isAlive()) {
        throw new AssertionError("waited in vain for " + what + "; the agent's log: " + log());
      }
      try {
        TimeUnit.MILLISECONDS.sleep(50);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static boolean holds(BooleanSupplier condition) {
    try {
      return condition.getAsBoolean();
    } catch (UncheckedIOException notYet) {
      return false;
    }
  }

  private boolean answers() {
    HttpResponse<String> leader = get("/v1/status/leader");
    return leader.statusCode() == 200
        && leader.body().length() > 4
        && get("/v1/catalog/nodes").body().length() > 4;
  }

  String log() {
    try {
      return Files.exists(log) ? Files.readString(log) : "(none)";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws InterruptedException {
    if (process != null) {
      kill();
    }
  }

  /** A port that neither TCP nor UDP uses on loopback; no two callers get the same. */
  static synchronized int freePort() {
    for (int attempt = 0; attempt < 100; attempt++) {
      try (ServerSocket tcp = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
          DatagramSocket udp =
              new DatagramSocket(tcp.getLocalPort(), InetAddress.getLoopbackAddress())) {
        if (GIVEN.add(udp.getLocalPort())) {
          return tcp.getLocalPort();
        }
      } catch (ConnectException e) {
        throw new UncheckedIOException(e);
      } catch (IOException taken) {
        continue;
      }
    }
    throw new IllegalStateException("no free port");
  }
}
