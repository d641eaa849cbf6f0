package org.lictor.command;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link BinaryWriter} wrote. Every length is checked against what is left, so damaged
 * bytes cost no memory. One thread.
 */
public final class BinaryReader {
  private final byte[] bytes;
  private final int end;
  private int at;

  public BinaryReader(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  public BinaryReader(byte[] bytes, int from, int length) {
    this.bytes = bytes;
    this.at = from;
    this.end = from + length;
  }

  public boolean atEnd() {
    return at == end;
  }

  /** Fails unless everything has been read. */
  public void expectEnd() {
    if (at != end) {
      throw new CodecException((end - at) + " bytes too many");
    }
  }

  public int octet() {
    need(1);
    return bytes[at++] & 0xFF;
  }

  public boolean bool() {
    int value = octet();
    if (value > 1) {
      throw new CodecException("not a boolean: " + value);
    }
    return value == 1;
  }

  public long number() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int next = octet();
      value |= (long) (next & 0x7F) << shift;
      if (next < 0x80) {
        return value;
      }
    }
    throw new CodecException("a number of more than 10 bytes");
  }

  public double real() {
    need(8);
    long bits = 0;
    for (int i = 0; i < 8; i++) {
      bits = bits << 8 | bytes[at++] & 0xFF;
    }
    return Double.longBitsToDouble(bits);
  }

  /** A number that must fit an int and not be negative. */
  public int count() {
    long value = number();
    if (value < 0 || value > Integer.MAX_VALUE) {
      throw new CodecException("out of range: " + value);
    }
    return (int) value;
  }

  public String text() {
    int length = length();
    String value = new String(bytes, at, length, StandardCharsets.UTF_8);
    at += length;
    return value;
  }

  public byte[] octets() {
    int length = length();
    byte[] value = Arrays.copyOfRange(bytes, at, at + length);
    at += length;
    return value;
  }

  public <T> @Nullable List<T> list(Function<BinaryReader, T> each) {
    int size = count();
    if (size == 0) {
      return null;
    }
    need(size - 1);
    List<T> values = new ArrayList<>(size - 1);
    for (int i = 1; i < size; i++) {
      values.add(each.apply(this));
    }
    return values;
  }

  public <V> @Nullable Map<String, V> map(Function<BinaryReader, V> each) {
    int size = count();
    if (size == 0) {
      return null;
    }
    need(size - 1);
    Map<String, V> values = new LinkedHashMap<>();
    for (int i = 1; i < size; i++) {
      String key = text();
      values.put(key, each.apply(this));
    }
    return values;
  }

  private int length() {
    int length = count();
    need(length);
    return length;
  }

  private void need(int more) {
    if (end - at < more) {
      throw new CodecException("cut short: " + more + " bytes wanted, " + (end - at) + " left");
    }
  }
}
