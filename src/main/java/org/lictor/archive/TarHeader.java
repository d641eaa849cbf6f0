package org.lictor.archive;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The block before each file of a tape archive (POSIX.1-1988, "ustar"), both ways. */
record TarHeader(String name, long size) {
  static final int BLOCK = 512;

  private static final int NAME_BYTES = 100;
  private static final int SIZE_AT = 124;
  private static final int SIZE_DIGITS = 11;
  private static final int SUM_AT = 148;
  private static final int SUM_BYTES = 8;
  private static final int TYPE_AT = 156;
  private static final int MAGIC_AT = 257;

  /** What is larger is written in 8 bytes (GNU's form, which all readers know). */
  private static final long MOST_OCTAL = 0_77777777777L;

  byte[] bytes(long modifiedSeconds) {
    byte[] block = new byte[BLOCK];
    put(block, 0, name);
    put(block, 100, "0000600\0");
    put(block, 108, "0000000\0");
    put(block, 116, "0000000\0");
    if (size <= MOST_OCTAL) {
      put(block, SIZE_AT, "%011o\0".formatted(size));
    } else {
      block[SIZE_AT] = (byte) 0x80;
      for (int i = 0; i < 8; i++) {
        block[SIZE_AT + 11 - i] = (byte) (size >>> 8 * i);
      }
    }
    put(block, 136, "%011o\0".formatted(Math.max(0, modifiedSeconds)));
    block[TYPE_AT] = '0';
    put(block, MAGIC_AT, "ustar\00000");
    put(block, SUM_AT, "%06o\0 ".formatted(sum(block)));
    return block;
  }

  /** The header in {@code block}; null in one of zeros, which ends an archive. */
  static @Nullable TarHeader of(byte[] block) throws ArchiveException {
    if (Arrays.equals(block, new byte[BLOCK])) {
      return null;
    }
    if (octal(block, SUM_AT, SUM_BYTES) != sum(block)
        || (block[TYPE_AT] != '0' && block[TYPE_AT] != 0)) {
      throw new ArchiveException("archive/tar: invalid tar header");
    }
    int end = 0;
    while (end < NAME_BYTES && block[end] != 0) {
      end++;
    }
    return new TarHeader(new String(block, 0, end, StandardCharsets.UTF_8), size(block));
  }

  private static long size(byte[] block) throws ArchiveException {
    if ((block[SIZE_AT] & 0x80) == 0) {
      return octal(block, SIZE_AT, SIZE_DIGITS + 1);
    }
    long size = 0;
    for (int i = 4; i <= SIZE_DIGITS; i++) {
      size = size << 8 | block[SIZE_AT + i] & 0xFF;
    }
    if (size < 0) {
      throw new ArchiveException("archive/tar: invalid tar header");
    }
    return size;
  }

  private static long octal(byte[] block, int from, int length) throws ArchiveException {
    String digits = new String(block, from, length, StandardCharsets.US_ASCII);
    int end = digits.indexOf('\0');
    String text = (end < 0 ? digits : digits.substring(0, end)).strip();
    if (!text.matches("[0-7]{1,12}")) {
      throw new ArchiveException("archive/tar: invalid tar header");
    }
    return Long.parseLong(text, 8);
  }

  /** Of all bytes, those of the sum itself taken for blanks. */
  private static long sum(byte[] block) {
    long sum = 0;
    for (int i = 0; i < BLOCK; i++) {
      sum += i >= SUM_AT && i < SUM_AT + SUM_BYTES ? ' ' : block[i] & 0xFF;
    }
    return sum;
  }

  private static void put(byte[] block, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(bytes, 0, block, at, bytes.length);
  }
}
