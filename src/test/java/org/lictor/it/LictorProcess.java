package org.lictor.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.lictor.FreePorts;

/**
 * An agent as a user starts it, by {@code scripts/lictor}, on ports that were free a moment ago.
 * Closing it kills it.
 */
final class LictorProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  final int httpPort = FreePorts.next();
  final int dnsPort = FreePorts.next();
  final int gridPort = FreePorts.next();
  final int serverPort = FreePorts.next();
  final Path log;
  final Place place;
  private final Path directory;
  private final List<String> command;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private Process process;

  /**
   * An agent with {@code arguments} beside its ports; it runs in {@code directory}, and its output
   * goes to a file there.
   */
  LictorProcess(Path directory, String... arguments) {
    this(Place.LOOPBACK, directory, List.of(arguments));
  }

  /** The same in another place, where it answers clients at that place's address. */
  LictorProcess(Place place, Path directory, List<String> arguments) {
    this.place = place;
    this.directory = directory;
    this.log = directory.resolve("agent.log");
    this.command = new ArrayList<>(place.command(List.of(script(), "agent")));
    command.addAll(List.of("-client", place.address()));
    command.addAll(List.of("-http-port", "" + httpPort, "-dns-port", "" + dnsPort));
    command.addAll(List.of("-serf-lan-port", "" + gridPort, "-server-port", "" + serverPort));
    command.addAll(arguments);
  }

  /** Adds to the command line of the starts to come. */
  void add(String... arguments) {
    command.addAll(List.of(arguments));
  }

  /** Takes a flag away with its values, wherever it stands. */
  void forget(String flag) {
    for (int at = command.indexOf(flag); at >= 0; at = command.indexOf(flag)) {
      command.subList(at, at + 2).clear();
    }
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
    return process != null && process.isAlive();
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
    return URI.create("http://" + place.address() + ":" + httpPort + path);
  }

  HttpResponse<String> get(String path) {
    return send("GET", path, "");
  }

  /** Asks an agent that may not answer for a while. */
  HttpResponse<String> get(String path, Duration timeout) {
    return send("GET", path, "", timeout);
  }

  HttpResponse<String> put(String path, String body) {
    return send("PUT", path, body);
  }

  HttpResponse<String> send(String method, String path, String body) {
    return send(method, path, body, Duration.ofSeconds(60));
  }

  HttpResponse<String> send(String method, String path, String body, Duration timeout) {
    try {
      return client.send(
          HttpRequest.newBuilder(uri(path))
              .timeout(timeout)
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
    return Ran.command(line, "CONSUL_HTTP_ADDR", place.address() + ":" + httpPort);
  }

  /** What {@code dig} says, with the answers only. */
  Ran dig(String... arguments) throws IOException, InterruptedException {
    List<String> line =
        new ArrayList<>(
            List.of("dig", "@" + place.address(), "-p", "" + dnsPort, "+tries=1", "+time=5"));
    line.addAll(List.of(arguments));
    return Ran.command(line);
  }

  /** Waits for a condition; fails with the agent's log when it does not come. */
  void await(String what, BooleanSupplier condition) {
    Await.until(
        what, PATIENCE, condition, () -> !process.isAlive(), () -> "the agent's log: " + log());
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
}
