package org.lictor.event;

import java.nio.charset.StandardCharsets;
import org.lictor.model.UserEvent;

/**
 * How many bytes an event is, and the most it may be. What counts is the size that Consul's agents
 * would send it in, so that whoever keeps to their limit finds the same one here (semantics.md 10;
 * measured byte by byte).
 */
final class EventSize {
  /** The most, both as the name with what belongs to it and as the whole message. */
  static final int MOST_BYTES = 512;

  private static final String PREFIX = "consul:event:";
  private static final int UUID_CHARS = 36;

  private EventSize() {}

  /** Fails when the event is too large. */
  static void check(UserEvent event) {
    int name = bytes(PREFIX) + bytes(event.name());
    int content = content(event);
    if (name + content > MOST_BYTES) {
      throw tooLarge("user event exceeds configured limit of %d bytes before encoding");
    }
    if (message(event.time(), name, content) > MOST_BYTES) {
      throw tooLarge("encoded user event exceeds configured limit of %d bytes after encoding");
    }
  }

  private static InvalidEventException tooLarge(String text) {
    return new InvalidEventException(
        "error broadcasting event: " + String.format(text, MOST_BYTES));
  }

  /** A map of the fields that are not empty, under names of two letters at most. */
  private static int content(UserEvent event) {
    return 1
        + (text("ID") + packed(UUID_CHARS))
        + (text("n") + text(event.name()))
        + unlessEmpty("p", event.payload().length())
        + unlessEmpty("nf", bytes(event.nodeFilter()))
        + unlessEmpty("sf", bytes(event.serviceFilter()))
        + unlessEmpty("tf", bytes(event.tagFilter()))
        + (text("v") + 1);
  }

  /** A kind, and a map of time, name, payload and whether the like may be put together. */
  private static int message(long time, int name, int content) {
    return 2
        + (text("LTime") + number(time))
        + (text("Name") + packed(name))
        + (text("Payload") + packed(content))
        + (text("CC") + 1);
  }

  private static int unlessEmpty(String field, int length) {
    return length == 0 ? 0 : text(field) + packed(length);
  }

  private static int text(String text) {
    return packed(bytes(text));
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /** Bytes with their length before them, as MessagePack has it. */
  private static int packed(int length) {
    return length + (length < 32 ? 1 : length < 256 ? 2 : 3);
  }

  private static int number(long value) {
    return value < 128 ? 1 : value < 256 ? 2 : value < 65_536 ? 3 : value < 1L << 32 ? 5 : 9;
  }
}
