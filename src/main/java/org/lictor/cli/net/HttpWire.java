package org.lictor.cli.net;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One HTTP/1.1 exchange on a connection of its own (RFC 9112). For one thread. */
final class HttpWire {
  /** Longer header lines, or more of them, come from something that is no agent. */
  private static final int LINE_LIMIT = 64 * 1024;

  private static final int HEADER_LIMIT = 1000;

  private final int status;
  private final Map<String, String> headers;
  private final InputStream body;

  private HttpWire(int status, Map<String, String> headers, InputStream body) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  /**
   * Sends a request and reads the head of the answer. The body is left to be read and closed by the
   * caller.
   */
  static HttpWire send(
      AgentAddress address,
      TlsFiles tls,
      String method,
      String target,
      List<String> headers,
      byte[] body)
      throws IOException, AgentException {
    return send(address, tls, method, target, headers, new ByteArrayInputStream(body), body.length);
  }

  /** The same with a body of {@code size} bytes that is sent as it is read. */
  static HttpWire send(
      AgentAddress address,
      TlsFiles tls,
      String method,
      String target,
      List<String> headers,
      InputStream body,
      long size)
      throws IOException, AgentException {
    Wire wire = Wire.open(address, tls);
    try {
      OutputStream out = wire.out();
      out.write(head(address, method, target, headers, size).getBytes(StandardCharsets.ISO_8859_1));
      body.transferTo(out);
      out.flush();
      return receive(new BufferedInputStream(wire.in(), 16 * 1024));
    } catch (IOException | RuntimeException e) {
      wire.in().close();
      throw e;
    }
  }

  private static String head(
      AgentAddress address, String method, String target, List<String> headers, long size) {
    StringBuilder head = new StringBuilder(512);
    head.append(method)
        .append(' ')
        .append(address.prefix())
        .append(target)
        .append(" HTTP/1.1\r\nHost: ");
    head.append(address.unix() ? "localhost" : address.authority())
        .append("\r\nUser-Agent: lictor\r\nConnection: close\r\n");
    for (String header : headers) head.append(header).append("\r\n");
    if (method.equals("PUT")) head.append("Content-Length: ").append(size).append("\r\n");
    return head.append("\r\n").toString();
  }

  private static HttpWire receive(InputStream in) throws IOException {
    int status;
    Map<String, String> headers;
    do {
      status = statusOf(line(in));
      headers = headers(in);
    } while (status >= 100 && status < 200); // interim answers come before the real one
    String length = headers.get("content-length");
    String encoding = headers.get("transfer-encoding");
    if (status == 204 || status == 304) return new HttpWire(status, headers, new SizedBody(in, 0));
    if (encoding != null && encoding.toLowerCase(Locale.ROOT).endsWith("chunked")) {
      return new HttpWire(status, headers, new ChunkedBody(in));
    }
    return new HttpWire(status, headers, length == null ? in : new SizedBody(in, sizeOf(length)));
  }

  private static int statusOf(String line) throws IOException {
    try {
      if (line.startsWith("HTTP/1.") && line.length() >= 12)
        return Integer.parseInt(line.substring(9, 12));
    } catch (NumberFormatException e) {
      // told below
    }
    throw new IOException("malformed HTTP response \"" + line + '"');
  }

  private static long sizeOf(String length) throws IOException {
    try {
      long size = Long.parseLong(length);
      if (size >= 0) return size;
    } catch (NumberFormatException e) {
      // told below
    }
    throw new IOException("bad Content-Length \"" + length + '"');
  }

  private static Map<String, String> headers(InputStream in) throws IOException {
    Map<String, String> headers = new HashMap<>();
    for (int count = 0; count < HEADER_LIMIT; count++) {
      String line = line(in);
      if (line.isEmpty()) return headers;
      int colon = line.indexOf(':');
      if (colon < 0) throw new IOException("malformed header line \"" + line + '"');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    throw new IOException("too many header lines");
  }

  /** One line without its end. */
  static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder(64);
    while (line.length() < LINE_LIMIT) {
      int c = in.read();
      if (c < 0) throw new EOFException(line.length() == 0 ? "EOF" : "unexpected EOF");
      if (c != '\n') {
        line.append((char) c);
        continue;
      }
      int end = line.length();
      if (end > 0 && line.charAt(end - 1) == '\r') line.setLength(end - 1);
      return line.toString();
    }
    throw new IOException("header line too long");
  }

  /**
   * A header value as it may be sent: what could end the line is refused, so that no header can be
   * smuggled in.
   */
  static String headerSafe(String value) throws AgentException {
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) < ' ' || value.charAt(i) == 0x7F) {
        throw new AgentException("the ACL token holds a control character and cannot be sent");
      }
    }
    return value;
  }

  int status() {
    return status;
  }

  /** By name in lower case. */
  Map<String, String> headers() {
    return headers;
  }

  InputStream body() {
    return body;
  }
}
