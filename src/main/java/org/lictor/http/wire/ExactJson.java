package org.lictor.http.wire;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes long lists of JSON into one array that is as long as it has to be: the content is gone
 * through twice, first to count. What lists of keys take otherwise in buffers that grow and in
 * texts between is several times their size, and it is that which costs. One thread.
 */
final class ExactJson {
  private static final byte[] BASE64 =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
          .getBytes(StandardCharsets.US_ASCII);

  /** Null while counting. */
  private final byte @Nullable [] to;

  private int at;

  private ExactJson(byte @Nullable [] to) {
    this.to = to;
  }

  /** The bytes of {@code content}, which is run twice and must write the same. */
  static byte[] of(Consumer<ExactJson> content) {
    ExactJson counting = new ExactJson(null);
    content.accept(counting);
    byte[] bytes = new byte[counting.at];
    content.accept(new ExactJson(bytes));
    return bytes;
  }

  /** Characters below 128, as they are. */
  ExactJson raw(String ascii) {
    byte[] out = to;
    int length = ascii.length();
    if (out != null) {
      for (int i = 0; i < length; i++) {
        out[at + i] = (byte) ascii.charAt(i);
      }
    }
    at = Math.addExact(at, length);
    return this;
  }

  /** A number from 0 on. */
  ExactJson number(long value) {
    int digits = 1;
    for (long rest = value; rest >= 10; rest /= 10) {
      digits++;
    }
    byte[] out = to;
    if (out != null) {
      long rest = value;
      for (int i = digits - 1; i >= 0; i--) {
        out[at + i] = (byte) ('0' + rest % 10);
        rest /= 10;
      }
    }
    at = Math.addExact(at, digits);
    return this;
  }

  /** A text in quotes, with what has to be escaped. */
  ExactJson text(String value) {
    if (isPlain(value)) {
      return raw("\"").raw(value).raw("\"");
    }
    byte[] escaped = Json.bytes(out -> out.writeString(value));
    byte[] out = to;
    if (out != null) {
      System.arraycopy(escaped, 0, out, at, escaped.length);
    }
    at = Math.addExact(at, escaped.length);
    return this;
  }

  private static boolean isPlain(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < ' ' || c >= 0x7F || c == '"' || c == '\\' || c == '<' || c == '>' || c == '&') {
        return false;
      }
    }
    return true;
  }

  /** Bytes in base64 and quotes. */
  ExactJson base64(byte[] value) {
    raw("\"");
    byte[] out = to;
    int length = Math.multiplyExact(value.length / 3 + (value.length % 3 == 0 ? 0 : 1), 4);
    if (out != null) {
      encode(value, out);
    }
    at = Math.addExact(at, length);
    return raw("\"");
  }

  private void encode(byte[] from, byte[] out) {
    int target = at;
    int whole = from.length / 3 * 3;
    for (int i = 0; i < whole; i += 3) {
      int bits = (from[i] & 0xFF) << 16 | (from[i + 1] & 0xFF) << 8 | from[i + 2] & 0xFF;
      out[target++] = BASE64[bits >>> 18];
      out[target++] = BASE64[bits >>> 12 & 63];
      out[target++] = BASE64[bits >>> 6 & 63];
      out[target++] = BASE64[bits & 63];
    }
    if (whole < from.length) {
      boolean two = from.length - whole == 2;
      int bits = (from[whole] & 0xFF) << 16 | (two ? (from[whole + 1] & 0xFF) << 8 : 0);
      out[target++] = BASE64[bits >>> 18];
      out[target++] = BASE64[bits >>> 12 & 63];
      out[target++] = two ? BASE64[bits >>> 6 & 63] : (byte) '=';
      out[target] = '=';
    }
  }
}
