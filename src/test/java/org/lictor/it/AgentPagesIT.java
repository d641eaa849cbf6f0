package org.lictor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one agent tells of itself, and the checks that it runs by other means than HTTP. */
class AgentPagesIT {
  private static final String NOT_AN_ENDPOINT =
      "Invalid URL path: not a recognized HTTP API endpoint\n";

  @TempDir private Path directory;

  @Test
  void anAgentTellsOfItselfWhileItRuns() throws Exception {
    try (LictorProcess agent =
        new LictorProcess(
            directory,
            "-dev",
            "-node",
            "n1",
            "-log-level",
            "INFO",
            "-log-file",
            directory + "/log/",
            "-hcl",
            "telemetry { prometheus_retention_time = \"60s\" disable_hostname = true }",
            "-hcl",
            "enable_script_checks = true")) {
      agent.start();
      anOfferOfHttp2IsNotTaken(agent);
      oneConnectionCarriesWhatTheListenerAndTheContainerAnswer(agent);
      whoDoesNotReadIsNotAnsweredWithoutEnd(agent);
      whoStopsInTheMiddleHoldsUpNobody(agent);
      bodiesComeInAnyParts(agent);
      whoGoesIsNotWaitedFor(agent);
      checksOfEachType(agent);
      figuresInBothFormats(agent);
      theLogIsStreamed(agent);
      theLogIsInAFile();
      anArchiveIsGathered(agent);
    }
  }

  /** As Java's own client makes one with each request; the connection stays, a body is decoded. */
  private static void anOfferOfHttp2IsNotTaken(LictorProcess agent) throws Exception {
    String offer =
        "Host: localhost\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
            + "HTTP2-Settings: AAEAAEAAAAIAAAABAAMAAABkAAQBAAAAAAUAAEAA\r\n";
    String chunked = "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n";
    agent.get("/v1/status/leader"); // the first request has it see to what follows
    try (Socket socket = new Socket("127.0.0.1", agent.httpPort)) {
      socket.setSoTimeout(30_000);
      for (int i = 0; i < 3; i++) {
        assertThat(exchange(socket, "PUT /v1/kv/figures HTTP/1.1\r\n" + offer + chunked, "true"))
            .startsWith("HTTP/1.1 200")
            .doesNotContain("Connection: close");
        assertThat(
                exchange(socket, "GET /v1/kv/figures?raw HTTP/1.1\r\n" + offer + "\r\n", "hello"))
            .startsWith("HTTP/1.1 200");
      }
    }
  }

  /**
   * Requests in one write, in two, with a body of which the length comes first, and what is
   * answered before and by the servlet container: each has its answer, in order.
   */
  private static void oneConnectionCarriesWhatTheListenerAndTheContainerAnswer(LictorProcess agent)
      throws Exception {
    String key = "GET /v1/kv/figures?raw HTTP/1.1\r\nHost: x\r\n\r\n";
    String unknown = "GET /v1/nothing HTTP/1.1\r\nHost: x\r\n\r\n";
    String waits = "GET /v1/kv/figures?raw&index=9999999&wait=1ms HTTP/1.1\r\nHost: x\r\n\r\n";
    try (Socket socket = new Socket("127.0.0.1", agent.httpPort)) {
      socket.setSoTimeout(30_000);
      socket.setTcpNoDelay(true);
      for (int i = 10; i < 40; i++) {
        String put = "PUT /v1/kv/figures HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n";
        exchange(socket, put + "\r\n" + i, "true");
        socket.getOutputStream().write((put + "\r\n").getBytes(StandardCharsets.US_ASCII));
        assertThat(exchange(socket, (i + 1) + key, "" + (i + 1))).contains("true");
        String all = exchange(socket, key + unknown + waits + put + "\r\n" + i + key, "" + i);
        assertThat(all.split("HTTP/1.1 ", -1))
            .satisfiesExactly(
                before -> assertThat(before).isEmpty(),
                first -> assertThat(first).startsWith("200").contains("X-Consul-Index"),
                second -> assertThat(second).startsWith("404").contains("endpoint"),
                third -> assertThat(third).startsWith("200").contains("X-Consul-Index"),
                fourth -> assertThat(fourth).startsWith("200").endsWith("true"),
                fifth -> assertThat(fifth).startsWith("200"));
        String expecting = put + "Expect: 100-continue\r\n\r\n";
        assertThat(exchange(socket, expecting, "")).startsWith("HTTP/1.1 100");
        assertThat(exchange(socket, "" + i, "true")).startsWith("HTTP/1.1 200");
      }
      String last = exchange(socket, key.replace("Host", "Connection: close\r\nHost"), "39");
      assertThat(last).contains("Connection: close");
      assertThat(socket.getInputStream().read()).isNegative();
    }
    try (Socket socket = new Socket("127.0.0.1", agent.httpPort)) {
      socket.setSoTimeout(30_000);
      exchange(socket, "GET /v1/kv/figures?raw HTTP/1.0\r\n\r\n", "39");
      assertThat(socket.getInputStream().read()).isNegative();
    }
  }

