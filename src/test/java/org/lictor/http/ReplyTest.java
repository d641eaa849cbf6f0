package org.lictor.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplyTest {
  private static final Reply LARGE = Reply.text(200, "x".repeat(2000));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gzip | true",
        "GZIP | true",
        "deflate, gzip | true",
        "deflate, gzip;q=0.5, br | true",
        "gzip;q=1.0, *;q=0 | true",
        "gzip;q=0 | false",
        "gzip;q=0.000 | false",
        "deflate, gzip ; q=0 | false",
        "identity | false",
        "x-gzipped | false",
        "; | false"
      })
  void aLargeReplyIsCompressedForWhoAdmitsIt(String accepted, boolean compressed) {
    assertThat(LARGE.gzippedFor(accepting(accepted))).isEqualTo(compressed);
    assertThat(Reply.text(200, "small").gzippedFor(accepting(accepted))).isFalse();
  }

  private static Incoming accepting(String encodings) {
    return new Asked("GET", "/v1/any", null, Map.of("Accept-Encoding", encodings));
  }
}
