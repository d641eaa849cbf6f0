package org.lictor.http.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IndenterTest {
  /** A {@code ~} is a new line and a {@code _} four spaces. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "{} | {}",
        "[] | []",
        "true | true",
        "\"a,b:{\\\"[\" | \"a,b:{\\\"[\"",
        "\"\\\\\" | \"\\\\\"",
        "[1,2] | [~_1,~_2~]",
        "[[]] | [~_[]~]",
        "{\"a\":1} | {~_\"a\": 1~}",
        "{\"a\":{},\"b\":[],\"c\":\"\"} | {~_\"a\": {},~_\"b\": [],~_\"c\": \"\"~}",
        "[{\"a\":[null,{\"é\":-1.5}]}] | [~_{~__\"a\": [~___null,~___{~____\"é\": -1.5~___}~__]~_}~]",
        "[[[[[[1]]]]]] | [~_[~__[~___[~____[~_____[~______1~_____]~____]~___]~__]~_]~]"
      })
  void layout(String compact, String lines) {
    assertThat(Indenter.indent(compact.getBytes(StandardCharsets.UTF_8)))
        .asString(StandardCharsets.UTF_8)
        .isEqualTo(lines.replace("~", "\n").replace("_", "    "));
  }
}