  /** The answers to all that this client asks would be more than the agent's heap. */
  private static void whoDoesNotReadIsNotAnsweredWithoutEnd(LictorProcess agent) throws Exception {
    String value = "z".repeat(15_000);
    agent.put("/v1/kv/figures", value);
    byte[] request =
        "GET /v1/kv/figures?raw HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    int requests = 20_000;
    try (Socket socket = new Socket("127.0.0.1", agent.httpPort)) {
      socket.setSoTimeout(30_000);
      AtomicInteger sent = new AtomicInteger();
      Thread asking =
          new Thread(
              () -> {
                try {
                  for (; sent.get() < requests; sent.incrementAndGet()) {
                    socket.getOutputStream().write(request);
                  }
                } catch (IOException closed) {
                  sent.set(-1);
                }
              });
      asking.start();
      int before = -1;
      while (sent.get() != before) {
        before = sent.get();
        asking.join(1_000);
      }
      InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
      long bodies = 0;
      byte[] some = new byte[1 << 16];
      while (bodies < (long) requests * value.length()) {
        int read = in.read(some);
        assertThat(read).as("after " + bodies + " bytes").isPositive();
        for (int i = 0; i < read; i++) {
          if (some[i] == 'z') bodies++;
        }
      }
      asking.join();
      assertThat(sent).hasValue(requests);
    }
    agent.put("/v1/kv/figures", "1");
  }

  /** A write, and behind it one that is never told to the end; more than there are threads. */
  private static void whoStopsInTheMiddleHoldsUpNobody(LictorProcess agent) throws Exception {
    String put = "PUT /v1/kv/figures HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\n1";
    List<Socket> stopped = new ArrayList<>();
    try {
      for (int i = 0; i < 50; i++) {
        Socket socket = new Socket("127.0.0.1", agent.httpPort);
        socket.setSoTimeout(10_000);
        stopped.add(socket);
        exchange(socket, put + put.replace("Length: 1", "Length: 9"), "true");
      }
      try (Socket socket = new Socket("127.0.0.1", agent.httpPort)) {
        socket.setSoTimeout(10_000);
        for (int i = 0; i < 50; i++) {
          exchange(socket, put, "true");
        }
        exchange(socket, "GET /v1/nothing HTTP/1.1\r\nHost: x\r\n\r\n", NOT_AN_ENDPOINT);
      }
      for (Socket socket : stopped) {
        exchange(socket, "23456789", "true");
      }
      for (Socket socket : stopped) {
        exchange(socket, put, "true");
      }
    } finally {
      for (Socket socket : stopped) {
        socket.close();
      }
    }
  }

  /**
   * Writes that the listener answers, and others that the container does, each with the next
   * request behind it, byte by byte and in larger parts.
   */
  private static void bodiesComeInAnyParts(LictorProcess agent) throws Exception {
    String key = "GET /v1/kv/figures?raw HTTP/1.1\r\nHost: x\r\n\r\n";
    String chunked = " HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";
    List<String> writes =
        List.of(
            "PUT /v1/kv/figures HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc",
            "PUT /v1/kv/figures" + chunked + "1\r\na\r\n2\r\nbc\r\n0\r\n\r\n",
            "PUT /v1/config"
                + chunked
                + "9\r\n{\"Kind\":\"\r\n21\r\nservice-defaults\",\"Name\":\"parts\"}\r\n0\r\n\r\n",
            "PUT /v1/config HTTP/1.1\r\nHost: x\r\nContent-Length: 42\r\n\r\n{\"Kind\":\"service-defaults\",\"Name\":\"parts\"}",
            "PUT /v1/nothing" + chunked + "3\r\nabc\r\n0\r\n\r\n",
            "PUT /v1/nothing HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc");
    try (Socket socket = new Socket("127.0.0.1", agent.httpPort)) {
      socket.setSoTimeout(30_000);
      socket.setTcpNoDelay(true);
      for (int length : new int[] {1, 2, 3, 7, 50, 200}) {
        for (String write : writes) {
          String all = write + key + write + key;
          int last = all.length() - 1;
          for (int at = 0; at < last; at += length) {
            String part = all.substring(at, Math.min(last, at + length));
            socket.getOutputStream().write(part.getBytes(StandardCharsets.US_ASCII));
            Thread.yield();
          }
          String answers = exchange(socket, "\n", "abc");
          while (answers.split("HTTP/1.1 ", -1).length < 5) {
            answers += exchange(socket, "", "abc");
          }
          assertThat(answers.split("\r\n\r\n", -1))
              .as("%s in parts of %d", write, length)
              .satisfiesExactly(
                  head -> assertThat(head).startsWith("HTTP/1.1 "),
                  first ->
                      assertThat(first).startsWith(write.contains("nothing") ? "Invalid" : "true"),
                  second -> assertThat(second).startsWith("abc"),
                  third ->
                      assertThat(third).startsWith(write.contains("nothing") ? "Invalid" : "true"),
                  fourth -> assertThat(fourth).isEqualTo("abc"));
        }
      }
    }
  }

