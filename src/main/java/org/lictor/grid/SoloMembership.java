package org.lictor.grid;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.lictor.model.Member;

/** The membership of a server that is alone. */
public final class SoloMembership implements Membership {
  private final Supplier<Member> self;
  private final String datacenter;

  /** Of {@code self}, asked each time, for its tags may change with a reload. */
  public SoloMembership(Supplier<Member> self, String datacenter) {
    this.self = self;
    this.datacenter = datacenter;
  }

  @Override
  public CompletableFuture<List<Member>> members() {
    return CompletableFuture.completedFuture(List.of(self.get()));
  }

  @Override
  public CompletableFuture<List<Member>> wanMembers() {
    Member member = self.get();
    return CompletableFuture.completedFuture(
        List.of(
            new Member(
                member.name() + "." + datacenter,
                member.address(),
                member.port(),
                member.tags(),
                member.status())));
  }

  @Override
  public CompletableFuture<Integer> join(List<String> addresses) {
    return CompletableFuture.failedFuture(
        new JoinException("this agent is a server of its own and joins no cluster"));
  }

  @Override
  public CompletableFuture<Boolean> forceLeave(String name, boolean prune) {
    return CompletableFuture.completedFuture(self.get().name().equals(name));
  }
}
