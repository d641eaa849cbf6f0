package org.lictor.it.linear;

import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.lictor.it.linear.LockAction.Acquire;
import org.lictor.it.linear.LockAction.End;
import org.lictor.it.linear.LockAction.Look;
import org.lictor.it.linear.LockAction.Release;
import org.lictor.it.linear.LockAction.Taken;
import org.lictor.it.linear.LockModel.Lock;

/** Locks that are taken and given back by sessions which now and then end. */
final class LockSimulation extends ModelSimulation<Lock, LockAction> {
  static final LockModel MODEL = new LockModel();

  private final Map<String, Integer> sessions = new HashMap<>();

  LockSimulation(RandomGenerator random, int locks, int troublePercent) {
    super(MODEL, random, locks, troublePercent);
  }

  @Override
  LockAction ask(int client, String lock) {
    String owner = client + lock;
    String session = owner + "-" + sessions.getOrDefault(owner, 0);
    return switch (random.nextInt(8)) {
      case 0 -> {
        sessions.merge(owner, 1, Integer::sum);
        yield new End(session);
      }
      case 1, 2 -> new Look(null, 0);
      case 3, 4, 5 -> new Release(session, false);
      default -> new Acquire(session, Taken.NO);
    };
  }

  @Override
  LockAction told(int client, String lock, Lock held, LockAction asked) {
    return answers(held, asked)
        .filter(answer -> MODEL.answered(held, answer) != null)
        .findFirst()
        .orElseThrow();
  }

  private static Stream<LockAction> answers(Lock held, LockAction asked) {
    if (asked instanceof Acquire acquire) {
      return Stream.of(Taken.values()).map(taken -> new Acquire(acquire.session(), taken));
    }
    if (asked instanceof Release release) {
      return Stream.of(true, false).map(released -> new Release(release.session(), released));
    }
    return Stream.of(asked instanceof Look ? new Look(held.holder(), held.count()) : asked);
  }
}
