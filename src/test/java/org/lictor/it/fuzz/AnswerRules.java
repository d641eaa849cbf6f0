package org.lictor.it.fuzz;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.lictor.wire.RawResponse;

/** What an answer may be, whatever was asked. */
final class AnswerRules {
  private static final Set<Integer> STATUSES =
      Set.of(
          200, 204, 301, 400, 401, 403, 404, 405, 409, 411, 413, 414, 415, 417, 429, 431, 500, 501,
          503, 505);
  private static final ObjectMapper JSON =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder()
                      .maxNameLength(Integer.MAX_VALUE)
                      .maxStringLength(Integer.MAX_VALUE)
                      .build())
              .build());

  private AnswerRules() {}

  /** What is wrong with an answer, or null. */
  static @Nullable String broken(FuzzedRequest request, RawResponse response) {
    if (!STATUSES.contains(response.status())) {
      return "an odd status";
    }
    if (request.method().equals("HEAD")) {
      return null;
    }
    String text;
    try {
      text = text(response);
    } catch (IOException e) {
      return "not gzip: " + e.getMessage();
    }
    if (response.status() >= 500 && !request.hostile() && text.isBlank()) {
      return "an error without a message";
    }
    if (text.startsWith("internal error") || text.contains("\tat ") || text.contains("Exception")) {
      return "a defect of ours";
    }
    boolean json = "application/json".equals(response.header("Content-Type"));
    return json && response.status() == 200 && !text.isEmpty() ? notJson(text) : null;
  }

  /** Unpacked: in a million compressed bodies any four bytes are to be found. */
  private static String text(RawResponse response) throws IOException {
    if (response.header("Content-Encoding") == null) {
      return response.text();
    }
    InputStream packed = new ByteArrayInputStream(response.body());
    try (InputStream body = new GZIPInputStream(packed)) {
      return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static @Nullable String notJson(String text) {
    try {
      JSON.readTree(text);
      return null;
    } catch (JsonProcessingException e) {
      return "broken JSON: " + e.getOriginalMessage();
    }
  }
}
