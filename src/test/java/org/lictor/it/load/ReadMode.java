package org.lictor.it.load;

/** Which reads a load does. */
public enum ReadMode {
  /** Answered by the leader as it believes itself to be one. */
  DEFAULT(""),
  /** The leader asks a majority first. */
  CONSISTENT("?consistent");

  final String query;

  ReadMode(String query) {
    this.query = query;
  }
}
