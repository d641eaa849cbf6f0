package org.lictor.http;

import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The finished replies to plain reads, by what distinguishes requests: raw URL and token. Each is
 * given out until a watch of what it was made from fires, and only under the settings it was made
 * under: a reload may block its endpoint. Bounded by bytes. Any thread, no lock on a hit.
 */
public final class FinishedResponses {
  /** What an entry costs beside its key and its body. */
  private static final int ENTRY_BYTES = 512;

  private final ConcurrentHashMap<String, Kept> kept = new ConcurrentHashMap<>();
  private final AtomicLong bytes = new AtomicLong();
  private final long mostBytes;

  /** A reply and the settings under which its request was let in. */
  private record Kept(Reply reply, HttpSettings settings) {}

  public FinishedResponses(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  /** How many bytes it may hold. */
  long mostBytes() {
    return mostBytes;
  }

  /** The reply for {@code key} if it still holds under {@code settings}. */
  @Nullable Reply get(String key, HttpSettings settings) {
    Kept known = kept.get(key);
    return known == null || known.settings() != settings || known.reply().watches().fired()
        ? null
        : known.reply();
  }

  /**
   * Keeps {@code reply} for those who ask the same, unless it no longer holds or is too large to be
   * worth its room.
   */
  void keep(String key, Reply reply, HttpSettings settings) {
    int size = size(key, reply);
    if (reply.watches().fired() || size > mostBytes / 4) {
      return;
    }
    Kept before = kept.put(key, new Kept(reply, settings));
    long total = bytes.addAndGet(before == null ? size : size - size(key, before.reply()));
    if (total > mostBytes) {
      makeRoom();
    }
  }

  /** How many replies are kept, valid or not. */
  int size() {
    return kept.size();
  }

  /** Drops what no longer holds, then others until a quarter is free. */
  private void makeRoom() {
    kept.values().removeIf(entry -> entry.reply().watches().fired());
    long left =
        kept.entrySet().stream()
            .mapToLong(entry -> size(entry.getKey(), entry.getValue().reply()))
            .sum();
    for (Iterator<Map.Entry<String, Kept>> all = kept.entrySet().iterator();
        left > mostBytes * 3 / 4 && all.hasNext(); ) {
      Map.Entry<String, Kept> entry = all.next();
      left -= size(entry.getKey(), entry.getValue().reply());
      all.remove();
    }
    bytes.set(left);
  }

  /** Compressed forms are made later and are at most as large as what they are made from. */
  private static int size(String key, Reply reply) {
    return key.length() + 2 * reply.body().length() + ENTRY_BYTES;
  }
}
