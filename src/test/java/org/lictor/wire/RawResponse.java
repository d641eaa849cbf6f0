package org.lictor.wire;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP/1.1 answer as it came, its transfer coding removed.
 *
 * @param status the status code
 * @param headers values by name, names without regard to case, values in the order they came
 * @param body the body's bytes, empty if there is none
 */
public record RawResponse(int status, Map<String, List<String>> headers, byte[] body) {

  /** The values of a header joined by comma, or null if it was not sent. */
  public @Nullable String header(String name) {
    var values = headers.get(name);
    return values == null ? null : String.join(",", values);
  }

  /** The body as UTF-8. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** Reads one answer (RFC 9112); interim ones (1xx) are skipped. */
  static RawResponse readFrom(InputStream socket, boolean withoutBody) throws IOException {
    var in = new BufferedInputStream(socket);
    while (true) {
      var statusLine = line(in);
      if (!statusLine.startsWith("HTTP/1."))
        throw new ProtocolException("not a status line: " + statusLine);
      var status = Integer.parseInt(statusLine.substring(9, 12));
      var headers = headers(in);
      if (status < 200) continue;
      return new RawResponse(
          status, headers, withoutBody ? new byte[0] : body(in, status, headers));
    }
  }

  private static Map<String, List<String>> headers(InputStream in) throws IOException {
    var headers = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
    for (var line = line(in); !line.isEmpty(); line = line(in)) {
      var colon = line.indexOf(':');
      if (colon < 1) throw new ProtocolException("not a header: " + line);
      headers
          .computeIfAbsent(line.substring(0, colon), n -> new ArrayList<>())
          .add(line.substring(colon + 1).trim());
    }
    return headers;
  }

  private static byte[] body(InputStream in, int status, Map<String, List<String>> headers)
      throws IOException {
    if (status == 204 || status == 304) return new byte[0];
    if (headers.getOrDefault("Transfer-Encoding", List.of()).contains("chunked")) return chunks(in);
    var length = headers.get("Content-Length");
    if (length == null) return in.readAllBytes();
    var wanted = Integer.parseInt(length.get(0));
    var body = in.readNBytes(wanted);
    if (body.length < wanted)
      throw new EOFException("body ends after " + body.length + " of " + wanted + " bytes");
    return body;
  }

  private static byte[] chunks(InputStream in) throws IOException {
    var body = new ByteArrayOutputStream();
    while (true) {
      var size = Integer.parseInt(line(in).split(";")[0].trim(), 16);
      body.writeBytes(in.readNBytes(size));
      if (size == 0) {
        headers(in);
        return body.toByteArray();
      }
      line(in);
    }
  }

  private static String line(InputStream in) throws IOException {
    var line = new ByteArrayOutputStream();
    for (var b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) throw new EOFException("connection closed after \"" + line + "\"");
      if (b != '\r') line.write(b);
    }
    return line.toString(StandardCharsets.UTF_8);
  }
}
