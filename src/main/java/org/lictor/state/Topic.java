package org.lictor.state;

import org.lictor.model.ConfigEntry;
import org.lictor.model.ServiceEntry;
import org.lictor.model.SessionId;

/**
 * Something that a change can touch and a reader can watch. A change to a service fires that
 * service's topic and those of the tables it stands in; it never fires another service's.
 *
 * @param key the service's, node's or key's name in the form that tables compare; empty for a whole
 *     table
 */
public record Topic(Kind kind, String key) {
  /** What a topic speaks of. */
  public enum Kind {
    NODES,
    SERVICES,
    CHECKS,
    NODE,
    SERVICE,
    KEY,
    KEY_PREFIX,
    MEMBERS,
    AUTOPILOT,
    CONFIG_ENTRIES,
    CONFIG_ENTRY,
    COORDINATES,
    SESSIONS,
    SESSION,
    QUERIES
  }

  /** The set of nodes and what is said of each. */
  public static final Topic NODES = new Topic(Kind.NODES, "");

  /** The set of service instances and what is said of each. */
  public static final Topic SERVICES = new Topic(Kind.SERVICES, "");

  /** All checks. */
  public static final Topic CHECKS = new Topic(Kind.CHECKS, "");

  /** What is remembered of members. */
  public static final Topic MEMBERS = new Topic(Kind.MEMBERS, "");

  /** The autopilot configuration. */
  public static final Topic AUTOPILOT = new Topic(Kind.AUTOPILOT, "");

  /** All entries of the central configuration. */
  public static final Topic CONFIG_ENTRIES = new Topic(Kind.CONFIG_ENTRIES, "");

  /** Where the nodes stand. */
  public static final Topic COORDINATES = new Topic(Kind.COORDINATES, "");

  /** The set of sessions. */
  public static final Topic SESSIONS = new Topic(Kind.SESSIONS, "");

  /** One session. */
  public static Topic session(SessionId id) {
    return new Topic(Kind.SESSION, id.value());
  }

  /** All prepared queries. */
  public static final Topic QUERIES = new Topic(Kind.QUERIES, "");

  /** One node with its services. */
  public static Topic node(String name) {
    return new Topic(Kind.NODE, name.toLowerCase(java.util.Locale.ROOT));
  }

  /** One service: its instances, their checks, and their nodes with the nodes' checks. */
  public static Topic service(String name) {
    return new Topic(Kind.SERVICE, ServiceEntry.nameKey(name));
  }

  /** One entry of the central configuration. */
  public static Topic configEntry(String kind, String name) {
    return new Topic(Kind.CONFIG_ENTRY, ConfigEntry.key(kind, name));
  }

  /** One key. */
  public static Topic key(String key) {
    return new Topic(Kind.KEY, key);
  }

  /** All keys that begin with {@code prefix}. */
  public static Topic keyPrefix(String prefix) {
    return new Topic(Kind.KEY_PREFIX, prefix);
  }
}
