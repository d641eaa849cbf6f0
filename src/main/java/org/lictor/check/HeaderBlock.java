package org.lictor.check;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * Header fields of HTTP/2 in their binary form (RFC 7541), as far as a probe needs it: it writes
 * plain literals, and reads what a server sends that was told to keep no table of its own.
 */
final class HeaderBlock {
  private static final int STATIC_ENTRIES = 61;

  /** The values that the static table has for {@code :status}, its entries 8 to 14. */
  private static final String[] STATUSES = {"200", "204", "206", "304", "400", "404", "500"};

  private static final int FIRST_STATUS = 8;
  private final byte[] bytes;
  private int at;

  private HeaderBlock(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The fields, given as names and values in turn. */
  static byte[] write(String... fields) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 0; i < fields.length; i += 2) {
      out.write(0); // a literal that nobody is to index
      text(out, fields[i]);
      text(out, fields[i + 1]);
    }
    return out.toByteArray();
  }

  private static void text(ByteArrayOutputStream out, String text) {
    byte[] plain = text.getBytes(StandardCharsets.UTF_8);
    if (plain.length < 0x7f) {
      out.write(plain.length);
    } else {
      out.write(0x7f);
      int rest = plain.length - 0x7f;
      for (; rest >= 0x80; rest >>>= 7) {
        out.write(rest & 0x7f | 0x80);
      }
      out.write(rest);
    }
    out.writeBytes(plain);
  }

  /**
   * The fields of a block. Of names out of the static table {@code :status} alone is told; the
   * others mean nothing to a probe.
   *
   * @throws IOException when it is none
   */
  static Map<String, String> read(byte[] bytes) throws IOException {
    return new HeaderBlock(bytes).fields();
  }

  private Map<String, String> fields() throws IOException {
    Map<String, String> fields = new TreeMap<>();
    while (at < bytes.length) {
      int first = bytes[at] & 0xff;
      if (first >= 0x80) {
        int index = index(number(7));
        fields.put(name(index), value(index));
      } else if (first >= 0x20 && first < 0x40) {
        number(5); // a new size of the table that we do not keep
      } else {
        int index = number(first >= 0x40 ? 6 : 4);
        String name = index == 0 ? text() : name(index(index));
        fields.put(name, text());
      }
    }
    return fields;
  }

  private static int index(int index) throws IOException {
    if (index < 1 || index > STATIC_ENTRIES) {
      throw broken();
    }
    return index;
  }

  private static String name(int index) {
    boolean status = index >= FIRST_STATUS && index < FIRST_STATUS + STATUSES.length;
    return status ? ":status" : "static " + index;
  }

  private static String value(int index) {
    boolean status = index >= FIRST_STATUS && index < FIRST_STATUS + STATUSES.length;
    return status ? STATUSES[index - FIRST_STATUS] : "";
  }

  private int number(int prefixBits) throws IOException {
    int most = (1 << prefixBits) - 1;
    int number = next() & most;
    if (number < most) {
      return number;
    }
    for (int shift = 0; shift <= 21; shift += 7) {
      int octet = next();
      number += (octet & 0x7f) << shift;
      if (octet < 0x80) {
        return number;
      }
    }
    throw broken();
  }

  private String text() throws IOException {
    boolean packed = at < bytes.length && (bytes[at] & 0x80) != 0;
    int length = number(7);
    if (length > bytes.length - at) {
      throw broken();
    }
    String text =
        packed
            ? HuffmanText.unpack(bytes, at, length)
            : new String(bytes, at, length, StandardCharsets.UTF_8);
    at += length;
    return text;
  }

  private int next() throws IOException {
    if (at == bytes.length) {
      throw broken();
    }
    return bytes[at++] & 0xff;
  }

  private static IOException broken() {
    return new IOException("connection error: COMPRESSION_ERROR");
  }
}
