package org.lictor.clients.kiwi;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.net.HostAndPort;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.kiwiproject.consul.Consul;
import org.kiwiproject.consul.KeyValueClient;
import org.kiwiproject.consul.cache.KVCache;
import org.kiwiproject.consul.model.kv.Value;
import org.kiwiproject.consul.option.ConsistencyMode;
import org.kiwiproject.consul.option.DeleteOptions;
import org.kiwiproject.consul.option.ImmutableDeleteOptions;
import org.kiwiproject.consul.option.ImmutablePutOptions;
import org.kiwiproject.consul.option.ImmutableQueryOptions;
import org.kiwiproject.consul.option.PutOptions;
import org.lictor.clients.Agent;
import org.lictor.clients.Eventually;

/** Keys through {@code consul-client}. */
public final class KiwiKeys {
  private final KeyValueClient keys;

  public KiwiKeys(Agent at) {
    keys =
        Consul.builder()
            .withHostAndPort(HostAndPort.fromParts(at.host(), at.port()))
            .build()
            .keyValueClient();
    keys.deleteKeys("kiwi/");
  }

  public void keysAreWrittenReadListedAndDeleted() {
    assertThat(keys.putValue("kiwi/list/a/one", "1")).isTrue();
    assertThat(keys.putValue("kiwi/list/a/two", "zwei €", 7)).isTrue();
    assertThat(keys.putValue("kiwi/list/b")).isTrue();
    assertThat(keys.getValueAsString("kiwi/list/a/one")).contains("1");
    Value two = keys.getValue("kiwi/list/a/two").orElseThrow();
    assertThat(two.getValueAsString(StandardCharsets.UTF_8)).contains("zwei €");
    assertThat(two.getFlags()).isEqualTo(7);
    assertThat(keys.getValue("kiwi/list/b").orElseThrow().getValue()).isEmpty();
    assertThat(keys.getValue("kiwi/none")).isEmpty();
    assertThat(keys.getValues("kiwi/none/")).isEmpty();
    assertThat(keys.getKeys("kiwi/list/"))
        .containsExactly("kiwi/list/a/one", "kiwi/list/a/two", "kiwi/list/b");
    assertThat(keys.getKeys("kiwi/list/", "/")).containsExactly("kiwi/list/a/", "kiwi/list/b");
    assertThat(keys.getValuesAsString("kiwi/list/a")).containsExactly("1", "zwei €");
    keys.deleteKey("kiwi/list/b");
    assertThat(keys.getValue("kiwi/list/b")).isEmpty();
    keys.deleteKeys("kiwi/list/a/");
    assertThat(keys.getValues("kiwi/list/")).isEmpty();
  }

  public void anyBytesAreKept() {
    byte[] all = new byte[256];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    assertThat(keys.putValue("kiwi/bytes", all, 0, PutOptions.BLANK)).isTrue();
    assertThat(keys.getValue("kiwi/bytes").orElseThrow().getValueAsBytes())
        .hasValueSatisfying(bytes -> assertThat(bytes).isEqualTo(all));
  }

  public void oddKeysAreFoundUnderTheirNames() {
    for (String key :
        List.of("kiwi/a b", "kiwi/ä/ö", "kiwi/50%", "kiwi/x+y", "kiwi/q?=&", "kiwi/dir/")) {
      assertThat(keys.putValue(key, key)).as(key).isTrue();
      assertThat(keys.getValueAsString(key)).as(key).contains(key);
      keys.deleteKey(key);
      assertThat(keys.getValue(key)).as(key).isEmpty();
    }
  }

  public void aWriteOfAnOutdatedVersionIsRefused() {
    PutOptions create = ImmutablePutOptions.builder().cas(0L).build();
    assertThat(keys.putValue("kiwi/cas", "1", 0, create)).isTrue();
    assertThat(keys.putValue("kiwi/cas", "2", 0, create)).isFalse();
    long version = keys.getValue("kiwi/cas").orElseThrow().getModifyIndex();
    PutOptions current = ImmutablePutOptions.builder().cas(version).build();
    assertThat(keys.putValue("kiwi/cas", "3", 0, current)).isTrue();
    assertThat(keys.putValue("kiwi/cas", "4", 0, current)).isFalse();
    DeleteOptions outdated = ImmutableDeleteOptions.builder().cas(version).build();
    keys.deleteKey("kiwi/cas", outdated);
    assertThat(keys.getValueAsString("kiwi/cas")).contains("3");
  }

  public void aCacheFollowsTheKeysUnderAPrefix() throws Exception {
    keys.putValue("kiwi/cache/one", "1");
    try (KVCache cache = KVCache.newCache(keys, "kiwi/cache/", 5)) {
      cache.start();
      assertThat(cache.awaitInitialized(10, TimeUnit.SECONDS)).isTrue();
      assertThat(cache.getMap()).containsOnlyKeys("one");
      keys.putValue("kiwi/cache/two", "2");
      Eventually.holds("the new key", () -> cache.getMap().containsKey("two"));
      keys.putValue("kiwi/cache/one", "one");
      Eventually.holds(
          "the new value",
          () -> cache.getMap().get("one").getValueAsString().equals(Optional.of("one")));
      keys.deleteKey("kiwi/cache/two");
      Eventually.holds("the deletion", () -> !cache.getMap().containsKey("two"));
    }
  }

  public void eachConsistencyModeAnswers() throws Exception {
    keys.putValue("kiwi/mode", "x");
    for (ConsistencyMode mode :
        List.of(ConsistencyMode.DEFAULT, ConsistencyMode.CONSISTENT, ConsistencyMode.STALE)) {
      var options = ImmutableQueryOptions.builder().consistencyMode(mode).build();
      // A server that is asked for what it has may not have the newest yet.
      Eventually.holds("the key", () -> keys.getValue("kiwi/mode", options).isPresent());
      var answer = keys.getConsulResponseWithValue("kiwi/mode", options).orElseThrow();
      assertThat(answer.getResponse().getValueAsString()).contains("x");
      assertThat(answer.isKnownLeader()).isTrue();
      assertThat(answer.getIndex().signum()).isPositive();
    }
  }
}
