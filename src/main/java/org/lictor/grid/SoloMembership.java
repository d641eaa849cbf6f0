package org.lictor.grid;

import java.util.List;
import java.util.function.Supplier;

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
  public List<Member> members() {
    return List.of(self.get());
  }

  @Override
  public List<Member> wanMembers() {
    Member member = self.get();
    return List.of(
        new Member(
            member.name() + "." + datacenter,
            member.address(),
            member.port(),
            member.tags(),
            member.status()));
  }
}
