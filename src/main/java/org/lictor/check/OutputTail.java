package org.lictor.check;

import java.nio.charset.StandardCharsets;

/** Keeps the last bytes of a stream, however long that is. Used by one thread. */
public final class OutputTail {
  private final int limit;
  private byte[] ring;
  private long total;

  /** Keeps {@code limit} bytes. */
  public OutputTail(int limit) {
    this.limit = limit;
    this.ring = new byte[Math.min(limit, 256)];
  }

  /** Takes the first {@code length} of {@code bytes}. */
  public void write(byte[] bytes, int length) {
    int from = Math.max(0, length - limit);
    total += from;
    makeRoomFor(length - from);
    for (int at = from; at < length; ) {
      int start = (int) (total % ring.length);
      int part = Math.min(length - at, ring.length - start);
      System.arraycopy(bytes, at, ring, start, part);
      at += part;
      total += part;
    }
  }

  /** The bytes kept, as text. A character cut in two, or anything not UTF-8, shows as U+FFFD. */
  public String text() {
    if (total <= ring.length) {
      return new String(ring, 0, (int) total, StandardCharsets.UTF_8);
    }
    byte[] ordered = new byte[ring.length];
    int start = (int) (total % ring.length);
    System.arraycopy(ring, start, ordered, 0, ring.length - start);
    System.arraycopy(ring, 0, ordered, ring.length - start, start);
    return new String(ordered, StandardCharsets.UTF_8);
  }

  /** The text, and if it is not all of it a first line that tells so. */
  public String textWithNotice() {
    return total > limit ? "Captured " + limit + " of " + total + " bytes\n...\n" + text() : text();
  }

  /**
   * Most output is short, so the ring is small until more comes; it only turns round once it has
   * its full size.
   */
  private void makeRoomFor(int more) {
    if (ring.length == limit || total + more <= ring.length) {
      return;
    }
    byte[] bigger = new byte[(int) Math.min(limit, Math.max(2L * ring.length, total + more))];
    System.arraycopy(ring, 0, bigger, 0, (int) Math.min(total, ring.length));
    ring = bigger;
  }
}
