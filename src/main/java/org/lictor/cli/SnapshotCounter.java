package org.lictor.cli;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Counts the records of a state that is written to it, by type and by the start of their keys. */
final class SnapshotCounter extends OutputStream {
  private static final int LENGTH_BYTES = 4;
  private static final int KEY_RECORD = 5;

  /** What records are called, by their number in the state's form. */
  private static final Map<Integer, String> TYPES =
      Map.ofEntries(
          Map.entry(1, "Index"),
          Map.entry(2, "Register"),
          Map.entry(3, "Register"),
          Map.entry(4, "Register"),
          Map.entry(KEY_RECORD, "KVS"),
          Map.entry(6, "Tombstone"),
          Map.entry(7, "Index"),
          Map.entry(8, "Index"),
          Map.entry(9, "Index"),
          Map.entry(10, "Member"),
          Map.entry(11, "Autopilot"),
          Map.entry(20, "Session"),
          Map.entry(21, "LockDelay"),
          Map.entry(30, "PreparedQuery"),
          Map.entry(35, "ConfigEntry"),
          Map.entry(41, "CoordinateBatchUpdate"),
          Map.entry(45, "Restoration"),
          Map.entry(46, "Restoration"),
          Map.entry(47, "Restoration"));

  private final int depth;
  private final String filter;
  private final Map<String, long[]> types = new TreeMap<>();
  private final Map<String, long[]> keys = new TreeMap<>();
  private final ByteArrayOutputStream record = new ByteArrayOutputStream();
  private int length;
  private int lengthBytes;

  /**
   * @param depth so many parts of a key, with slashes between them, are told apart
   * @param filter what keys must begin with to be counted among the keys
   */
  SnapshotCounter(int depth, String filter) {
    this.depth = depth;
    this.filter = filter;
  }

  /** By type: how many records, and how many bytes they have. */
  Map<String, long[]> types() {
    return types;
  }

  /** The same of keys by how they begin. */
  Map<String, long[]> keys() {
    return keys;
  }

  @Override
  public void write(int octet) {
    write(new byte[] {(byte) octet}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int count) {
    int at = from;
    while (at < from + count) {
      if (lengthBytes < LENGTH_BYTES) {
        length = length << 8 | bytes[at++] & 0xFF;
        lengthBytes++;
      } else {
        int part = Math.min(from + count - at, length - record.size());
        record.write(bytes, at, part);
        at += part;
      }
      if (lengthBytes == LENGTH_BYTES && record.size() >= length) {
        count(record.toByteArray());
        record.reset();
        length = 0;
        lengthBytes = 0;
      }
    }
  }

  private void count(byte[] bytes) {
    if (bytes.length == 0) {
      return;
    }
    int kind = bytes[0] & 0xFF;
    long size = bytes.length + (long) LENGTH_BYTES;
    add(types, TYPES.getOrDefault(kind, "Index"), size);
    if (kind == KEY_RECORD) {
      String key = key(bytes);
      if (key.startsWith(filter)) {
        add(keys, start(key), size);
      }
    }
  }

  private String start(String key) {
    int end = -1;
    for (int i = 0; i < depth; i++) {
      end = key.indexOf('/', end + 1);
      if (end < 0) {
        return key;
      }
    }
    return key.substring(0, end);
  }

  /** A text with its length in seven bits a byte before it. */
  private static String key(byte[] bytes) {
    int at = 1;
    int length = 0;
    for (int shift = 0; at < bytes.length && shift < 32; shift += 7) {
      int next = bytes[at++];
      length |= (next & 0x7F) << shift;
      if (next >= 0) {
        break;
      }
    }
    return length < 0 || length > bytes.length - at
        ? ""
        : new String(bytes, at, length, StandardCharsets.UTF_8);
  }

  private static void add(Map<String, long[]> counts, String name, long size) {
    long[] count = counts.computeIfAbsent(name, key -> new long[2]);
    count[0]++;
    count[1] += size;
  }
}
