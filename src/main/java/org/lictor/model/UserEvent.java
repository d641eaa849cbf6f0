package org.lictor.model;

import java.util.UUID;

/**
 * Something that a user told the agents of a datacenter: a name, a payload, and which nodes are
 * meant (Consul HTTP API, "Event").
 *
 * @param id a UUID, another for each event
 * @param nodeFilter regular expression for the names of the nodes meant; empty for all
 * @param serviceFilter the same for the services that such a node must have
 * @param tagFilter the same for a tag that such a service must have
 * @param version of the event's own form
 * @param time Lamport time: an event that was fired after another was seen has a greater one; 0
 *     before it has been sent
 */
public record UserEvent(
    String id,
    String name,
    Octets payload,
    String nodeFilter,
    String serviceFilter,
    String tagFilter,
    int version,
    long time) {
  /** The form of events that there is. */
  public static final int VERSION = 1;

  public UserEvent {
    if (name.isEmpty()) throw new InvalidModelException("name", "must not be empty");
    if (time < 0) throw new InvalidModelException("time", "must not be negative: " + time);
    try {
      UUID.fromString(id);
    } catch (IllegalArgumentException e) {
      throw new InvalidModelException("id", "must be a UUID: " + id);
    }
  }

  /** The same at another time. */
  public UserEvent at(long when) {
    return new UserEvent(id, name, payload, nodeFilter, serviceFilter, tagFilter, version, when);
  }

  /**
   * What stands for the event as an index: the halves of its id put together. Unsigned, and in no
   * order.
   */
  public long index() {
    UUID uuid = UUID.fromString(id);
    return uuid.getMostSignificantBits() ^ uuid.getLeastSignificantBits();
  }
}
