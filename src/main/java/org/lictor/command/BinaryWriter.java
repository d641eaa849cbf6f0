package org.lictor.command;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A growing buffer in the project's binary form: LEB128 numbers, UTF-8 text with its length, 0 for
 * absent. One thread.
 */
public final class BinaryWriter {
  private byte[] bytes;
  private int size;

  public BinaryWriter(int expectedBytes) {
    bytes = new byte[expectedBytes];
  }

  /** What has been written. */
  public byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  /** How many bytes have been written. */
  public int size() {
    return size;
  }

  /** Starts again with nothing written. */
  public void clear() {
    size = 0;
  }

  /**
   * The buffer itself, of which the first {@link #size()} bytes count; valid until the next write.
   */
  public byte[] buffer() {
    return bytes;
  }

  /** One byte, 0 to 255. */
  public BinaryWriter octet(int value) {
    room(1);
    bytes[size++] = (byte) value;
    return this;
  }

  public BinaryWriter bool(boolean value) {
    return octet(value ? 1 : 0);
  }

  /** An unsigned number in 1 to 10 bytes; a negative one is taken as unsigned and needs 10. */
  public BinaryWriter number(long value) {
    room(10);
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes[size++] = (byte) (rest & 0x7F | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
    return this;
  }

  /** A floating-point number, in 8 bytes. */
  public BinaryWriter real(double value) {
    room(8);
    long bits = Double.doubleToLongBits(value);
    for (int shift = 56; shift >= 0; shift -= 8) {
      bytes[size++] = (byte) (bits >>> shift);
    }
    return this;
  }

  public BinaryWriter text(String value) {
    int length = value.length();
    if (length < 128) {
      room(length + 1);
      int start = size + 1;
      int i = 0;
      for (; i < length; i++) {
        char c = value.charAt(i);
        if (c >= 0x80) {
          break;
        }
        bytes[start + i] = (byte) c;
      }
      if (i == length) {
        bytes[size] = (byte) length;
        size = start + length;
        return this;
      }
    }
    return octets(value.getBytes(StandardCharsets.UTF_8));
  }

  public BinaryWriter octets(byte[] value) {
    number(value.length);
    room(value.length);
    System.arraycopy(value, 0, bytes, size, value.length);
    size += value.length;
    return this;
  }

  /** A collection that may be absent. */
  public <T> BinaryWriter list(@Nullable Collection<T> values, BiConsumer<BinaryWriter, T> each) {
    if (values == null) {
      return number(0);
    }
    number(values.size() + 1L);
    values.forEach(value -> each.accept(this, value));
    return this;
  }

  /** A map that may be absent, in its own order. */
  public <V> BinaryWriter map(@Nullable Map<String, V> values, BiConsumer<BinaryWriter, V> each) {
    if (values == null) {
      return number(0);
    }
    number(values.size() + 1L);
    values.forEach(
        (key, value) -> {
          text(key);
          each.accept(this, value);
        });
    return this;
  }

  private void room(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }
}