  /** Queries that wait for ten minutes, of clients that do not. */
  private static void whoGoesIsNotWaitedFor(LictorProcess agent) throws Exception {
    String key = "GET /v1/kv/figures?raw HTTP/1.1\r\nHost: x\r\n\r\n";
    String index = agent.get("/v1/kv/figures").headers().firstValue("X-Consul-Index").orElseThrow();
    String waits = key.replace("raw", "raw&wait=10m&index=" + index);
    int before = waitingQueries(agent);
    List<Socket> clients = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      Socket socket = new Socket("127.0.0.1", agent.httpPort);
      socket.setSoTimeout(30_000);
      clients.add(socket);
      String request = i % 3 == 0 ? key + waits : i % 3 == 1 ? waits : waits + key;
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    }
    agent.await("all wait", () -> waitingQueries(agent) == before + clients.size());
    for (int i = 0; i < 30; i++) {
      clients.get(i).setSoLinger(i % 2 == 0, 0); // some with a reset
      clients.get(i).close();
    }
    // The end of one that has sent more is behind what it has sent, which is not read yet.
    agent.await("those that went are forgotten", () -> waitingQueries(agent) <= before + 40);
    agent.put("/v1/kv/figures", "news");
    for (Socket socket : clients.subList(30, 60)) {
      exchange(socket, "", "news");
      exchange(socket, key, "news");
      socket.close();
    }
    agent.await("all are over", () -> waitingQueries(agent) == before);
  }

  private static int waitingQueries(LictorProcess agent) {
    String metrics = agent.get("/v1/agent/metrics").body();
    Matcher figure = Pattern.compile("queries_blocking\",\\s+\"Value\": (\\d+)").matcher(metrics);
    assertThat(figure.find()).as(metrics).isTrue();
    return Integer.parseInt(figure.group(1));
  }

  /** The response as it comes, which ends in {@code end}. */
  private static String exchange(Socket socket, String request, String end) throws IOException {
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    StringBuilder response = new StringBuilder();
    while (!response.toString().endsWith("\r\n\r\n" + end)) {
      int next = socket.getInputStream().read();
      assertThat(next).as("after " + response).isNotNegative();
      response.append((char) next);
    }
    return response.toString();
  }

  private static void checksOfEachType(LictorProcess agent) throws Exception {
    String http = "127.0.0.1:" + agent.httpPort;
    Map<String, String> checks =
        Map.of(
            "ping",
            "\"H2PING\":\"" + http + "\",\"H2PingUseTLS\":false,\"Interval\":\"1s\"",
            "rpc",
            "\"GRPC\":\"" + http + "\",\"Interval\":\"1s\"",
            "udp",
            "\"UDP\":\"127.0.0.1:" + agent.dnsPort + "\",\"Interval\":\"1s\",\"Timeout\":\"1s\"",
            "docker",
            "\"DockerContainerID\":\"no-such\",\"Args\":[\"true\"],\"Interval\":\"1s\"",
            "unit",
            "\"OSService\":\"no-such\",\"Interval\":\"1s\"",
            "other",
            "\"AliasService\":\"web\"");
    for (Map.Entry<String, String> check : checks.entrySet()) {
      String body = "{\"Name\":\"" + check.getKey() + "\"," + check.getValue() + "}";
      assertThat(agent.put("/v1/agent/check/register", body).statusCode()).isEqualTo(200);
    }
    awaitOutput(agent, "ping", "HTTP2 ping failed");
    awaitOutput(agent, "rpc", "code = Unavailable");
    awaitOutput(agent, "udp", "UDP connect 127.0.0.1:" + agent.dnsPort + ": Success");
    awaitOutput(agent, "unit", "Service \\\"no-such\\\" is not running");
    awaitOutput(agent, "other", "Service web could not be found on node n1");
    agent.put("/v1/agent/service/register", "{\"Name\":\"web\"}");
    awaitOutput(agent, "other", "Aliased check \\\""); // those of the node count, too
    agent.await("the container is looked for", () -> !output(agent, "docker").isEmpty());
  }

  private static void awaitOutput(LictorProcess agent, String check, String output) {
    agent.await(check + " says " + output, () -> output(agent, check).contains(output));
  }

  private static String output(LictorProcess agent, String check) {
    String all = agent.get("/v1/agent/checks").body();
    int own = all.indexOf("\"CheckID\": \"" + check + "\"");
    int start = all.indexOf("\"Output\": \"", own) + 11;
    return own < 0 ? "" : all.substring(start, all.indexOf("\",\n", start));
  }

  private static void figuresInBothFormats(LictorProcess agent) {
    agent.put("/v1/kv/figures", "1");
    // The agent asks itself a few things when it has started, which count as others' requests do.
    agent.await("the warm-up to end", () -> agent.log().contains("ready for load"));
    String before = figures(agent);
    agent.put("/v1/kv/figures", "2");
    String after = figures(agent);
    assertThat(after)
        .contains(
            "# TYPE consul_kvs_apply summary\n",
            "consul_state_kv_entries{datacenter=\"dc1\"} 1\n",
            "consul_server_isLeader 1\n");
    for (String count :
        List.of(
            "consul_kvs_apply_count ", "consul_api_http_count{method=\"PUT\",path=\"v1_kv_\"} ")) {
      assertThat(figure(after, count)).isEqualTo(figure(before, count) + 1);
    }
    assertThat(agent.get("/v1/agent/metrics").body())
        .contains("\"Name\": \"consul.runtime.alloc_bytes\"");
  }

  private static String figures(LictorProcess agent) {
    return agent.get("/v1/agent/metrics?format=prometheus").body();
  }

  private static long figure(String figures, String name) {
    int start = figures.indexOf("\n" + name) + 1 + name.length();
    return Long.parseLong(figures.substring(start, figures.indexOf('\n', start)));
  }

  private static void theLogIsStreamed(LictorProcess agent) throws Exception {
    List<String> command =
        List.of("curl", "-sN", agent.uri("/v1/agent/monitor?loglevel=debug").toString());
    Process monitor = new ProcessBuilder(command).start();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(monitor.getInputStream(), StandardCharsets.UTF_8))) {
      List<String> heard = new ArrayList<>();
      int[] asked = {0};
      agent.await(
          "a line of the log that the console has not",
          () -> {
            agent.put(
                "/v1/agent/service/register", "{\"Name\":\"log\",\"Port\":" + ++asked[0] + "}");
            try {
              while (lines.ready()) {
                heard.add(lines.readLine());
              }
            } catch (java.io.IOException e) {
              throw new java.io.UncheckedIOException(e);
            }
            return heard.stream().anyMatch(line -> line.contains("Synced service: service=log"));
          });
      assertThat(heard).allMatch(line -> line.matches("20.*Z \\[[A-Z]+\\] +agent.*"));
    } finally {
      monitor.destroy();
    }
  }

  private void theLogIsInAFile() throws Exception {
    try (Stream<Path> files = Files.list(directory.resolve("log"))) {
      Path file = files.findFirst().orElseThrow();
      assertThat(file.getFileName().toString()).matches("consul-[0-9]+\\.log");
      assertThat(Files.readString(file)).contains("Consul agent running!");
    }
  }

  private void anArchiveIsGathered(LictorProcess agent) throws Exception {
    Path archive = directory.resolve("gathered");
    Ran ran = agent.cli("debug", "-duration=10s", "-interval=5s", "-output=" + archive);
    assertThat(ran.exit()).as(ran.err()).isZero();
    assertThat(Ran.command(List.of("tar", "tzf", archive + ".tar.gz")).lines())
        .containsExactly(
            "gathered/agent.json",
            "gathered/consul.log",
            "gathered/host.json",
            "gathered/index.json",
            "gathered/members.json",
            "gathered/metrics.json");
  }
}
