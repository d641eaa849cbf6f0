package org.lictor.check;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a server said, and the stream that the body is still to come from.
 *
 * @param status code and reason as the server wrote them: {@code 200 OK}
 */
record HttpAnswer(int code, String status, Map<String, String> header, HttpInput input) {
  /** More than this is no header any more. */
  private static final int MAX_HEAD_BYTES = 256 * 1024;

  private static final String BROKEN = "net/http: HTTP/1.x transport connection broken: ";

  /** Reads status line and header; interim answers (1xx) are passed over. */
  static HttpAnswer read(Socket socket, Deadline deadline) throws IOException {
    InputStream stream = socket.getInputStream();
    return read(
        block -> {
          socket.setSoTimeout(deadline.millisLeft());
          return stream.read(block);
        });
  }

  /** The same from wherever the bytes come. */
  static HttpAnswer read(Source source) throws IOException {
    HttpInput input = new HttpInput(source, MAX_HEAD_BYTES);
    while (true) {
      HttpAnswer answer = head(input);
      if (answer.code >= 200 || answer.code == 101) {
        return answer;
      }
    }
  }

  private static HttpAnswer head(HttpInput input) throws IOException {
    String line = input.line();
    int space = line.indexOf(' ');
    if (space < 0) {
      throw new IOException(BROKEN + "malformed HTTP response \"" + line + "\"");
    }
    String status = line.substring(space + 1).stripLeading();
    String code = status.indexOf(' ') < 0 ? status : status.substring(0, status.indexOf(' '));
    if (!code.matches("[0-9]{3}")) {
      throw new IOException(BROKEN + "malformed HTTP status code \"" + code + "\"");
    }
    if (!line.substring(0, space).matches("HTTP/[0-9]\\.[0-9]")) {
      throw new IOException(BROKEN + "malformed HTTP version \"" + line.substring(0, space) + "\"");
    }
    Map<String, String> header = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String field = input.line(); !field.isEmpty(); field = input.line()) {
      int colon = field.indexOf(':');
      if (colon <= 0) {
        throw new IOException(BROKEN + "malformed MIME header line: " + field);
      }
      header.putIfAbsent(field.substring(0, colon), field.substring(colon + 1).strip());
    }
    return new HttpAnswer(Integer.parseInt(code), status, header, input);
  }

  /** Where the bytes of an answer come from. */
  interface Source {
    /** Reads some into {@code block}; a negative number at the end. Blocks, but not for ever. */
    int read(byte[] block) throws IOException;
  }

  /** Where the bytes of a body go. */
  interface Sink {
    void write(byte[] bytes, int length);
  }

  /** Reads the body into {@code tail} until its end. */
  void body(String method, Sink tail) throws IOException {
    if (method.equals("HEAD") || code == 204 || code == 304) {
      return;
    }
    if (header.getOrDefault("Transfer-Encoding", "").equalsIgnoreCase("chunked")) {
      chunks(tail);
      return;
    }
    String length = header.getOrDefault("Content-Length", "");
    input.copy(length.matches("[0-9]{1,18}") ? Long.parseLong(length) : Long.MAX_VALUE, tail);
  }

  private void chunks(Sink tail) throws IOException {
    while (true) {
      String size = input.line().replaceFirst(";.*", "").strip();
      if (!size.matches("[0-9A-Fa-f]{1,15}")) {
        throw new IOException("invalid byte in chunk length");
      }
      long length = Long.parseLong(size, 16);
      if (length == 0) {
        return;
      }
      input.copy(length, tail);
      input.line();
    }
  }

  /** Bytes of one connection, read in blocks. */
  static final class HttpInput {
    private final Source source;
    private final int maxLineBytes;
    private final byte[] block = new byte[4096];
    private int at;
    private int end;

    HttpInput(Source source, int maxLineBytes) {
      this.source = source;
      this.maxLineBytes = maxLineBytes;
    }

    private boolean fill() throws IOException {
      if (at < end) {
        return true;
      }
      at = 0;
      end = Math.max(0, source.read(block));
      return end > 0;
    }

    private String line() throws IOException {
      StringBuilder line = new StringBuilder(64);
      while (fill()) {
        char c = (char) (block[at++] & 0xff);
        if (c == '\n') {
          int length = line.length();
          return length > 0 && line.charAt(length - 1) == '\r'
              ? line.substring(0, length - 1)
              : line.toString();
        }
        if (line.append(c).length() > maxLineBytes) {
          throw new IOException(
              "net/http: server response headers exceeded " + maxLineBytes + " bytes; aborted");
        }
      }
      throw new EOFException();
    }

    private void copy(long length, Sink tail) throws IOException {
      for (long left = length; left > 0 && fill(); ) {
        int part = (int) Math.min(left, end - at);
        tail.write(at == 0 ? block : Arrays.copyOfRange(block, at, at + part), part);
        at += part;
        left -= part;
      }
    }
  }
}
