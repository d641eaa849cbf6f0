package org.lictor.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

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
  private final Path data;
  private String gridAddress;
  private boolean wanted;

  private ClusterAgent(String name, boolean server, LictorProcess process, Path data) {
    this.name = name;
    this.server = server;
    this.process = process;
    this.data = data;
    gridAddress = process.place.address() + ":" + process.gridPort;
  }

  /** An agent with a directory of its own name under {@code parent}; it is not started yet. */
  static ClusterAgent in(
      Path parent, String name, boolean server, Place place, List<String> arguments)
      throws IOException {
    Path directory = Files.createDirectories(parent.resolve(name));
    List<String> all = new ArrayList<>(List.of("-node", name, "-bind", place.address()));
    Path data = directory.resolve("data");
    all.addAll(List.of("-data-dir", data.toString()));
    all.addAll(arguments);
    return new ClusterAgent(name, server, new LictorProcess(place, directory, all), data);
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

  /** Has it leave by the command line; returns when it is gone. */
  void leave() throws IOException, InterruptedException {
    wanted = false;
    Ran leave = process.cli("leave");
    assertThat(leave.exit()).as(leave.err()).isZero();
    assertThat(leave.out()).contains("Graceful leave complete");
    assertThat(process.exitCode()).isZero();
  }

  /** Lets it end by itself; returns its exit code. */
  int awaitEnd() throws InterruptedException {
    wanted = false;
    return process.exitCode();
  }

  /** Its data directory. */
  Path data() {
    return data;
  }

  /** Takes away its data directory, as when its disk is lost. */
  void loseDisk() throws IOException {
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** Has it listen for others elsewhere from its next start on. */
  void moveGrid(String address, int port) {
    process.add("-bind", address, "-serf-lan-port", "" + port);
    gridAddress = address + ":" + port;
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
    return gridAddress;
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
    return Collections.frequency(members().values(), "alive");
  }

  /** The members that it sees by name, with what it says of each: alive, left or failed. */
  Map<String, String> members() {
    List<String> words = List.of("none", "alive", "leaving", "left", "failed");
    Map<String, String> members = new TreeMap<>();
    for (JsonNode member : ask("/v1/agent/members")) {
      members.put(member.path("Name").asText(), words.get(member.path("Status").asInt()));
    }
    return members;
  }

  /** The addresses that its DNS has for a name, in the order of the answer; none if it has none. */
  List<String> addresses(String host) {
    return records(host, Type.A)
        .map(each -> ((ARecord) each).getAddress().getHostAddress())
        .toList();
  }

  /** The ports that its DNS has for a service. */
  List<Integer> ports(String service) {
    return records(service, Type.SRV).map(each -> ((SRVRecord) each).getPort()).toList();
  }

  private Stream<Record> records(String host, int type) {
    try {
      Message question =
          Message.newQuery(Record.newRecord(Name.fromString(host + "."), type, DClass.IN));
      SimpleResolver resolver =
          new SimpleResolver(new InetSocketAddress(process.place.address(), process.dnsPort));
      resolver.setTimeout(PATIENCE);
      return resolver.send(question).getSection(Section.ANSWER).stream()
          .filter(each -> each.getType() == type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
