package org.lictor.wire;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * Finds the samples under {@code src/test/resources/wire} and plays them against an agent. Samples
 * do not depend on one another and may be played from several threads at once.
 */
public final class WireSamples {
  static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private WireSamples() {}

  /** All samples by name; fit for {@code @MethodSource("org.lictor.wire.WireSamples#all")}. */
  public static Stream<WireSample> all() {
    try (var files = Files.list(directory())) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .sorted()
          .map(WireSamples::load)
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path directory() {
    try {
      return Path.of(
          Objects.requireNonNull(WireSamples.class.getResource("/wire"), "no samples").toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static WireSample load(Path file) {
    var name = file.getFileName().toString().replace(".json", "");
    try {
      return WireSample.of(name, JSON.readTree(file.toFile()));
    } catch (IOException | IllegalArgumentException e) {
      throw new IllegalArgumentException("sample " + name + ": " + e.getMessage(), e);
    }
  }

  /**
   * Plays a sample and cleans up after it.
   *
   * @param agent the agent's HTTP address, such as {@code http://127.0.0.1:8500}
   * @throws AssertionError with every difference, if the answer is not the expected one or the
   *     preparation failed
   */
  public static void play(URI agent, WireSample sample) {
    var bindings = new Bindings();
    if (sample.requests().anyMatch(r -> (r.target() + r.body()).contains("${agent."))
        || sample.response().expected().toString().contains("${agent.")) {
      learnAgent(agent, bindings);
    }
    clean(agent, sample, bindings);
    try {
      sample.setup().forEach(step -> perform(agent, sample, step, bindings));
      var differences = ask(agent, sample, bindings);
      if (!differences.isEmpty())
        throw failure(sample, sample.request(), String.join("\n  ", differences));
    } finally {
      clean(agent, sample, bindings);
    }
  }

  private static List<String> ask(URI agent, WireSample sample, Bindings bindings) {
    var started = System.nanoTime();
    var atThisPoint = bindings.copy();
    var answer =
        CompletableFuture.supplyAsync(
            () -> sample.request().sendTo(agent, atThisPoint), RawHttp.THREAD_EACH);
    sample.during().forEach(step -> perform(agent, sample, step, bindings));
    var response = answer.join();
    var tookMillis = (System.nanoTime() - started) / 1_000_000;
    var differences = new ArrayList<>(sample.response().differences(response, bindings));
    differences.addAll(brokenChain(sample.indexes(), bindings));
    var bounds = sample.tookMillis();
    if (bounds != null
        && (tookMillis < bounds.get(0).asLong() || tookMillis > bounds.get(1).asLong())) {
      differences.add("time: expected " + bounds + " ms but took " + tookMillis);
    }
    return differences;
  }

  private static List<String> brokenChain(List<String> names, Bindings bindings) {
    var broken = new ArrayList<String>();
    for (int i = 1; i < names.size(); i++) {
      var low = bindings.get(names.get(i - 1));
      var high = bindings.get(names.get(i));
      if (low == null || high == null || new BigInteger(low).compareTo(new BigInteger(high)) >= 0) {
        broken.add(
            "indexes: expected "
                + String.join(" < ", names)
                + " but "
                + names.get(i - 1)
                + " = "
                + low
                + ", "
                + names.get(i)
                + " = "
                + high);
      }
    }
    return broken;
  }

  private static void perform(URI agent, WireSample sample, WireRequest step, Bindings bindings) {
    var response = step.sendTo(agent, bindings);
    if (response.status() != step.status()) {
      throw failure(
          sample,
          step,
          "preparation: expected status "
              + step.status()
              + " but found "
              + response.status()
              + ": "
              + response.text());
    }
    step.keep().forEach((name, from) -> bindings.put(name, pick(response, from)));
  }

  private static String pick(RawResponse response, String from) {
    if (from.startsWith("header ")) return String.valueOf(response.header(from.substring(7)));
    try {
      return JSON.readTree(response.text()).at(from).asText();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void clean(URI agent, WireSample sample, Bindings bindings) {
    // Before the preparation nothing is known yet of what it will make.
    sample.cleanup().stream()
        .filter(step -> bindings.bindAllOf(step.target() + step.body()))
        .forEach(step -> step.sendTo(agent, bindings));
  }

  private static void learnAgent(URI agent, Bindings bindings) {
    try {
      var request = WireRequest.of(JSON.createObjectNode().put("send", "GET /v1/agent/self"));
      var response = request.sendTo(agent, bindings);
      if (response.status() != 200)
        throw new AssertionError("GET /v1/agent/self gives " + response.status());
      JsonNode self = JSON.readTree(response.text());
      bindings.put("agent.node", self.at("/Config/NodeName").asText());
      bindings.put("agent.dc", self.at("/Config/Datacenter").asText());
      bindings.put("agent.id", self.at("/Config/NodeID").asText());
      bindings.put("agent.address", self.at("/Member/Addr").asText());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static AssertionError failure(
      WireSample sample, WireRequest request, String differences) {
    return new AssertionError(
        sample.name()
            + " ("
            + sample.what()
            + ")\n"
            + request.method()
            + " "
            + request.target()
            + "\n  "
            + differences);
  }
}
