package org.lictor.http;

import java.util.Iterator;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The finished replies to plain reads, by what distinguishes requests: raw URL and token. Each is
 * given out until a watch of what it was made from fires. Bounded by bytes. Any thread, no lock on
 * a hit.
 */
public final class FinishedResponses {
  /** What an entry costs beside its body. */
  private static final int ENTRY_BYTES = 512;

  private final ConcurrentHashMap<String, Reply> kept = new ConcurrentHashMap<>();
  private final AtomicLong bytes = new AtomicLong();
  private final long mostBytes;

  public FinishedResponses(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  /** The reply for {@code key} if it still holds. */
  @Nullable Reply get(String key) {
    Reply reply = kept.get(key);
    return reply == null || reply.watches().fired() ? null : reply;
  }

  /**
   * Keeps {@code reply} for those who ask the same, unless it no longer holds or is too large to be
   * worth its room.
   */
  void keep(String key, Reply reply) {
    int size = size(reply);
    if (reply.watches().fired() || size > mostBytes / 4) {
      return;
    }
    Reply before = kept.put(key, reply);
    long total = bytes.addAndGet(before == null ? size : size - size(before));
    if (total > mostBytes) {
      makeRoom();
    }
  }

  /** Drops what no longer holds, then others until a quarter is free. */
  private void makeRoom() {
    for (Iterator<Reply> all = kept.values().iterator(); all.hasNext(); ) {
      if (all.next().watches().fired()) {
        all.remove();
      }
    }
    long left = kept.values().stream().mapToLong(FinishedResponses::size).sum();
    for (Iterator<Reply> all = kept.values().iterator();
        left > mostBytes * 3 / 4 && all.hasNext(); ) {
      left -= size(all.next());
      all.remove();
    }
    bytes.set(left);
  }

  /** Compressed forms are made later and are at most as large as what they are made from. */
  private static int size(Reply reply) {
    return 2 * reply.body().length() + ENTRY_BYTES;
  }
}
