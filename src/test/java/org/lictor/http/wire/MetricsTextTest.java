package org.lictor.http.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lictor.metrics.Gauge;
import org.lictor.metrics.Report;
import org.lictor.metrics.Series;
import org.lictor.metrics.Totals;

class MetricsTextTest {
  private static final Totals TWO = new Totals(2, 3, 1, 2, 5);
  private static final Report REPORT =
      new Report(
          Instant.ofEpochSecond(1_000),
          Duration.ofSeconds(10),
          List.of(new Gauge("state.nodes", Map.of("datacenter", "a\"b"), 3)),
          List.of(
              new Series("api.http", Map.of("method", "GET"), false, TWO, TWO, List.of(1.0, 2.0)),
              new Series("raft.apply", Map.of(), true, TWO, TWO, List.of())));

  private static MetricNames names(String... filters) {
    return new MetricNames("consul", "h1", List.of(filters), true);
  }

  @Test
  void eachKindHasItsForm() {
    assertThat(new String(new MetricsText(REPORT, names()).bytes(), StandardCharsets.UTF_8))
        .isEqualTo(
            """
            # HELP consul_h1_state_nodes consul_h1_state_nodes
            # TYPE consul_h1_state_nodes gauge
            consul_h1_state_nodes{datacenter="a\\"b"} 3
            # HELP consul_api_http consul_api_http
            # TYPE consul_api_http summary
            consul_api_http{method="GET",quantile="0.5"} 1
            consul_api_http{method="GET",quantile="0.9"} 2
            consul_api_http{method="GET",quantile="0.99"} 2
            consul_api_http_sum{method="GET"} 3
            consul_api_http_count{method="GET"} 2
            # HELP consul_raft_apply consul_raft_apply
            # TYPE consul_raft_apply counter
            consul_raft_apply 3
            """);
  }

  @Test
  void jsonHasTheInterval() {
    assertThat(new String(new MetricsJson(REPORT, names()).bytes(), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"Timestamp\":\"1970-01-01 00:16:40 +0000 UTC\",\"Gauges\":["
                + "{\"Name\":\"consul.h1.state.nodes\",\"Value\":3,\"Labels\":{\"datacenter\":\"a\\\"b\"}}],"
                + "\"Points\":[],\"Counters\":[{\"Name\":\"consul.raft.apply\",\"Count\":2,\"Rate\":0.3,"
                + "\"Sum\":3,\"Min\":1,\"Max\":2,\"Mean\":1.5,\"Stddev\":0.7071067811865476,\"Labels\":{}}],"
                + "\"Samples\":[{\"Name\":\"consul.api.http\",\"Count\":2,\"Rate\":0.3,\"Sum\":3,\"Min\":1,"
                + "\"Max\":2,\"Mean\":1.5,\"Stddev\":0.7071067811865476,\"Labels\":{\"method\":\"GET\"}}]}");
  }

  @Test
  void theLongestFilterThatMatchesCounts() {
    MetricNames names = names("-consul.api", "+consul.api.http", "-consul.raft.");
    assertThat(names.of("api.http")).isEqualTo("consul.api.http");
    assertThat(names.of("api.other")).isEmpty();
    assertThat(names.gauge("raft.applied_index")).isEmpty();
    assertThat(new MetricNames("", "", List.of("+a"), false).of("b")).isEmpty();
    assertThat(new MetricNames("", "", List.of("+a"), false).gauge("ab")).isEqualTo("ab");
  }
}
