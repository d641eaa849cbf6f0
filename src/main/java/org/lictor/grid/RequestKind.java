package org.lictor.grid;

import org.jspecify.annotations.Nullable;

/** What a client agent wants of a server. */
enum RequestKind {
  QUERY(1),
  COMMAND(2),
  STATUS(3),
  CONFIRM(4),
  PEERS(5),
  REMOVE_PEER(6),
  TRANSFER_LEAD(7),
  COORDINATE(40),
  SNAPSHOT_OPEN(45),
  SNAPSHOT_READ(46),
  SNAPSHOT_CLOSE(47),
  RENEW(20);

  private final int number;

  RequestKind(int number) {
    this.number = number;
  }

  /** Its number in a request; never given to another kind. */
  int number() {
    return number;
  }

  /** The kind of that number; null when it is one of a newer release. */
  static @Nullable RequestKind of(int number) {
    for (RequestKind kind : values()) {
      if (kind.number == number) {
        return kind;
      }
    }
    return null;
  }
}
