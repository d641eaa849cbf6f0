package org.lictor.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.lictor.query.KvQuery;
import org.lictor.state.WatchSet;

class RenderingsTest {
  private final Renderings renderings = new Renderings(1 << 20);

  @Test
  void oneAnswerIsRenderedOnce() {
    Object answer = new Object();
    Reply first = ask("k", answer, 10);
    assertThat(ask("k", answer, 10)).isSameAs(first);
    assertThat(ask("k", new Object(), 10)).isNotSameAs(first);
  }

  @Test
  void manyLargeAnswersStayWithinTheBound() {
    Object answer = new Object();
    for (int i = 0; i < 100; i++) {
      ask("k" + i, answer, 100_000);
      assertThat(renderings.size()).isLessThanOrEqualTo(5);
    }
  }

  @Test
  void anAnswerAboveTheBoundIsStillSharedByThoseWhoWaitForIt() {
    Object answer = new Object();
    ask("k", answer, 2 << 20);
    Reply second = ask("k", answer, 2 << 20);
    assertThat(ask("k", answer, 2 << 20)).isSameAs(second);
  }

  @Test
  void aLargeAnswerThatIsAskedForOnceIsNotKept() {
    Reply first = ask("k", new Object(), 1 << 20);
    assertThat(first.lasting()).isFalse();
    assertThat(ask("k", new Object(), 1 << 20).lasting()).isFalse();
    Object answer = new Object();
    ask("k", answer, 1 << 20);
    assertThat(ask("k", answer, 1 << 20).lasting()).isTrue();
    assertThat(ask("small", answer, 10).lasting()).isTrue();
  }

  private Reply ask(String key, Object answer, int bytes) {
    return renderings.of(
        new KvQuery.Get(key),
        "raw",
        answer,
        WatchSet.NONE,
        () -> Reply.text(200, "x".repeat(bytes)));
  }
}
