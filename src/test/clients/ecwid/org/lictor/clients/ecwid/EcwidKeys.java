package org.lictor.clients.ecwid;

import static org.assertj.core.api.Assertions.assertThat;

import com.ecwid.consul.v1.ConsulClient;
import com.ecwid.consul.v1.QueryParams;
import com.ecwid.consul.v1.Response;
import com.ecwid.consul.v1.kv.model.GetValue;
import com.ecwid.consul.v1.kv.model.PutParams;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.lictor.clients.Agent;

/** Keys through {@code consul-api}. */
public final class EcwidKeys {
  private final ConsulClient consul;

  public EcwidKeys(Agent at) {
    consul = new ConsulClient(at.host(), at.port());
    consul.deleteKVValues("ecwid/");
  }

  public void keysAreWrittenReadListedAndDeleted() {
    PutParams flags = new PutParams();
    flags.setFlags(7);
    assertThat(consul.setKVValue("ecwid/list/a", "1").getValue()).isTrue();
    assertThat(consul.setKVValue("ecwid/list/b/c", "zwei €", flags).getValue()).isTrue();
    assertThat(consul.getKVValue("ecwid/list/a").getValue().getDecodedValue()).isEqualTo("1");
    GetValue two = consul.getKVValue("ecwid/list/b/c").getValue();
    assertThat(two.getDecodedValue()).isEqualTo("zwei €");
    assertThat(two.getFlags()).isEqualTo(7);
    assertThat(consul.getKVValue("ecwid/list/none").getValue()).isNull();
    assertThat(consul.getKVValues("ecwid/list/").getValue())
        .extracting(GetValue::getKey)
        .containsExactly("ecwid/list/a", "ecwid/list/b/c");
    assertThat(consul.getKVKeysOnly("ecwid/list/", "/", null).getValue())
        .containsExactly("ecwid/list/a", "ecwid/list/b/");
    consul.deleteKVValue("ecwid/list/a");
    assertThat(consul.getKVKeysOnly("ecwid/list/").getValue()).containsExactly("ecwid/list/b/c");
    consul.deleteKVValues("ecwid/list/");
    assertThat(consul.getKVKeysOnly("ecwid/list/").getValue()).isNull();
  }

  public void aWriteOfAnOutdatedVersionIsRefused() {
    PutParams create = new PutParams();
    create.setCas(0L);
    assertThat(consul.setKVValue("ecwid/cas", "1", create).getValue()).isTrue();
    assertThat(consul.setKVValue("ecwid/cas", "2", create).getValue()).isFalse();
    PutParams current = new PutParams();
    current.setCas(consul.getKVValue("ecwid/cas").getValue().getModifyIndex());
    assertThat(consul.setKVValue("ecwid/cas", "3", current).getValue()).isTrue();
    assertThat(consul.setKVValue("ecwid/cas", "4", current).getValue()).isFalse();
  }

  public void aBlockingQueryWakesWhenAKeyIsCreatedChangedAndDeleted() throws Exception {
    Response<List<GetValue>> seen = consul.getKVValues("ecwid/watched/");
    assertThat(seen.getValue()).isNull();
    seen = after(seen, () -> consul.setKVValue("ecwid/watched/a", "1"));
    assertThat(seen.getValue()).hasSize(1);
    seen = after(seen, () -> consul.setKVValue("ecwid/watched/a", "2"));
    assertThat(seen.getValue().get(0).getDecodedValue()).isEqualTo("2");
    seen = after(seen, () -> consul.deleteKVValue("ecwid/watched/a"));
    assertThat(seen.getValue()).isNull();
  }

  private Response<List<GetValue>> after(Response<List<GetValue>> seen, Runnable change)
      throws Exception {
    QueryParams next = new QueryParams(30, seen.getConsulIndex());
    CompletableFuture<Response<List<GetValue>>> answer =
        CompletableFuture.supplyAsync(() -> consul.getKVValues("ecwid/watched/", next));
    change.run();
    return answer.get(15, TimeUnit.SECONDS);
  }
}
