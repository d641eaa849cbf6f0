package org.lictor.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One server or client of a cluster, with a data directory of its own. It keeps its name, ports and
 * data over any number of starts, as a machine does.
 */
final class ClusterAgent implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final ObjectMapper JSON = new ObjectMapper();

  final String name;
  final boolean server;
  final LictorProcess process;
  private boolean wanted;

  private ClusterAgent(String name, boolean server, LictorProcess process) {
    this.name = name;
    this.server = server;
    this.process = process;
  }

  /** An agent with a directory of its own name under {@code parent}; it is not started yet. */
  static ClusterAgent in(
      Path parent, String name, boolean server, Place place, List<String> arguments)
      throws IOException {
    Path directory = Files.createDirectories(parent.resolve(name));
    List<String> all = new ArrayList<>(List.of("-node", name, "-bind", place.address()));
    all.addAll(List.of("-data-dir", directory.resolve("data").toString()));
    all.addAll(arguments);
    return new ClusterAgent(name, server, new LictorProcess(place, directory, all));
  }

  /** Starts it, or starts it again with the same data; waits for nothing. */
  void launch() throws IOException {
    wanted = true;
    process.launch();
  }

  /** SIGKILL; returns when it is gone. */
  void kill() throws InterruptedException {
    wanted = false;
    process.kill();
  }

  /** SIGTERM; returns with its exit code when it is gone. */
  int terminate() throws IOException, InterruptedException {
    wanted = false;
    process.signal("TERM");
    return process.exitCode();
  }

  /** Whether it was started and not stopped. */
  boolean wanted() {
    return wanted;
  }

  /** Whether it has ended without being told to. */
  boolean died() {
    return wanted && !process.alive();
  }

  /** The address by which servers name themselves as leader. */
  String serverAddress() {
    return process.place.address() + ":" + process.serverPort;
  }

  /** Where others join it. */
  String gridAddress() {
    return process.place.address() + ":" + process.gridPort;
  }

  /** What its HTTP interface begins with. */
  URI url() {
    return process.uri("");
  }

  /** The leader's server address as it knows it; empty if it knows of none. */
  String leader() {
    HttpResponse<String> answer = process.get("/v1/status/leader", PATIENCE);
    return answer.statusCode() == 200 ? json(answer).asText() : "";
  }

  /** How many members it sees alive. */
  int aliveMembers() {
    HttpResponse<String> answer = process.get("/v1/agent/members", PATIENCE);
    int alive = 0;
    if (answer.statusCode() == 200) {
      for (JsonNode member : json(answer)) {
        alive += member.path("Status").asInt() == 1 ? 1 : 0;
      }
    }
    return alive;
  }

  /** Its answer to a question as JSON, or a missing node if it has no good one. */
  JsonNode ask(String path) {
    HttpResponse<String> answer = process.get(path, PATIENCE);
    return answer.statusCode() == 200 ? json(answer) : JSON.missingNode();
  }

  private static JsonNode json(HttpResponse<String> answer) {
    try {
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The end of its log. */
  String lastOfLog() {
    List<String> lines = process.log().lines().toList();
    String last = String.join("\n  ", lines.subList(Math.max(0, lines.size() - 80), lines.size()));
    return "%s (%s):%n  %s".formatted(name, process.alive() ? "runs" : "does not run", last);
  }

  @Override
  public void close() throws InterruptedException {
    wanted = false;
    process.close();
  }
}
