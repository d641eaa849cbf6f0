package org.lictor.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.lictor.wire.WireSample;
import org.lictor.wire.WireSamples;

/** Each endpoint has a recorded sample, and each parameter of it another. */
class ApiSamplesTest {
  /** These cannot be among them: one ends the agent, the other never ends. */
  private static final Map<String, String> ELSEWHERE =
      Map.of(
          "PUT /v1/agent/leave", "ArticleClusterIT",
          "GET /v1/agent/metrics/stream", "AgentPagesIT");

  /** Another spelling of {@code dc}. */
  private static final String SPELLING = "datacenter";

  @Test
  void eachEndpointAndEachOfItsParametersHasOne() throws IOException {
    Map<String, Set<String>> sent = parametersByTarget();
    Set<String> lacking = new TreeSet<>();
    for (ApiTable.Row row : ApiTable.read().rows()) {
      String endpoint = row.method() + ' ' + row.path();
      if (!row.here() || ELSEWHERE.containsKey(endpoint)) {
        continue;
      }
      Pattern target = targets(endpoint);
      List<Set<String>> samples =
          sent.entrySet().stream()
              .filter(one -> target.matcher(one.getKey()).matches())
              .map(Map.Entry::getValue)
              .toList();
      if (samples.isEmpty()) {
        lacking.add(endpoint);
      }
      for (String parameter : row.supported()) {
        if (!parameter.equals(SPELLING)
            && samples.stream().noneMatch(given -> given.contains(parameter))) {
          lacking.add(endpoint + '?' + parameter);
        }
      }
    }
    assertThat(lacking).isEmpty();
  }

  /** Which parameters the samples give to each method and path. */
  private static Map<String, Set<String>> parametersByTarget() {
    Map<String, Set<String>> sent = new HashMap<>();
    WireSamples.all()
        .flatMap(WireSample::sent)
        .forEach(
            request -> {
              String[] parts = request.split("\\?", 2);
              sent.computeIfAbsent(parts[0], target -> new TreeSet<>())
                  .addAll(parts.length == 1 ? Set.of() : names(parts[1]));
            });
    return sent;
  }

  private static Set<String> names(String query) {
    return Arrays.stream(query.split("&"))
        .map(one -> one.split("=", 2)[0])
        .collect(Collectors.toSet());
  }

  /** What an endpoint's name with its {@code :variables} stands for. */
  private static Pattern targets(String endpoint) {
    String any = endpoint.contains("/v1/kv/") ? ".+" : "[^/]+";
    return Pattern.compile(endpoint.replaceAll(":[a-z-]+", any));
  }
}
