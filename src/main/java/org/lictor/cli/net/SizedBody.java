package org.lictor.cli.net;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A body whose length was announced; less than that is an error. Closing it closes the connection.
 */
final class SizedBody extends FilterInputStream {
  private long left;

  SizedBody(InputStream in, long length) {
    super(in);
    this.left = length;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    if (left == 0) return -1;
    int count = in.read(into, from, (int) Math.min(length, left));
    if (count < 0) throw new EOFException("unexpected EOF");
    left -= count;
    return count;
  }
}
