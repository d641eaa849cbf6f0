package org.lictor.query;

import java.util.concurrent.ConcurrentHashMap;
import org.lictor.state.StateStore;
import org.lictor.state.WatchSet;

/**
 * Keeps what was read last for each query until a watch of it fires, so that many who ask the same
 * of an unchanged registry share one answer, and whoever renders it can tell by identity that it is
 * the same. Any thread, no lock on a hit.
 */
public final class AnswerCache {
  /**
   * Answers share their records with the image, so one costs a list; queries beyond this are not
   * asked often.
   */
  private static final int MOST_ANSWERS = 4096;

  private final StateStore store;
  private final ConcurrentHashMap<Query<?>, Seen<?>> kept = new ConcurrentHashMap<>();

  public AnswerCache(StateStore store) {
    this.store = store;
  }

  /**
   * What a read saw, the generation it saw it in, and the watches that tell when it no longer
   * holds.
   */
  public record Seen<T>(Indexed<T> found, long restores, WatchSet watches) {}

  /** What {@code query} finds now. */
  @SuppressWarnings("unchecked") // a query is kept with its own answer
  public <T> Seen<T> look(Query<T> query) {
    Seen<T> known = (Seen<T>) kept.get(query);
    if (known != null && !known.watches().fired()) {
      return known;
    }
    WatchSet watches = store.watch(query.topics());
    var image = store.image();
    Seen<T> seen = new Seen<>(query.ask(image), image.restores(), watches);
    if (kept.size() >= MOST_ANSWERS) {
      makeRoom();
    }
    kept.put(query, seen);
    return seen;
  }

  private void makeRoom() {
    kept.values().removeIf(seen -> seen.watches().fired());
    if (kept.size() >= MOST_ANSWERS / 2) {
      kept.clear();
    }
  }
}
