package org.lictor.model;

/**
 * The log indexes of the commands that made an entry and last changed it: {@code CreateIndex} and
 * {@code ModifyIndex} on the wire. Zero means that the entry is not in the registry yet.
 */
public record LogIndexes(long create, long modify) {
  public static final LogIndexes NONE = new LogIndexes(0, 0);

  public LogIndexes {
    if (create < 0 || modify < create) {
      throw new InvalidModelException(
          "indexes", "must be 0 <= create <= modify: " + create + ", " + modify);
    }
  }

  /** An entry made by the command at {@code index}. */
  public static LogIndexes createdAt(long index) {
    return new LogIndexes(index, index);
  }

  /** The same entry, changed by the command at {@code index}. */
  public LogIndexes modifiedAt(long index) {
    return new LogIndexes(create, index);
  }
}
