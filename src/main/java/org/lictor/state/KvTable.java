package org.lictor.state;

import org.jspecify.annotations.Nullable;
import org.lictor.model.KeyOrder;
import org.lictor.model.KvEntry;
import org.lictor.model.LogIndexes;
import org.lictor.model.Octets;
import org.pcollections.TreePMap;

/**
 * The keys in byte order, and a tombstone for each that was deleted not long ago, so that the index
 * of a prefix does not fall when a key under it goes. Immutable; any thread may read.
 *
 * @param tombstones the index of the deletion, by key
 * @param index of the last command that changed a key; 0 when none ever did
 */
public record KvTable(
    TreePMap<String, KvEntry> entries, TreePMap<String, Long> tombstones, long index) {
  public static final KvTable EMPTY =
      new KvTable(TreePMap.empty(KeyOrder.INSTANCE), TreePMap.empty(KeyOrder.INSTANCE), 0);

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

  /**
   * The same keys with one more or another value for one. A write that changes nothing returns this
   * table.
   */
  KvTable set(String key, Octets value, long flags, long at, Touched touched) {
    KvEntry existing = entries.get(key);
    KvEntry wanted =
        existing == null
            ? new KvEntry(key, value, flags, 0, "", LogIndexes.createdAt(at))
            : new KvEntry(key, value, flags, 0, existing.session(), existing.indexes());
    if (existing != null) {
      if (wanted.equals(existing)) {
        return this;
      }
      wanted = wanted.at(existing.indexes().modifiedAt(at));
    }
    touched.add(Topic.key(key));
    TreePMap<String, Long> marks = existing == null ? tombstones.minus(key) : tombstones;
    return new KvTable(entries.plus(key, wanted), marks, at);
  }

  /** The same keys without one. */
  KvTable delete(String key, long at, Touched touched) {
    if (!entries.containsKey(key)) {
      return this;
    }
    touched.add(Topic.key(key));
    return new KvTable(entries.minus(key), tombstones.plus(key, at), at);
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
    return left == tombstones ? this : new KvTable(entries, left, index);
  }
}
