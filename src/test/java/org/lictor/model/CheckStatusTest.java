package org.lictor.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CheckStatusTest {
  @Test
  void eachStatusIsFoundByItsWireWord() {
    assertThat(CheckStatus.values())
        .allSatisfy(status -> assertThat(CheckStatus.fromWord(status.word())).contains(status));
    assertThat(CheckStatus.fromWord("warning")).contains(CheckStatus.WARNING);
  }

  @Test
  void anyOtherWordIsNone() {
    assertThat(CheckStatus.fromWord("unknown")).isEmpty();
    assertThat(CheckStatus.fromWord("Passing")).isEmpty();
    assertThat(CheckStatus.fromWord("")).isEmpty();
  }
}
