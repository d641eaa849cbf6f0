package org.lictor.http;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.lictor.query.Query;
import org.lictor.state.WatchSet;

/**
 * Keeps the reply that was last made of each query's answer, for as long as the answer is the very
 * same object: many who wait for one change are then told of it with one rendering. Bounded by
 * bytes, beyond which it starts anew. Any thread, no lock on a hit.
 */
final class Renderings {
  /** What an entry costs beside its body: the query and the list that was rendered. */
  private static final int ENTRY_BYTES = 2048;

  /** A reply of more bytes is kept when it is asked for a second time. */
  private static final int LARGE = 256 << 10;

  private final ConcurrentHashMap<Key, Made> kept = new ConcurrentHashMap<>();
  private final AtomicLong bytes = new AtomicLong();
  private final long mostBytes;

  Renderings(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  /** A query's answer in one of the forms it is shown in. */
  private record Key(Query<?> query, String form) {}

  /** What was made of a value; null when it was large and asked for once only. */
  private record Made(Object value, @Nullable Reply reply) {}

  /**
   * The reply for {@code value}, made now unless it is known. It lasts until one of {@code watches}
   * fires, unless it is large and was never asked for before: whoever reads a long list while it
   * changes all the time would only push everything else out of memory.
   */
  Reply of(Query<?> query, String form, Object value, WatchSet watches, Supplier<Reply> make) {
    Key key = new Key(query, form);
    Made known = kept.get(key);
    Made same = known != null && known.value() == value ? known : null;
    if (same != null && same.reply() != null) {
      return same.reply();
    }
    Reply made = make.get();
    boolean shared = same != null || made.body().length() <= LARGE;
    Reply reply = shared ? made.until(watches) : made;
    Made before = kept.put(key, new Made(value, shared ? reply : null));
    long total =
        bytes.addAndGet(size(shared ? reply : null) - (before == null ? 0 : size(before.reply())));
    if (total > mostBytes) {
      makeRoom(key);
    }
    return reply;
  }

  /** How many replies are kept. */
  int size() {
    return kept.size();
  }

  /** Drops all but the newest, which others may be waiting for. */
  private void makeRoom(Key newest) {
    kept.keySet().removeIf(key -> !key.equals(newest));
    bytes.set(kept.values().stream().mapToLong(made -> size(made.reply())).sum());
  }

  /** With the compressed form, which is made later. */
  private static long size(@Nullable Reply reply) {
    return ENTRY_BYTES + (reply == null ? 0 : 2L * reply.body().length());
  }
}
