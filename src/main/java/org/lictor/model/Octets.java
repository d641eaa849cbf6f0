package org.lictor.model;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that never change: the value of a key. */
public final class Octets {
  public static final Octets EMPTY = new Octets(new byte[0]);

  private final byte[] bytes;

  private Octets(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Takes over {@code bytes}: the caller must not change them afterwards. */
  public static Octets owning(byte[] bytes) {
    return bytes.length == 0 ? EMPTY : new Octets(bytes);
  }

  /** The UTF-8 form of {@code text}. */
  public static Octets of(String text) {
    return owning(text.getBytes(StandardCharsets.UTF_8));
  }

  public int length() {
    return bytes.length;
  }

  /**
   * The bytes themselves, for reading only: copying half a megabyte on every read would cost more
   * than the read.
   */
  public byte[] bytes() {
    return bytes;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Octets octets && Arrays.equals(bytes, octets.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return bytes.length + " bytes";
  }
}
