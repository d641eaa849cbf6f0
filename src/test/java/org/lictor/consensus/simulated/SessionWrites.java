package org.lictor.consensus.simulated;

import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.lictor.command.Command;
import org.lictor.model.GoDuration;
import org.lictor.model.KvEntry;
import org.lictor.model.LogIndexes;
import org.lictor.model.NodeName;
import org.lictor.model.Octets;
import org.lictor.model.Session;
import org.lictor.model.SessionId;
import org.lictor.state.StateImage;
import org.lictor.state.TestStore;

/**
 * Begins and ends sessions, and locks and unlocks keys for them, mostly for those that are shown.
 */
final class SessionWrites implements CommandSource {
  /** Written by their locks alone. */
  static final List<String> LOCKS = List.of("lock/a", "lock/b");

  /** Also set and deleted by those who do not ask for the lock. */
  private static final String UNGUARDED = "gone/a";

  private static final int MOST_SESSIONS = 9;
  private static final String TTL = "350ms";

  /** In milliseconds as commands have them: one a write. */
  private static final int LOCK_DELAY = 40;

  private final RandomGenerator random;
  private int sessions;

  SessionWrites(RandomGenerator random) {
    this.random = random;
  }

  @Override
  public Command next(StateImage shown) {
    List<Session> known = List.copyOf(shown.sessions().byId().values());
    if (known.isEmpty() || (known.size() < MOST_SESSIONS && random.nextInt(3) == 0)) {
      return new Command.SessionCreate(session());
    }
    SessionId session = known.get(random.nextInt(known.size())).id();
    return switch (random.nextInt(20)) {
      case 0 -> new Command.SessionDestroy(session, null);
      case 1 -> new Command.SessionDestroy(lastBegun(), null);
      case 2, 3, 4, 5, 6, 7 -> unlock(shown);
      case 8, 9 -> new Command.KvLock(key(), Octets.of("late"), 0, lastBegun());
      default -> new Command.KvLock(key(), Octets.of("locked"), 0, session);
    };
  }

  private Session session() {
    return new Session(
        TestStore.anId(++sessions),
        "",
        new NodeName(
            random.nextBoolean()
                ? CatalogWrites.STEADY
                : CatalogWrites.NODES.get(random.nextInt(CatalogWrites.NODES.size()))),
        new GoDuration(random.nextBoolean() ? 0 : LOCK_DELAY * 1_000_000L),
        random.nextInt(3) == 0 ? Session.Behaviour.DELETE : Session.Behaviour.RELEASE,
        random.nextInt(4) == 0 ? "" : TTL,
        random.nextBoolean()
            ? List.of()
            : List.of(CatalogWrites.CHECKS.get(random.nextInt(CatalogWrites.CHECKS.size()))),
        null,
        null,
        LogIndexes.NONE);
  }

  /** What its server does not show yet, or not any more. */
  private SessionId lastBegun() {
    return TestStore.anId(Math.max(1, sessions - random.nextInt(3)));
  }

  private Command unlock(StateImage shown) {
    String key = key();
    @Nullable KvEntry entry = shown.kv().get(key);
    String holder = entry == null || entry.session().isEmpty() ? "nobody" : entry.session();
    return new Command.KvUnlock(key, Octets.of("unlocked"), 0, holder);
  }

  private String key() {
    int place = random.nextInt(LOCKS.size() + 1);
    return place == LOCKS.size() ? UNGUARDED : LOCKS.get(place);
  }
}
