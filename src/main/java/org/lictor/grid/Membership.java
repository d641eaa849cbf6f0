package org.lictor.grid;

import java.util.List;

/** Who is there. Any thread. */
public interface Membership {
  /** All members that this agent knows of, by name; itself among them. */
  List<Member> members();

  /** The servers of all datacenters, named {@code node.datacenter}; none on a client. */
  List<Member> wanMembers();
}
