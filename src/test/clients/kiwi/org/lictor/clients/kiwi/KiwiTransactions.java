package org.lictor.clients.kiwi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.net.HostAndPort;
import java.math.BigInteger;
import org.kiwiproject.consul.Consul;
import org.kiwiproject.consul.ConsulException;
import org.kiwiproject.consul.KeyValueClient;
import org.kiwiproject.consul.model.kv.Operation;
import org.kiwiproject.consul.model.kv.TxResponse;
import org.kiwiproject.consul.model.kv.Verb;
import org.lictor.clients.Agent;

/** Transactions through {@code consul-client}. */
public final class KiwiTransactions {
  private final KeyValueClient keys;

  public KiwiTransactions(Agent at) {
    keys =
        Consul.builder()
            .withHostAndPort(HostAndPort.fromParts(at.host(), at.port()))
            .build()
            .keyValueClient();
    keys.deleteKeys("kiwi-txn/");
  }

  public void allOfItIsDone() {
    TxResponse done =
        keys.performTransaction(
                set("kiwi-txn/a", "1"),
                set("kiwi-txn/b", "2"),
                Operation.builder(Verb.GET_TREE).key("kiwi-txn/").build())
            .getResponse();
    assertThat(done.errors()).isNullOrEmpty();
    assertThat(done.results()).hasSize(4);
    assertThat(done.results().get(3).get("KV").getValueAsString()).contains("2");
    assertThat(keys.getValuesAsString("kiwi-txn/")).containsExactly("1", "2");
  }

  public void noneOfItIsDoneWhereOnePartIsRefused() {
    assertThatThrownBy(
            () ->
                keys.performTransaction(
                    set("kiwi-txn/c", "1"),
                    Operation.builder(Verb.CHECK_INDEX)
                        .key("kiwi-txn/none")
                        .index(BigInteger.ONE)
                        .build()))
        .isInstanceOf(ConsulException.class)
        .hasMessageContaining("409");
    assertThat(keys.getValue("kiwi-txn/c")).isEmpty();
  }

  private static Operation set(String key, String value) {
    return Operation.builder(Verb.SET).key(key).value(value).build();
  }
}
