package org.lictor.cli;

import java.util.UUID;

/** The index that stands for an event: the halves of its id put together (semantics.md 10). */
final class EventIndex {
  private EventIndex() {}

  static String of(String id) {
    try {
      UUID uuid = UUID.fromString(id);
      return Long.toUnsignedString(uuid.getMostSignificantBits() ^ uuid.getLeastSignificantBits());
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
