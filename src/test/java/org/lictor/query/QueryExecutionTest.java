package org.lictor.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.lictor.model.HealthCheck;
import org.lictor.model.LogIndexes;
import org.lictor.model.Node;
import org.lictor.model.NodeName;
import org.lictor.model.QueryFailover;
import org.lictor.model.ServiceEntry;
import org.lictor.model.ServiceId;
import org.lictor.model.ServiceQuery;
import org.lictor.model.Weights;
import org.lictor.state.TestStore;

class QueryExecutionTest {
  private final List<ServiceInstance> all =
      List.of(
          instance("n1", Map.of("rack", "1"), List.of("V1", "a"), Map.of("v", "1"), false),
          instance("n2", null, List.of("a"), null, false, check("warn", "warning")),
          instance("n3", null, null, null, true, check("mem", "critical")));

  @Test
  void criticalInstancesAreLeftOut() {
    assertThat(fit(query(false, null, null, null, null, false))).containsExactly("n1", "n2");
  }

  @Test
  void thoseWithAWarningAreWhenOnlyPassingOnesAreWanted() {
    assertThat(fit(query(true, null, null, null, null, false))).containsExactly("n1");
  }

  @Test
  void ignoredChecksDoNotCount() {
    assertThat(fit(query(true, List.of("mem", "warn"), null, null, null, false)))
        .containsExactly("n1", "n2", "n3");
    assertThat(fit(query(false, List.of("mem"), null, null, null, false)))
        .containsExactly("n1", "n2", "n3");
  }

  @Test
  void tagsMustBeThereOrNotInAnyLetterCase() {
    assertThat(fit(query(false, null, List.of("v1"), null, null, false))).containsExactly("n1");
    assertThat(fit(query(false, null, List.of("A", "!V1"), null, null, false)))
        .containsExactly("n2");
    assertThat(fit(query(false, null, List.of("!"), null, null, false)))
        .containsExactly("n1", "n2");
    assertThat(fit(query(false, null, List.of(""), null, null, false))).isEmpty();
  }

  @Test
  void metadataMustBeEqual() {
    assertThat(fit(query(false, null, null, Map.of("rack", "1"), null, false)))
        .containsExactly("n1");
    assertThat(fit(query(false, null, null, Map.of("rack", "2"), null, false))).isEmpty();
    assertThat(fit(query(false, null, null, null, Map.of("v", "1"), false))).containsExactly("n1");
    assertThat(fit(query(false, null, null, Map.of(), Map.of(), false)))
        .containsExactly("n1", "n2");
  }

  @Test
  void onlyWhatSpeaksTheMeshesProtocolConnects() {
    assertThat(fit(query(false, List.of("mem"), null, null, null, true))).containsExactly("n3");
  }

  @Test
  void theInstanceOnTheNearNodeComesFirstWhenItIsNotFarDown() {
    List<ServiceInstance> many = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      many.add(instance("m" + i, null, null, null, false));
    }
    QueryExecution.prefer("m9", many);
    assertThat(many.get(0).node().name().value()).isEqualTo("m9");
    QueryExecution.prefer("m10", many);
    assertThat(many.get(0).node().name().value()).isEqualTo("m9");
    QueryExecution.prefer("nobody", many);
    assertThat(many.get(0).node().name().value()).isEqualTo("m9");
  }

  private List<String> fit(ServiceQuery query) {
    return QueryExecution.fit(query, all).stream()
        .map(instance -> instance.node().name().value())
        .toList();
  }

  private static ServiceQuery query(
      boolean onlyPassing,
      @Nullable List<String> ignored,
      @Nullable List<String> tags,
      @Nullable Map<String, String> nodeMeta,
      @Nullable Map<String, String> serviceMeta,
      boolean connect) {
    return new ServiceQuery(
        "web",
        "",
        QueryFailover.NONE,
        onlyPassing,
        ignored,
        "",
        tags,
        nodeMeta,
        serviceMeta,
        connect,
        "");
  }

  private static HealthCheck check(String id, String status) {
    return TestStore.aCheck("n", id, status, "web");
  }

  private static ServiceInstance instance(
      String node,
      @Nullable Map<String, String> nodeMeta,
      @Nullable List<String> tags,
      @Nullable Map<String, String> meta,
      boolean connectNative,
      HealthCheck... checks) {
    NodeName name = new NodeName(node);
    ServiceEntry service =
        new ServiceEntry(
            name,
            new ServiceId("web"),
            "web",
            "",
            tags,
            "",
            null,
            meta,
            80,
            "",
            Weights.DEFAULT,
            false,
            connectNative,
            null,
            LogIndexes.NONE);
    return new ServiceInstance(
        new Node(name, "", "10.0.0.1", null, nodeMeta, LogIndexes.NONE), service, List.of(checks));
  }
}
