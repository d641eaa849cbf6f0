package org.lictor.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lictor.state.TestStore;
import org.lictor.state.Topic;
import org.lictor.state.WatchSet;

class FinishedResponsesTest {
  private final TestStore store = new TestStore();
  private final FinishedResponses finished = new FinishedResponses(1 << 20);
  private final HttpSettings settings = settings();

  @Test
  void aReplyIsGivenOutUntilAWatchFires() {
    Reply reply = Reply.text(200, "x").until(store.store.watch(List.of(Topic.key("k"))));
    finished.keep("/v1/kv/k", reply, settings);
    assertThat(finished.get("/v1/kv/k", settings)).isSameAs(reply);
    store.set("k", "1");
    assertThat(finished.get("/v1/kv/k", settings)).isNull();
  }

  @Test
  void aReplyThatNobodyWatchesOverIsNotKept() {
    finished.keep("/v1/kv/k", Reply.text(200, "x").until(WatchSet.FIRED), settings);
    assertThat(finished.size()).isZero();
  }

  @Test
  void aReloadEndsWhatWasMadeUnderOtherSettings() {
    finished.keep("/v1/kv/k", Reply.text(200, "x"), settings);
    assertThat(finished.get("/v1/kv/k", settings())).isNull();
  }

  @Test
  void theLengthOfWhatIsAskedCountsAgainstTheBound() {
    String long8k = "x".repeat(8 << 10);
    for (int i = 0; i < 1000; i++) {
      finished.keep("/v1/kv/k?" + i + long8k, Reply.text(200, "x"), settings);
    }
    assertThat(finished.size()).isLessThanOrEqualTo((1 << 20) / (8 << 10));
  }

  private static HttpSettings settings() {
    return new HttpSettings(
        "dc1", Map.of(), List.of(), HttpSettings.WriteAccess.ALL, false, 1024, 1024, "");
  }
}
