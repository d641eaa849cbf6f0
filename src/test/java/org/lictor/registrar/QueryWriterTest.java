package org.lictor.registrar;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lictor.consensus.CommandLog;
import org.lictor.consensus.Committed;
import org.lictor.consensus.Leadership;
import org.lictor.model.LogIndexes;
import org.lictor.model.PreparedQuery;
import org.lictor.model.QueryFailover;
import org.lictor.model.QueryTemplate;
import org.lictor.model.ServiceQuery;

class QueryWriterTest {
  private static final QueryTemplate TEMPLATE =
      new QueryTemplate(QueryTemplate.NAME_PREFIX_MATCH, "", false);

  record Bad(PreparedQuery query, String message) {}

  static List<Bad> bad() {
    ServiceQuery web = ServiceQuery.of("web");
    return List.of(
        new Bad(query("", "", "", web, ""), "Invalid prepared query: Must be bound to a session"),
        new Bad(
            query("n", "", "<hidden>", web, ""),
            "Invalid prepared query: Bad Token '<hidden>', it looks like a query definition with a"
                + " redacted token was submitted"),
        new Bad(
            query("n", "", "", ServiceQuery.of(""), ""),
            "Invalid prepared query: Must provide a Service name to query"),
        new Bad(
            query("n", "", "", web(new QueryFailover(-1, null, null)), ""),
            "Invalid prepared query: Bad NearestN '-1', must be >= 0"),
        new Bad(
            query("n", "", "", web(new QueryFailover(1, null, List.of(target()))), ""),
            "Invalid prepared query: Targets cannot be populated with NearestN or Datacenters"),
        new Bad(
            query("n", "", "", web, "-1s"),
            "Invalid prepared query: DNS TTL '-1000000000', must be >=0"),
        new Bad(
            query("", "xyz", "", web, ""),
            "invalid session: index error: UUID must be 36 characters"),
        new Bad(
            new PreparedQuery(
                "q", "", "", "", TEMPLATE, ServiceQuery.of("${x}"), "", LogIndexes.NONE),
            "failed compiling template: Bad evaluation for '${x}' in Service.Service: 1:3: unknown"
                + " variable accessed: x"));
  }

  @ParameterizedTest
  @MethodSource("bad")
  void whatCannotBeIsRefusedBeforeAnythingIsOrdered(Bad bad) {
    QueryWriter writer =
        new QueryWriter(
            new CommandSubmitter(new Untouched(), InstantSource.fixed(Instant.EPOCH)), () -> "id");
    assertThatThrownBy(() -> writer.create(bad.query()))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessage(bad.message());
    assertThatThrownBy(() -> writer.update(bad.query())).hasMessage(bad.message());
  }

  /** Nothing may come here. */
  private static final class Untouched implements CommandLog {
    @Override
    public CompletableFuture<Committed> submit(byte[] command) {
      throw new AssertionError("a query that cannot be was ordered");
    }

    @Override
    public long lastApplied() {
      return 0;
    }

    @Override
    public Leadership leadership() {
      throw new UnsupportedOperationException();
    }

    @Override
    public CompletableFuture<Long> confirmedIndex() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
  }

  private static QueryFailover.Target target() {
    return new QueryFailover.Target("", "dc2");
  }

  private static ServiceQuery web(QueryFailover failover) {
    return new ServiceQuery(
        "web", "", failover, false, null, "", null, Map.of("rack", "1"), null, false, "");
  }

  private static PreparedQuery query(
      String name, String session, String token, ServiceQuery service, String ttl) {
    return new PreparedQuery(
        "q", name, session, token, QueryTemplate.NONE, service, ttl, LogIndexes.NONE);
  }
}
