package org.lictor.model;

/**
 * A key with its value.
 *
 * @param flags an unsigned 64-bit number that belongs to the client
 * @param lockIndex how often the key was locked
 * @param session the id of the session that holds the key; empty when none does
 */
public record KvEntry(
    String key, Octets value, long flags, long lockIndex, String session, LogIndexes indexes) {
  public KvEntry {
    if (key.isEmpty()) {
      throw new InvalidModelException("key", "must not be empty");
    }
  }

  /** The same entry with other indexes. */
  public KvEntry at(LogIndexes other) {
    return new KvEntry(key, value, flags, lockIndex, session, other);
  }

  /** Whether both say the same, whatever their indexes. */
  public boolean sameAs(KvEntry other) {
    return at(LogIndexes.NONE).equals(other.at(LogIndexes.NONE));
  }
}
