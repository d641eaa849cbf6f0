package org.lictor.clients.kiwi;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.net.HostAndPort;
import java.util.List;
import org.kiwiproject.consul.AgentClient;
import org.kiwiproject.consul.Consul;
import org.kiwiproject.consul.PreparedQueryClient;
import org.kiwiproject.consul.model.agent.ImmutableRegistration;
import org.kiwiproject.consul.model.query.ImmutableDnsQuery;
import org.kiwiproject.consul.model.query.ImmutablePreparedQuery;
import org.kiwiproject.consul.model.query.ImmutableServiceQuery;
import org.kiwiproject.consul.model.query.StoredQuery;
import org.lictor.clients.Agent;

/** Prepared queries through {@code consul-client}. */
public final class KiwiQueries {
  private final AgentClient agent;
  private final PreparedQueryClient queries;

  public KiwiQueries(Agent at) {
    Consul consul =
        Consul.builder().withHostAndPort(HostAndPort.fromParts(at.host(), at.port())).build();
    agent = consul.agentClient();
    queries = consul.preparedQueryClient();
  }

  public void aPreparedQueryIsStoredExecutedAndDeleted() {
    agent.register(
        ImmutableRegistration.builder().id("kq-1").name("kq").addTags("v1").port(1).build());
    agent.register(
        ImmutableRegistration.builder().id("kq-2").name("kq").addTags("v2").port(2).build());
    String id =
        queries.createPreparedQuery(
            ImmutablePreparedQuery.builder()
                .name("kiwi-query")
                .service(
                    ImmutableServiceQuery.builder()
                        .service("kq")
                        .tags(List.of("v2"))
                        .onlyPassing(true)
                        .build())
                .dns(ImmutableDnsQuery.builder().ttl("10s").build())
                .build());
    try {
      assertThat(queries.getPreparedQueries()).extracting(StoredQuery::getId).contains(id);
      assertThat(queries.getPreparedQuery(id).orElseThrow().getService().getService())
          .isEqualTo("kq");
      for (String nameOrId : List.of("kiwi-query", id)) {
        assertThat(queries.execute(nameOrId).nodes())
            .extracting(found -> found.getService().getPort())
            .containsExactly(2);
      }
    } finally {
      queries.deletePreparedQuery(id);
      agent.deregister("kq-1");
      agent.deregister("kq-2");
    }
    assertThat(queries.getPreparedQueries()).extracting(StoredQuery::getId).doesNotContain(id);
  }
}
