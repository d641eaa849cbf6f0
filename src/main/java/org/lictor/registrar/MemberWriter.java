package org.lictor.registrar;

import java.util.concurrent.CompletableFuture;
import org.lictor.command.Command;
import org.lictor.model.Member;
import org.lictor.model.Member.Status;
import org.lictor.model.NodeName;

/**
 * Writes what the registry remembers of members. Any thread; futures complete when the change is
 * durable and can be read here.
 */
public final class MemberWriter {
  private final CommandSubmitter submitter;

  public MemberWriter(CommandSubmitter submitter) {
    this.submitter = submitter;
  }

  /**
   * Remembers how a process stands; completes with no when it itself has said meanwhile that it
   * leaves, which holds.
   */
  public CompletableFuture<Boolean> put(Member member, String incarnation) {
    return submitter.submit(new Command.MemberPut(member, incarnation));
  }

  /** The process of that incarnation goes on purpose and says so, or has gone. */
  public CompletableFuture<Boolean> left(Member member, String incarnation) {
    return put(member.as(Status.LEFT), incarnation);
  }

  /**
   * A member that failed is taken for one that left. It did not say so: if it comes back, be it the
   * same process after a cut of the network, it is alive.
   */
  public CompletableFuture<Boolean> forceLeft(Member member) {
    return put(member.as(Status.LEFT), "");
  }

  /** Forgets a member altogether. */
  public CompletableFuture<Boolean> forget(NodeName name) {
    return submitter.submit(new Command.MemberForget(name));
  }
}
