package org.lictor.http;

import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.lictor.query.Query;

/**
 * Keeps the reply that was last made of each query's answer, for as long as the answer is the very
 * same object: many who wait for one change are then told of it with one rendering. Any thread, no
 * lock on a hit.
 */
final class Renderings {
  private static final int MOST = 2048;

  private final ConcurrentHashMap<Key, Made> kept = new ConcurrentHashMap<>();

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
    if (kept.size() >= MOST) {
      kept.clear();
    }
    kept.put(key, new Made(value, reply));
    return reply;
  }
}
