package org.lictor.http;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
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

  private static HttpServletRequest accepting(String encodings) {
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            ReplyTest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, method, given) -> method.getName().equals("getHeader") ? encodings : null);
  }
}
