package org.lictor.check;

/** The message with which a gRPC server says how it is; field 1 is the status, and 1 is serving. */
final class HealthAnswer {
  private static final int SERVING = 1;

  private HealthAnswer() {}

  /** Whether the content of an answer, a message with its length in front, says that it serves. */
  static boolean serves(byte[] content) {
    long status = 0;
    int at = 5;
    while (at < content.length) {
      long key = varint(content, at);
      at += varintSize(content, at);
      switch ((int) key & 7) {
        case 0 -> {
          status = key == 0x08 ? varint(content, at) : status;
          at += varintSize(content, at);
        }
        case 1 -> at += 8;
        case 2 ->
            at += varintSize(content, at) + (int) Math.min(varint(content, at), content.length);
        case 5 -> at += 4;
        default -> {
          return false;
        }
      }
    }
    return status == SERVING;
  }

  private static long varint(byte[] bytes, int from) {
    long value = 0;
    for (int i = 0; i < varintSize(bytes, from) && from + i < bytes.length; i++) {
      value |= (bytes[from + i] & 0x7fL) << 7 * i;
    }
    return value & Long.MAX_VALUE;
  }

  private static int varintSize(byte[] bytes, int from) {
    int size = 1;
    while (size < 10 && from + size <= bytes.length && bytes[from + size - 1] < 0) {
      size++;
    }
    return size;
  }
}
