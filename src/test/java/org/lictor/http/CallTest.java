package org.lictor.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.lictor.query.Answer;
import org.lictor.query.KvQuery;
import org.lictor.query.Query;
import org.lictor.query.QueryOptions;
import org.lictor.query.Registry;
import org.lictor.state.WatchSet;

class CallTest {
  private static final KvQuery.Keys KEYS = new KvQuery.Keys("", "");
  private static final Shape<List<String>> LINES =
      Shape.json("lines", keys -> String.join("\n", keys).getBytes(StandardCharsets.UTF_8));

  private final FinishedResponses finished = new FinishedResponses(1 << 20);
  private final HttpSettings settings =
      new HttpSettings(
          "dc1", Map.of(), List.of(), HttpSettings.WriteAccess.ALL, false, 1024, 1024, "");

  @Test
  void anAnswerOfThisServersIsKept() {
    HttpParts parts = parts(WatchSet.NONE);
    assertThat(ask(parts, "")).isEqualTo("a\nb");
    assertThat(finished.size()).isEqualTo(1);
    assertThat(parts.renderings().size()).isEqualTo(1);
  }

  @Test
  void nothingIsKeptOfAnAnswerThatCameFromAServer() {
    HttpParts parts = parts(WatchSet.FIRED);
    for (int i = 0; i < 3; i++) {
      assertThat(ask(parts, "")).isEqualTo("a\nb");
      assertThat(ask(parts, "index=7")).isEqualTo("a\nb");
      assertThat(ask(parts, "stale")).isEqualTo("a\nb");
    }
    assertThat(finished.size()).isZero();
    assertThat(parts.renderings().size()).isZero();
  }

  private String ask(HttpParts parts, String query) {
    Incoming request = new Asked("GET", "/v1/kv/", query, Map.of());
    Parameters parameters = Objects.requireNonNull(Parameters.parse(query));
    Call call = new Call(request, parts, settings, parameters, "", "/v1/kv/?keys&" + query);
    call.ask(KEYS, false, LINES);
    return new String(call.answered().join().body().plain(), StandardCharsets.UTF_8);
  }

  @SuppressWarnings("NullAway") // what a read does not use
  private HttpParts parts(WatchSet watches) {
    Registry registry =
        new Registry() {
          @Override
          public <T> CompletableFuture<Answer<T>> ask(Query<T> query, QueryOptions options) {
            return CompletableFuture.completedFuture(peek(query));
          }

          @Override
          @SuppressWarnings("unchecked") // only keys are asked for
          public <T> Answer<T> peek(Query<T> query) {
            return new Answer<>((T) List.of("a", "b"), 7, true, 0, watches);
          }
        };
    return new HttpParts(
        () -> settings,
        registry,
        null,
        null,
        new TheLeader(),
        finished,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }
}
