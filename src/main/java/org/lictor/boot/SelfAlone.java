package org.lictor.boot;

import java.util.List;
import java.util.function.Supplier;
import org.lictor.grid.LiveMembers;
import org.lictor.model.Member;

/** The members of an agent without a grid: itself. */
final class SelfAlone implements LiveMembers {
  private static final String ONLY = "alone";

  private final Supplier<Member> self;

  SelfAlone(Supplier<Member> self) {
    this.self = self;
  }

  @Override
  public List<Live> live() {
    return List.of(new Live(self.get(), ONLY));
  }

  @Override
  public void onChange(Runnable listener) {
    // Nobody comes or goes.
  }
}
