package org.lictor.check;

import java.util.Arrays;

/**
 * Takes what a program in a container writes out of the frames in which Docker sends it: eight
 * bytes of which the last four are the length, and then the output (Docker Engine API, "Attach to a
 * container"). Used by one thread.
 */
final class DockerOutput implements HttpAnswer.Sink {
  private static final int HEAD_BYTES = 8;
  private final OutputTail tail;
  private int inHead;
  private int length;

  DockerOutput(OutputTail tail) {
    this.tail = tail;
  }

  @Override
  public void write(byte[] bytes, int count) {
    for (int at = 0; at < count; ) {
      if (inHead < HEAD_BYTES) {
        length = inHead < HEAD_BYTES / 2 ? 0 : length << 8 | bytes[at] & 0xff;
        inHead++;
        at++;
        continue;
      }
      int part = Math.min(length, count - at);
      byte[] output = Arrays.copyOfRange(bytes, at, at + part);
      tail.write(output, part);
      at += part;
      length -= part;
      inHead = length == 0 ? 0 : HEAD_BYTES;
    }
    if (inHead == HEAD_BYTES && length == 0) {
      inHead = 0; // an empty frame
    }
  }
}
