package org.lictor.http.wire;

import java.io.ByteArrayOutputStream;

/**
 * Lays compact JSON out over lines, four spaces a level, as {@code ?pretty} asks. Empty objects and
 * arrays stay on their line.
 */
public final class Indenter {
  private static final int SPACES = 4;

  private Indenter() {}

  /** The same JSON, indented; without a line end after it. */
  public static byte[] indent(byte[] compact) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(compact.length * 2);
    int depth = 0;
    boolean text = false;
    for (int i = 0; i < compact.length; i++) {
      byte c = compact[i];
      if (text) {
        out.write(c);
        if (c == '\\') {
          out.write(compact[++i]);
        } else if (c == '"') {
          text = false;
        }
        continue;
      }
      switch (c) {
        case '"' -> {
          text = true;
          out.write(c);
        }
        case '{', '[' -> {
          out.write(c);
          byte next = compact[i + 1];
          if (next == '}' || next == ']') {
            out.write(next);
            i++;
          } else {
            line(out, ++depth);
          }
        }
        case '}', ']' -> {
          line(out, --depth);
          out.write(c);
        }
        case ',' -> {
          out.write(c);
          line(out, depth);
        }
        case ':' -> {
          out.write(c);
          out.write(' ');
        }
        default -> out.write(c);
      }
    }
    return out.toByteArray();
  }

  private static void line(ByteArrayOutputStream out, int depth) {
    out.write('\n');
    for (int i = 0; i < depth * SPACES; i++) {
      out.write(' ');
    }
  }
}
