package org.lictor.dns;

/**
 * Reads the requests that nearly all clients send nearly always: one question in full, perhaps an
 * OPT record without a client subnet, and nothing else. It makes no objects. One thread; holds what
 * was read last.
 */
final class PlainRequest {
  static final int HEADER = 12;
  private static final int LONGEST_NAME = 255;
  private static final int OPT = 41;
  private static final int CLIENT_SUBNET = 8;
  private static final int OPT_FIXED = 11;

  /** The name in lower case, then type and class: what answers are kept by. */
  final byte[] key = new byte[LONGEST_NAME + 4];

  int keyLength;
  int type;
  int questionEnd;
  boolean edns;
  int ednsSize;

  /** Whether {@code octets} are such a request; if not, nothing is said about them. */
  boolean read(byte[] octets, int length) {
    // Opcode 0 and no flag but RD, AD and CD; one question, and no other record but one that may be
    // OPT.
    if (length < HEADER + 5
        || (octets[2] & 0xFE) != 0
        || (octets[3] & 0xCF) != 0
        || octets[4] != 0
        || octets[5] != 1
        || (octets[6] | octets[7] | octets[8] | octets[9] | octets[10]) != 0
        || (octets[11] & 0xFE) != 0) {
      return false;
    }
    return readQuestion(octets, length) && readOpt(octets, length);
  }

  private boolean readQuestion(byte[] octets, int length) {
    int at = HEADER;
    while (true) {
      int label = octets[at];
      int next = at + 1 + label;
      // A pointer, or a length with one of the upper bits set, is negative or above 63.
      if (label < 0 || label > 63 || next - HEADER > LONGEST_NAME || next + 4 > length) {
        return false;
      }
      key[at - HEADER] = (byte) label;
      if (label == 0) {
        break;
      }
      for (int i = at + 1; i < next; i++) {
        byte letter = octets[i];
        key[i - HEADER] = letter >= 'A' && letter <= 'Z' ? (byte) (letter | 0x20) : letter;
      }
      at = next;
      if (at >= length) {
        return false;
      }
    }
    questionEnd = at + 5;
    keyLength = questionEnd - HEADER;
    System.arraycopy(octets, at + 1, key, keyLength - 4, 4);
    type = WireForm.getShort(octets, at + 1);
    return true;
  }

  private boolean readOpt(byte[] octets, int length) {
    int at = questionEnd;
    edns = octets[11] != 0;
    if (!edns) {
      return at == length;
    }
    // The root's name, the type, and version 0 of EDNS (RFC 6891 §6.1.2).
    if (length < at + OPT_FIXED
        || octets[at] != 0
        || WireForm.getShort(octets, at + 1) != OPT
        || octets[at + 6] != 0) {
      return false;
    }
    ednsSize = WireForm.getShort(octets, at + 3);
    int end = at + OPT_FIXED + WireForm.getShort(octets, at + 9);
    at += OPT_FIXED;
    while (at < end && end == length) {
      if (at + 4 > end || WireForm.getShort(octets, at) == CLIENT_SUBNET) {
        return false;
      }
      at += 4 + WireForm.getShort(octets, at + 2);
    }
    return at == end && end == length;
  }
}
