package org.lictor.http;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.lictor.query.Query;

/**
 * Keeps the reply that was last made of each query's answer, for as long as the answer is the very
 * same object: many who wait for one change are then told of it with one rendering. Bounded by
 * bytes, beyond which it starts anew. Any thread, no lock on a hit.
 */
final class Renderings {
  /** What an entry costs beside its body: the query and the list that was rendered. */
  private static final int ENTRY_BYTES = 2048;

  private final ConcurrentHashMap<Key, Made> kept = new ConcurrentHashMap<>();
  private final AtomicLong bytes = new AtomicLong();
  private final long mostBytes;

  Renderings(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  /** A query's answer in one of the forms it is shown in. */
  private record Key(Query<?> query, String form) {}

  private record Made(Object value, Reply reply) {}

  /** The reply for {@code value}, made now unless it is known. */
  Reply of(Query<?> query, String form, Object value, Supplier<Reply> make) {
    Key key = new Key(query, form);
    Made known = kept.get(key);
    if (known != null && known.value() == value) {
      return known.reply();
    }
    Reply reply = make.get();
    Made before = kept.put(key, new Made(value, reply));
    long total = bytes.addAndGet(size(reply) - (before == null ? 0 : size(before.reply())));
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
  private static long size(Reply reply) {
    return 2L * reply.body().length() + ENTRY_BYTES;
  }
}
