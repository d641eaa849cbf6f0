package org.lictor.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A response as its bytes go over the wire (RFC 9112, section 6), for a connection that stays and a
 * status that needs no more. Made in one piece: the container's encoder takes several times as long
 * for the headers alone.
 */
final class RawResponse {
  private static final byte[] OK = latin1("HTTP/1.1 200 OK\r\n");

  /** Of those that the container would end the connection after, too: it has no reason to. */
  private static final Map<Integer, byte[]> OTHERS =
      Map.of(
          400, latin1("HTTP/1.1 400 Bad Request\r\n"),
          403, latin1("HTTP/1.1 403 Forbidden\r\n"),
          404, latin1("HTTP/1.1 404 Not Found\r\n"),
          409, latin1("HTTP/1.1 409 Conflict\r\n"),
          500, latin1("HTTP/1.1 500 Internal Server Error\r\n"));

  private static final byte[] DATE = latin1("Date: ");
  private static final byte[] LENGTH = latin1("\r\nContent-Length: ");
  private static final byte[] END = latin1("\r\n\r\n");

  private RawResponse() {}

  /** Whether a response of this status can be made here. */
  static boolean has(int status) {
    return status == 200 || OTHERS.containsKey(status);
  }

  /**
   * The head, and {@code together} with it the body.
   *
   * @param headers names and values in turn, of Latin letters and without line ends
   * @param date now, as HTTP writes it
   */
  static byte[] of(
      int status,
      List<String> always,
      List<String> headers,
      byte[] date,
      byte[] body,
      boolean together) {
    byte[] line = status == 200 ? OK : Objects.requireNonNull(OTHERS.get(status));
    String length = Integer.toString(body.length);
    int size =
        line.length
            + size(always)
            + size(headers)
            + DATE.length
            + date.length
            + LENGTH.length
            + length.length()
            + END.length
            + (together ? body.length : 0);
    byte[] out = new byte[size];
    int at = put(line, out, 0);
    at = put(always, out, at);
    at = put(headers, out, at);
    at = put(DATE, out, at);
    at = put(date, out, at);
    at = put(LENGTH, out, at);
    at = put(length, out, at);
    at = put(END, out, at);
    if (together) {
      put(body, out, at);
    }
    return out;
  }

  private static int size(List<String> headers) {
    int size = 0;
    for (int i = 0; i < headers.size(); i++) {
      size += headers.get(i).length() + 2; // ": " or a line's end
    }
    return size;
  }

  private static int put(List<String> headers, byte[] out, int start) {
    int at = start;
    for (int i = 0; i < headers.size(); i += 2) {
      at = put(headers.get(i), out, at);
      out[at++] = ':';
      out[at++] = ' ';
      at = put(headers.get(i + 1), out, at);
      out[at++] = '\r';
      out[at++] = '\n';
    }
    return at;
  }

  private static int put(byte[] bytes, byte[] out, int at) {
    System.arraycopy(bytes, 0, out, at, bytes.length);
    return at + bytes.length;
  }

  @SuppressWarnings("deprecation") // drops what is above one byte, and that is the format
  private static int put(String text, byte[] out, int at) {
    text.getBytes(0, text.length(), out, at);
    return at + text.length();
  }

  private static byte[] latin1(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
