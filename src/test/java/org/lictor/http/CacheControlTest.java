package org.lictor.http;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CacheControlTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no-cache",
        "max-age",
        "max-age=-1",
        "max-age = 5",
        "foo=bar,max-age=7",
        "max-age=30, stale-if-error=5, must-revalidate"
      })
  void isTaken(String header) {
    assertThatCode(() -> CacheControl.check(header)).doesNotThrowAnyException();
  }

  @Test
  void noneIsTaken() {
    assertThatCode(() -> CacheControl.check(null)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "max-age=x",
        "max-age=",
        "max-age=1.5",
        "MAX-AGE=x",
        "max-age=10s",
        "a, stale-if-error=z",
        "max-age=99999999999999999999"
      })
  void aBrokenNumberIsRefused(String header) {
    assertThatThrownBy(() -> CacheControl.check(header))
        .isInstanceOf(HttpProblem.class)
        .hasMessage("Invalid Cache-Control header.");
  }
}
