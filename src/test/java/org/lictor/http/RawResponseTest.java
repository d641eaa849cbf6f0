package org.lictor.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RawResponseTest {
  private static final List<String> ALWAYS = List.of("Vary", "Accept-Encoding");

  @ParameterizedTest
  @CsvSource({
    "200, 200 OK, true",
    "404, 404 Not Found, true",
    "500, 500 Internal Server Error, true",
    "200, 200 OK, false"
  })
  void aResponseIsWhatTheRfcSays(int status, String line, boolean together) {
    byte[] response =
        RawResponse.of(
            status,
            ALWAYS,
            List.of("X-Consul-Index", "7", "X-Name", "grün"),
            bytes("Sun, 29 Nov 2026 06:42:36 GMT"),
            bytes("[\"a\"]"),
            together);
    assertThat(new String(response, StandardCharsets.ISO_8859_1))
        .isEqualTo(
            "HTTP/1.1 "
                + line
                + "\r\nVary: Accept-Encoding\r\nX-Consul-Index: 7\r\nX-Name: grün\r\n"
                + "Date: Sun, 29 Nov 2026 06:42:36 GMT\r\nContent-Length: 5\r\n\r\n"
                + (together ? "[\"a\"]" : ""));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
