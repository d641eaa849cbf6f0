package org.lictor.consensus.hazelcast;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Knows how far it has been read. */
final class CountingInput extends FilterInputStream {
  /** Bytes read so far. */
  long read;

  CountingInput(InputStream in) {
    super(in);
  }

  @Override
  public int read() throws IOException {
    int one = super.read();
    if (one >= 0) read++;
    return one;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    int count = super.read(into, from, length);
    if (count > 0) read += count;
    return count;
  }
}
