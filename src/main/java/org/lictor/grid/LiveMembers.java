package org.lictor.grid;

import java.util.List;
import org.lictor.model.Member;

/** Who is connected to the grid at this moment, as this process sees it. Any thread. */
public interface LiveMembers {
  /** All of them, itself among them, the one that has been there longest first. */
  List<Live> live();

  /** Whether a server is among them. */
  default boolean haveServer() {
    return live().stream().anyMatch(one -> one.member().isServer());
  }

  /**
   * Has {@code listener} run after each change. It runs on the grid's thread and must only hand
   * over.
   */
  void onChange(Runnable listener);

  /**
   * A member that is connected.
   *
   * @param member with status alive
   * @param incarnation of the process, another one after each start: what was said of an earlier
   *     process of that name (that it left, say) is not said of this one
   */
  record Live(Member member, String incarnation) {}
}
