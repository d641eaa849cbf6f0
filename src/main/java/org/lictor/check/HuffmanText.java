package org.lictor.check;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Text packed with the code of RFC 7541, appendix B. That code is canonical: the lengths of its
 * words tell all of it.
 */
final class HuffmanText {
  /** The length of each octet's word in bits, in base 36. */
  private static final String LENGTHS =
      "dnsssssssoussuss"
          + "ssssssusssssssss"
          + "6aacd68baa8b8666"
          + "555666666678f6ca"
          + "d677777777777777"
          + "77777777878djde6"
          + "f565656665776665"
          + "67655677777fbeds"
          + "kmkkmmmnmnnnnnon"
          + "oomnonnnnlmnmnno"
          + "mlkmmnnlnmmolmnn"
          + "llmlnmnnkmmmnmmn"
          + "qqkjmnmpqqqrrqop"
          + "jlqrrqrollqqsrrr"
          + "koklmllnmmppooqn"
          + "qrqqrrrrrsrrrrrq";

  private static final int LONGEST = 30;

  /** For each length the first word of it, and one past its last. */
  private static final int[] FIRST = new int[LONGEST + 1];

  private static final int[] END = new int[LONGEST + 1];

  /** The octets by length and then by value; where those of a length begin. */
  private static final byte[] OCTETS = new byte[256];

  private static final int[] START = new int[LONGEST + 1];

  static {
    int word = 0;
    int count = 0;
    for (int length = 1; length <= LONGEST; length++) {
      word <<= 1;
      FIRST[length] = word;
      START[length] = count;
      for (int octet = 0; octet < LENGTHS.length(); octet++) {
        if (Character.digit(LENGTHS.charAt(octet), 36) == length) {
          OCTETS[count++] = (byte) octet;
          word++;
        }
      }
      END[length] = word;
    }
  }

  private HuffmanText() {}

  /**
   * Unpacks {@code length} bytes.
   *
   * @throws IOException when they are no packed text
   */
  static String unpack(byte[] bytes, int from, int length) throws IOException {
    byte[] text = new byte[length * 8 / 5 + 1]; // no word is shorter than 5 bits
    int size = 0;
    int word = 0;
    int bits = 0;
    for (int bit = 0; bit < length * 8; bit++) {
      word = word << 1 | bytes[from + bit / 8] >> 7 - bit % 8 & 1;
      bits++;
      if (bits > LONGEST) {
        throw new IOException("connection error: COMPRESSION_ERROR");
      }
      if (word >= FIRST[bits] && word < END[bits]) {
        text[size++] = OCTETS[START[bits] + word - FIRST[bits]];
        word = 0;
        bits = 0;
      }
    }
    return new String(Arrays.copyOf(text, size), StandardCharsets.UTF_8);
  }
}
