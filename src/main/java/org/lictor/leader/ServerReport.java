package org.lictor.leader;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lictor.model.Member;

/**
 * The servers among which the log is replicated, and how they are.
 *
 * @param index of the change that made it these servers
 */
public record ServerReport(long index, List<Server> servers) {
  public ServerReport {
    servers = List.copyOf(servers);
  }

  /** Whether nothing is wrong with any of them. */
  public boolean healthy() {
    return servers.stream().allMatch(Server::healthy);
  }

  /** How many more voters may fail before nothing can be ordered. */
  public int failureTolerance() {
    int voters = (int) servers.stream().filter(Server::voter).count();
    int fit = (int) servers.stream().filter(server -> server.voter() && server.healthy()).count();
    int majority = voters / 2 + 1;
    return Math.max(0, fit - majority);
  }

  /** The server of that id, its node's or its peer's. */
  public Optional<Server> withId(String id) {
    return servers.stream()
        .filter(server -> server.id().equals(id) || server.peer().equals(id))
        .findFirst();
  }

  /** The server of that address. */
  public Optional<Server> withAddress(String address) {
    return servers.stream().filter(server -> server.address().equals(address)).findFirst();
  }

  /**
   * One of them.
   *
   * @param id of its node, as its member's tag has it; that of the peer when it is not known
   * @param peer its id in the log's configuration
   * @param member with the same address; null when the membership knows none
   * @param lastContact since it and the leader last heard of each other, {@code lastTerm} and
   *     {@code lastIndex} of its log; null when this agent does not know
   * @param meta of its node in the catalog
   */
  public record Server(
      String id,
      String peer,
      String address,
      @Nullable Member member,
      boolean leader,
      boolean voter,
      boolean healthy,
      Instant stableSince,
      @Nullable Duration lastContact,
      @Nullable Long lastTerm,
      @Nullable Long lastIndex,
      Map<String, String> meta) {
    /** Consul's word for a server of which the membership knows nothing. */
    private static final String UNKNOWN = "(unknown)";

    /** The node's name. */
    public String name() {
      return member == null ? UNKNOWN : member.name();
    }

    /** A tag of the member; empty when it has none. */
    public String tag(String name) {
      return member == null ? "" : member.tags().getOrDefault(name, "");
    }
  }
}
