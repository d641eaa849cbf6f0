package org.lictor.query;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
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

  /**
   * Of lists and maps, over all answers: some 40 MB with what an instance's list of checks takes.
   */
  static final long MOST_ELEMENTS = 250_000;

  private final StateStore store;
  private final AtomicLong elements = new AtomicLong();
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
    Seen<T> seen =
        new Seen<>(
            notBefore(image.restoration().floor(), query.ask(image)), image.restores(), watches);
    if (kept.size() >= MOST_ANSWERS || elements.get() >= MOST_ELEMENTS) {
      makeRoom();
    }
    Seen<?> before = kept.put(query, seen);
    elements.addAndGet(elements(seen) - (before == null ? 0 : elements(before)));
    return seen;
  }

  /**
   * Entries of a state that was taken in may be older than those in whose place they are: no index
   * that a reader waits on goes back for that.
   */
  private static <T> Indexed<T> notBefore(long floor, Indexed<T> found) {
    return found.index() < floor ? new Indexed<>(floor, found.value()) : found;
  }

  /** How many elements all kept answers have. */
  long elements() {
    return elements.get();
  }

  private void makeRoom() {
    kept.values().removeIf(seen -> seen.watches().fired());
    long left = kept.values().stream().mapToLong(AnswerCache::elements).sum();
    if (kept.size() >= MOST_ANSWERS / 2 || left >= MOST_ELEMENTS / 2) {
      kept.clear();
      left = 0;
    }
    elements.set(left);
  }

  private static long elements(Seen<?> seen) {
    Object value = seen.found().value();
    if (value instanceof Collection<?> many) {
      return many.size();
    }
    return value instanceof Map<?, ?> map ? map.size() : 1;
  }
}
