package org.lictor.cli.net;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A body in chunks (RFC 9112 §7.1), handed on as each arrives. Closing it closes the connection.
 */
final class ChunkedBody extends FilterInputStream {
  private long left;
  private boolean inside;
  private boolean ended;

  ChunkedBody(InputStream in) {
    super(in);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    if (length == 0) return 0;
    if (left == 0 && !nextChunk()) return -1;
    int count = in.read(into, from, (int) Math.min(length, left));
    if (count < 0) throw new EOFException("unexpected EOF");
    left -= count;
    return count;
  }

  private boolean nextChunk() throws IOException {
    if (ended) return false;
    if (inside) HttpWire.line(in); // the end of the chunk before
    inside = true;
    left = sizeOf(HttpWire.line(in));
    if (left > 0) return true;
    ended = true;
    while (!HttpWire.line(in).isEmpty()) continue; // trailers
    return false;
  }

  private static long sizeOf(String line) throws IOException {
    int extension = line.indexOf(';');
    String digits = (extension < 0 ? line : line.substring(0, extension)).strip();
    try {
      long size = Long.parseLong(digits, 16);
      if (size >= 0) return size;
    } catch (NumberFormatException e) {
      // told below
    }
    throw new IOException("malformed chunked encoding: \"" + line + '"');
  }
}
