package org.lictor.model;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A member of the cluster as {@code /v1/agent/members} shows it.
 *
 * @param port of the grid
 * @param tags role, datacenter, id, versions and ports, by name
 */
public record Member(
    String name, String address, int port, Map<String, String> tags, Status status) {
  public Member {
    tags = Collections.unmodifiableMap(new TreeMap<>(tags));
  }

  /** Whether it is a server; else it is a client. */
  public boolean isServer() {
    return "consul".equals(tags.get("role"));
  }

  /** The same member at another point of its life. */
  public Member as(Status other) {
    return new Member(name, address, port, tags, other);
  }

  /** Where a member stands in its life; the numbers are those of the wire. */
  public enum Status {
    ALIVE(1),
    LEAVING(2),
    LEFT(3),
    FAILED(4);

    private final int number;

    Status(int number) {
      this.number = number;
    }

    public int number() {
      return number;
    }
  }
}
