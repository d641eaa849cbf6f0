package org.lictor.it;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A cluster of real processes: servers {@code s1} and on, clients {@code c1} and on, each joining
 * all servers again and again until it is in. On loopback with ports of their own, or each in a
 * place of its own. Closing it kills all of them.
 */
final class ClusterProcesses implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private final List<ClusterAgent> agents = new ArrayList<>();
  private final Path directory;
  private final int expected;

  private ClusterProcesses(Path directory, int expected) {
    this.directory = directory;
    this.expected = expected;
  }

  /** On loopback; {@code arguments} are for all of them. */
  static ClusterProcesses onLoopback(Path directory, int servers, int clients, String... arguments)
      throws IOException {
    return in(directory, servers, clients, number -> Place.LOOPBACK, arguments);
  }

  /** Each in the place that {@code places} gives for its number: servers from 0, then clients. */
  static ClusterProcesses in(
      Path directory, int servers, int clients, IntFunction<Place> places, String... arguments)
      throws IOException {
    ClusterProcesses cluster = new ClusterProcesses(directory, servers);
    for (int i = 0; i < servers + clients; i++) {
      boolean server = i < servers;
      String name = server ? "s" + (i + 1) : "c" + (i - servers + 1);
      cluster.make(name, server, places.apply(i), arguments);
    }
    cluster.agents.forEach(cluster::joinServers);
    return cluster;
  }

  private ClusterAgent make(String name, boolean server, Place place, String... arguments)
      throws IOException {
    List<String> line = new ArrayList<>();
    if (server) {
      line.addAll(List.of("-server", "-bootstrap-expect", "" + expected));
    }
    line.addAll(List.of(arguments));
    Path home = directory.resolve(name + "-" + agents.size());
    ClusterAgent agent = ClusterAgent.in(home, name, server, place, line);
    agents.add(agent);
    return agent;
  }

  private void joinServers(ClusterAgent agent) {
    for (ClusterAgent other : servers()) {
      if (other != agent) {
        agent.process.add("-retry-join", other.gridAddress(), "-retry-interval", "1s");
      }
    }
  }

  /** One more agent, which is not started yet; it joins the servers that there are. */
  ClusterAgent add(String name, boolean server, Place place, String... arguments)
      throws IOException {
    ClusterAgent agent = make(name, server, place, arguments);
    joinServers(agent);
    return agent;
  }

  /** Gives up an agent that will not be started again. */
  void forget(ClusterAgent agent) {
    agents.remove(agent);
  }

  /** Starts all at once and waits until they are one cluster with a leader. */
  ClusterProcesses start() throws IOException {
    for (ClusterAgent agent : agents) {
      agent.launch();
    }
    awaitMembers(agents.size());
    awaitLeader();
    return this;
  }

  ClusterAgent server(int number) {
    return servers().get(number - 1);
  }

  ClusterAgent client(int number) {
    return clients().get(number - 1);
  }

  List<ClusterAgent> servers() {
    return agents.stream().filter(agent -> agent.server).toList();
  }

  List<ClusterAgent> clients() {
    return agents.stream().filter(agent -> !agent.server).toList();
  }

  List<ClusterAgent> agents() {
    return List.copyOf(agents);
  }

  /** Those that were started and not stopped. */
  List<ClusterAgent> running() {
    return agents.stream().filter(ClusterAgent::wanted).toList();
  }

  /** The HTTP interfaces of all agents. */
  List<URI> urls() {
    return agents.stream().map(ClusterAgent::url).toList();
  }

  /** Waits until all that run name the same leader, one of them. */
  ClusterAgent awaitLeader() {
    return awaitLeader(running());
  }

  /** The same, for a part of the cluster. */
  ClusterAgent awaitLeader(List<ClusterAgent> part) {
    List<ClusterAgent> leaders = new ArrayList<>();
    await(
        "a leader on whom all agree",
        () -> {
          List<String> named = part.stream().map(ClusterAgent::leader).distinct().toList();
          leaders.clear();
          part.stream()
              .filter(agent -> named.contains(agent.serverAddress()))
              .forEach(leaders::add);
          return named.size() == 1 && leaders.size() == 1;
        });
    return leaders.get(0);
  }

  /** Waits until all that run see this many members alive. */
  void awaitMembers(int alive) {
    await(
        alive + " members alive",
        () -> running().stream().allMatch(agent -> agent.aliveMembers() == alive));
  }

  /** Waits until the answer of all that run to a question is as it should be. */
  void awaitAnswer(String path, Predicate<JsonNode> condition) {
    await(
        "the right answer to " + path,
        () -> running().stream().allMatch(agent -> condition.test(agent.ask(path))));
  }

  /** Waits for a condition; fails with all logs when it does not come or an agent dies. */
  void await(String what, BooleanSupplier condition) {
    Await.until(
        what, PATIENCE, condition, () -> agents.stream().anyMatch(ClusterAgent::died), this::logs);
  }

  /** The end of each agent's log. */
  String logs() {
    return agents.stream().map(ClusterAgent::lastOfLog).collect(Collectors.joining("\n"));
  }

  @Override
  public void close() throws InterruptedException {
    for (ClusterAgent agent : agents) {
      agent.close();
    }
  }
}
