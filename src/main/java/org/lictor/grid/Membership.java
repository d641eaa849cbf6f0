package org.lictor.grid;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.lictor.model.Member;

/** Who is there, who left and who failed, and what an operator may do about it. Any thread. */
public interface Membership {
  /**
   * All members that are known, by name, itself among them: those that are there, and those of whom
   * the registry remembers that they failed or left.
   */
  CompletableFuture<List<Member>> members();

  /** The servers of all datacenters, named {@code node.datacenter}; none on a client. */
  CompletableFuture<List<Member>> wanMembers();

  /**
   * Makes this agent a member of the cluster that one of the addresses belongs to; completes with
   * how many of them answered, and fails with {@link JoinException} when none did.
   *
   * @param addresses each a host, or a host and a port
   */
  CompletableFuture<Integer> join(List<String> addresses);

  /**
   * Takes a member that failed for one that left: its node goes from the catalog. A member that is
   * there is left alone.
   *
   * @param prune forgets it altogether
   * @return whether a member of that name is known
   */
  CompletableFuture<Boolean> forceLeave(String name, boolean prune);
}
