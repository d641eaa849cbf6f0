package org.lictor.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.lictor.consensus.LogBusyException;
import org.lictor.consensus.LogUnavailableException;
import org.lictor.consensus.NoLeaderException;
import org.lictor.consensus.OutcomeUnknownException;
import org.lictor.consensus.PeerChangeException;
import org.lictor.grid.JoinException;
import org.lictor.grid.ServerLostException;
import org.lictor.query.OverloadedException;

class FailuresTest {
  static Stream<Arguments> expected() {
    return Stream.of(
        Arguments.of(new NoLeaderException(), 500, "No cluster leader"),
        Arguments.of(new OutcomeUnknownException("lost", new RuntimeException()), 500, "lost"),
        Arguments.of(new LogUnavailableException("the disk failed"), 500, "the disk failed"),
        Arguments.of(new ServerLostException("n2 is gone"), 500, "n2 is gone"),
        Arguments.of(new PeerChangeException("the only one"), 500, "the only one"),
        Arguments.of(
            new JoinException("1 error occurred:\n\t* no\n\n"),
            500,
            "1 error occurred:\n\t* no\n\n"),
        Arguments.of(new LogBusyException("too many commands wait"), 429, "too many commands wait"),
        Arguments.of(
            new OverloadedException("too many queries wait"), 429, "too many queries wait"));
  }

  @ParameterizedTest
  @MethodSource("expected")
  void whatIsToBeExpectedIsToldAsItIs(RuntimeException problem, int status, String text) {
    for (Throwable thrown : new Throwable[] {problem, new CompletionException(problem)}) {
      Reply reply = Failures.reply(thrown, "PUT /v1/kv/a");
      assertThat(reply.status()).isEqualTo(status);
      assertThat(new String(reply.body().plain(), StandardCharsets.UTF_8)).isEqualTo(text);
    }
  }

  @Test
  void aDefectOfOursIsNotShown() {
    Reply reply = Failures.reply(new IllegalStateException("secret"), "PUT /v1/kv/a");
    assertThat(reply.status()).isEqualTo(500);
    assertThat(new String(reply.body().plain(), StandardCharsets.UTF_8)).doesNotContain("secret");
  }
}
