package org.lictor.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lictor.it.fuzz.HttpFuzz;

/**
 * Made-up requests against a running agent: no defect shows, nothing grows, and what they left is
 * the same after a crash. Three quarters of a minute, an hour in a long run; {@code
 * -Dlictor.fuzz.seed} chooses the requests.
 */
class HttpFuzzIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int GROWTH_OF_THREADS = 16;
  private static final int GROWTH_OF_FILES = 24;
  private static final int GROWTH_OF_HEAP_KIB = 16 * 1024;

  @TempDir private Path directory;

  @Test
  void anAgentOutlivesWhateverItIsAsked() throws Exception {
    long seed =
        Long.getLong("lictor.fuzz.seed", LongRun.wanted() ? System.currentTimeMillis() : 1L);
    Duration part = LongRun.wanted() ? Duration.ofMinutes(20) : Duration.ofSeconds(70);
    try (LictorProcess agent =
        new LictorProcess(
            directory,
            "-server",
            "-bootstrap-expect",
            "1",
            "-data-dir",
            directory.resolve("data").toString(),
            "-bind",
            "127.0.0.1",
            "-node",
            "n1")) {
      agent.start();
      HttpFuzz fuzz = new HttpFuzz(agent.uri(""), seed);
      fuzz.run(part);
      Vitals early = vitalsOfAnEmpty(agent);
      fuzz.run(part);
      Vitals late = vitalsOfAnEmpty(agent);
      theHeapIsLike(early, agent);
      fuzz.run(part);
      String what = fuzz.sent() + " requests from seed " + seed + ", by status " + fuzz.statuses();
      System.out.println(what + "; " + early + ", then " + late);
      assertThat(fuzz.findings()).as(what).isEmpty();
      assertThat(agent.log()).as(what).doesNotContain("Request failed:");
      assertThat(late.threads()).as(what).isLessThan(early.threads() + GROWTH_OF_THREADS);
      assertThat(late.files()).as(what).isLessThan(early.files() + GROWTH_OF_FILES);
      theStateIsTheSameAfterACrash(agent);
    }
  }

  /** Not at once: the container remembers a closed connection for half a minute. */
  private static void theHeapIsLike(Vitals early, LictorProcess agent) {
    Await.until(
        "the heap to be as it was: " + early,
        Duration.ofSeconds(90),
        () -> heapKiB(agent) < early.heapKiB() + GROWTH_OF_HEAP_KIB,
        () -> heapKiB(agent) + " KiB");
  }

  private static long heapKiB(LictorProcess agent) {
    try {
      return Vitals.of(agent.pid()).heapKiB();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Sessions run out, so they are not there to be compared. */
  private static void theStateIsTheSameAfterACrash(LictorProcess agent) throws Exception {
    removeSessions(agent);
    Map<String, String> before = state(agent);
    assertThat(before.get("/v1/kv/?recurse")).contains("\"Key\":");
    agent.kill();
    agent.start();
    assertThat(state(agent)).isEqualTo(before);
  }

  /** The registry without what the agent's own node may change by itself. */
  private static Map<String, String> state(LictorProcess agent) {
    List<String> paths = new ArrayList<>(List.of("/v1/kv/?recurse", "/v1/kv/?keys", "/v1/query"));
    paths.add("/v1/operator/autopilot/configuration");
    paths.addAll(List.of("/v1/config/service-defaults", "/v1/config/service-resolver"));
    for (String node : othersIn(agent)) {
      paths.add("/v1/catalog/node/" + escaped(node));
      paths.add("/v1/health/node/" + escaped(node));
    }
    Map<String, String> state = new TreeMap<>();
    for (String path : paths) {
      HttpResponse<String> answer = agent.get(path);
      state.put(path, answer.statusCode() == 404 ? "" : answer.body());
    }
    return state;
  }

  private static Vitals vitalsOfAnEmpty(LictorProcess agent) throws Exception {
    agent.send("DELETE", "/v1/kv/?recurse", "");
    removeSessions(agent);
    for (String node : othersIn(agent)) {
      agent.put("/v1/catalog/deregister", JSON.createObjectNode().put("Node", node).toString());
    }
    for (String kind : List.of("service", "check")) {
      JSON.readTree(agent.get("/v1/agent/" + kind + "s").body())
          .fieldNames()
          .forEachRemaining(
              id -> agent.put("/v1/agent/" + kind + "/deregister/" + escaped(id), ""));
    }
    return Vitals.of(agent.pid());
  }

  private static void removeSessions(LictorProcess agent) {
    for (JsonNode session : list(agent, "/v1/session/list")) {
      agent.put("/v1/session/destroy/" + session.path("ID").textValue(), "");
    }
  }

  private static List<String> othersIn(LictorProcess agent) {
    List<String> others = new ArrayList<>();
    for (JsonNode node : list(agent, "/v1/catalog/nodes")) {
      String name = node.path("Node").textValue();
      if (!name.equals("n1")) {
        others.add(name);
      }
    }
    return others;
  }

  private static JsonNode list(LictorProcess agent, String path) {
    HttpResponse<String> answer = agent.get(path);
    try {
      return answer.statusCode() == 200 ? JSON.readTree(answer.body()) : JSON.createArrayNode();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String escaped(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
