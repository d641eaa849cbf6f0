package org.lictor.http.wire;

import java.util.Arrays;

/**
 * Lays compact JSON out over lines, four spaces a level, as {@code ?pretty} asks. Empty objects and
 * arrays stay on their line.
 */
public final class Indenter {
  private static final int SPACES = 4;

  private final byte[] compact;
  private byte[] out;
  private int length;

  /** So much of {@link #compact} is in {@link #out}. */
  private int copied;

  private Indenter(byte[] compact) {
    this.compact = compact;
    this.out = new byte[compact.length + compact.length / 2];
  }

  /** The same JSON, indented; without a line end after it. */
  public static byte[] indent(byte[] compact) {
    return new Indenter(compact).indented();
  }

  private byte[] indented() {
    int depth = 0;
    for (int i = 0; i < compact.length; i++) {
      switch (compact[i]) {
        case '"' -> i = endOfText(i);
        case '{', '[' -> {
          byte next = compact[i + 1];
          if (next == '}' || next == ']') {
            i++;
          } else {
            line(i + 1, ++depth);
          }
        }
        case '}', ']' -> line(i, --depth);
        case ',' -> line(i + 1, depth);
        case ':' -> {
          copy(i + 1, 1);
          out[length++] = ' ';
        }
        default -> {} // goes with its neighbours
      }
    }
    copy(compact.length, 0);
    return Arrays.copyOf(out, length);
  }

  /** Where the text that begins at {@code start} has its last quote. */
  private int endOfText(int start) {
    int i = start + 1;
    while (compact[i] != '"') {
      i += compact[i] == '\\' ? 2 : 1;
    }
    return i;
  }

  /** What comes before {@code end}, and then a new line. */
  private void line(int end, int depth) {
    int spaces = depth * SPACES;
    copy(end, 1 + spaces);
    out[length++] = '\n';
    Arrays.fill(out, length, length + spaces, (byte) ' ');
    length += spaces;
  }

  /** What comes before {@code end}, with room for {@code more} behind it. */
  private void copy(int end, int more) {
    int run = end - copied;
    if (length + run + more > out.length) {
      out = Arrays.copyOf(out, Math.max(2 * out.length, length + run + more));
    }
    System.arraycopy(compact, copied, out, length, run);
    length += run;
    copied = end;
  }
}
