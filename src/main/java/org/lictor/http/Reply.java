package org.lictor.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.lictor.state.WatchSet;

/**
 * A finished response. Immutable.
 *
 * @param headers names and values in turn, without what depends on the client's encodings
 * @param lasting whether the reply may be given again to who asks the same, until one of {@code
 *     watches} fires
 */
record Reply(int status, List<String> headers, Body body, boolean lasting, WatchSet watches) {
  static final String JSON = "application/json";
  private static final String TEXT = "text/plain; charset=utf-8";

  /** Smaller bodies are not worth compressing (http-api.md A1). */
  private static final int LEAST_GZIPPED = 1400;

  Reply {
    headers = List.copyOf(headers);
  }

  /** 200 with JSON that is good for one caller. */
  static Reply json(byte[] body) {
    return new Reply(200, List.of("Content-Type", JSON), new Body(body), false, WatchSet.NONE);
  }

  /** 200 with nothing to say. */
  static Reply done() {
    return new Reply(200, List.of("Content-Type", JSON), Body.NONE, false, WatchSet.NONE);
  }

  /** 200 with no body and no type. */
  static Reply empty() {
    return new Reply(200, List.of(), Body.NONE, false, WatchSet.NONE);
  }

  /** A plain text. */
  static Reply text(int status, String text) {
    return new Reply(
        status,
        List.of("Content-Type", TEXT),
        new Body(text.getBytes(StandardCharsets.UTF_8)),
        false,
        WatchSet.NONE);
  }

  /** A body of another type. */
  static Reply of(int status, String type, byte[] body) {
    return new Reply(status, List.of("Content-Type", type), new Body(body), false, WatchSet.NONE);
  }

  /** The same with another status. */
  Reply with(int otherStatus) {
    return new Reply(otherStatus, headers, body, lasting, watches);
  }

  /** The same with another body. */
  Reply with(Body other) {
    return new Reply(status, headers, other, lasting, watches);
  }

  /** The same with more headers. */
  Reply with(Map<String, String> more) {
    List<String> all = new ArrayList<>(headers);
    more.forEach(
        (name, value) -> {
          all.add(name);
          all.add(value);
        });
    return new Reply(status, all, body, lasting, watches);
  }

  /** The same, good for all who ask the same until a watch fires. */
  Reply until(WatchSet fires) {
    return new Reply(status, headers, body, true, fires);
  }

  /** Whether the client of {@code request} gets the compressed form. */
  boolean gzippedFor(Incoming request) {
    if (body.length() < LEAST_GZIPPED) {
      return false;
    }
    String accepted = request.header("Accept-Encoding");
    return accepted != null && (accepted.equals("gzip") || admitsGzip(accepted));
  }

  /** Whether gzip is named with a weight above 0 (RFC 9110, 12.5.3). */
  private static boolean admitsGzip(String accepted) {
    for (String coding : accepted.split(",")) {
      String[] parts = coding.toLowerCase(Locale.ROOT).replace(" ", "").split(";");
      if (parts.length > 0 && parts[0].equals("gzip")) {
        return parts.length == 1 || !parts[1].matches("q=0(\\.0*)?");
      }
    }
    return false;
  }
}
