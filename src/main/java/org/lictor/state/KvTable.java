package org.lictor.state;

import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.lictor.model.KeyOrder;
import org.lictor.model.KvEntry;
import org.lictor.model.LogIndexes;
import org.lictor.model.Octets;
import org.lictor.model.SessionId;
import org.pcollections.TreePMap;
import org.pcollections.TreePSet;

/**
 * The keys in byte order, and a tombstone for each that was deleted not long ago, so that the index
 * of a prefix does not fall when a key under it goes. Immutable; any thread may read.
 *
 * @param tombstones the index of the deletion, by key
 * @param held the keys that a session holds, by its id
 * @param index of the last command that changed a key; 0 when none ever did
 */
public record KvTable(
    TreePMap<String, KvEntry> entries,
    TreePMap<String, Long> tombstones,
    TreePMap<String, TreePSet<String>> held,
    long index) {
  public static final KvTable EMPTY =
      new KvTable(
          TreePMap.empty(KeyOrder.INSTANCE),
          TreePMap.empty(KeyOrder.INSTANCE),
          TreePMap.empty(),
          0);

  private static final TreePSet<String> NO_KEYS = TreePSet.empty(KeyOrder.INSTANCE);

  /** The entry of {@code key}. */
  public @Nullable KvEntry get(String key) {
    return entries.get(key);
  }

  /**
   * The index that a reader of one key waits on: the key's own, or the table's when the key is not
   * there.
   */
  public long indexOf(String key) {
    KvEntry entry = entries.get(key);
    return entry != null ? entry.indexes().modify() : index;
  }

  /**
   * The index that a reader of all keys under {@code prefix} waits on: the highest of theirs and of
   * those deleted under it.
   */
  public long indexUnder(String prefix) {
    if (prefix.isEmpty()) {
      return index;
    }
    long highest = 0;
    for (KvEntry entry : entries.tailMap(prefix).values()) {
      if (!entry.key().startsWith(prefix)) {
        break;
      }
      highest = Math.max(highest, entry.indexes().modify());
    }
    for (var tombstone : tombstones.tailMap(prefix).entrySet()) {
      if (!tombstone.getKey().startsWith(prefix)) {
        break;
      }
      highest = Math.max(highest, tombstone.getValue());
    }
    return highest != 0 ? highest : index;
  }

  /** The keys that a session holds, in byte order. */
  public Collection<String> heldBy(SessionId session) {
    return held.getOrDefault(session.value(), NO_KEYS);
  }

  /**
   * The same keys with one more or another value for one, which stays with who holds it; but its
   * lock index begins again. A write that changes nothing returns this table.
   */
  KvTable set(String key, Octets value, long flags, long at, Touched touched) {
    KvEntry existing = entries.get(key);
    String holder = existing == null ? "" : existing.session();
    return put(new KvEntry(key, value, flags, 0, holder, LogIndexes.NONE), at, touched);
  }

  /** The same keys with one that {@code session} holds; locked once more unless it held it. */
  KvTable lock(String key, Octets value, long flags, SessionId session, long at, Touched touched) {
    KvEntry existing = entries.get(key);
    long locked = existing == null ? 0 : existing.lockIndex();
    boolean holds = existing != null && existing.session().equals(session.value());
    return put(
        new KvEntry(
            key, value, flags, holds ? locked : locked + 1, session.value(), LogIndexes.NONE),
        at,
        touched);
  }

  /** The same keys with one that nobody holds any more. */
  KvTable unlock(KvEntry entry, Octets value, long flags, long at, Touched touched) {
    return put(
        new KvEntry(entry.key(), value, flags, entry.lockIndex(), "", LogIndexes.NONE),
        at,
        touched);
  }

  private KvTable put(KvEntry wanted, long at, Touched touched) {
    KvEntry existing = entries.get(wanted.key());
    if (existing != null && wanted.sameAs(existing)) {
      return this;
    }
    touched.add(Topic.key(wanted.key()));
    KvEntry made =
        wanted.at(existing == null ? LogIndexes.createdAt(at) : existing.indexes().modifiedAt(at));
    return new KvTable(
        entries.plus(made.key(), made),
        existing == null ? tombstones.minus(made.key()) : tombstones,
        held(existing, made),
        at);
  }

  /** The same keys with one as it was in a snapshot. */
  KvTable restored(KvEntry entry) {
    return new KvTable(entries.plus(entry.key(), entry), tombstones, held(null, entry), index);
  }

  /** The same keys and the mark of one that was deleted, as it was in a snapshot. */
  KvTable restored(String deleted, long at) {
    return new KvTable(entries, tombstones.plus(deleted, at), held, index);
  }

  /** The same as of a snapshot's index. */
  KvTable at(long last) {
    return new KvTable(entries, tombstones, held, last);
  }

  /** The same keys without one. */
  KvTable delete(String key, long at, Touched touched) {
    KvEntry existing = entries.get(key);
    if (existing == null) {
      return this;
    }
    touched.add(Topic.key(key));
    return new KvTable(entries.minus(key), tombstones.plus(key, at), held(existing, null), at);
  }

  private TreePMap<String, TreePSet<String>> held(
      @Nullable KvEntry before, @Nullable KvEntry after) {
    String from = before == null ? "" : before.session();
    String to = after == null ? "" : after.session();
    if (from.equals(to)) {
      return held;
    }
    TreePMap<String, TreePSet<String>> changed = held;
    if (before != null && !from.isEmpty()) {
      TreePSet<String> left = changed.getOrDefault(from, NO_KEYS).minus(before.key());
      changed = left.isEmpty() ? changed.minus(from) : changed.plus(from, left);
    }
    if (after != null && !to.isEmpty()) {
      changed = changed.plus(to, changed.getOrDefault(to, NO_KEYS).plus(after.key()));
    }
    return changed;
  }

  /** The same keys without those that begin with {@code prefix}. */
  KvTable deleteUnder(String prefix, long at, Touched touched) {
    KvTable left = this;
    for (String key : entries.tailMap(prefix).keySet()) {
      if (!key.startsWith(prefix)) {
        break;
      }
      left = left.delete(key, at, touched);
    }
    return left;
  }

  /** The same keys, with the tombstones of commands up to {@code upTo} forgotten. */
  KvTable reap(long upTo) {
    TreePMap<String, Long> left = tombstones;
    for (var tombstone : tombstones.entrySet()) {
      if (tombstone.getValue() <= upTo) {
        left = left.minus(tombstone.getKey());
      }
    }
    return left == tombstones ? this : new KvTable(entries, left, held, index);
  }
}
