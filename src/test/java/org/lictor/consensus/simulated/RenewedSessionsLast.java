package org.lictor.consensus.simulated;

import java.util.HashMap;
import java.util.Map;
import org.lictor.command.Command;
import org.lictor.model.Session;
import org.lictor.model.SessionId;

/**
 * A session whose client is told that it has more time was there when it asked, and no leader ends
 * it for its time being up before that time has passed.
 */
final class RenewedSessionsLast extends StateInvariant {
  private final Ledger ledger;
  private final VirtualClock clock;

  /** When each was last asked for with success, in milliseconds since the start. */
  private final Map<SessionId, Long> renewed = new HashMap<>();

  /** Those that ended, by the index. */
  private final Map<SessionId, Long> ended = new HashMap<>();

  /** Those that were ended by a leader, by the time. */
  private final Map<SessionId, Long> expired = new HashMap<>();

  RenewedSessionsLast(Ledger ledger, VirtualClock clock) {
    super(ledger);
    this.ledger = ledger;
    this.clock = clock;
  }

  @Override
  void look(Change change) {
    for (Session session : change.before().sessions().byId().values()) {
      SessionId id = session.id();
      if (change.after().sessions().get(id) != null) continue;
      ended.put(id, change.after().index());
      if (change.command() instanceof Command.SessionDestroy destroy
          && destroy.onlyInTerm() != null) {
        expired.put(id, clock.now());
        inTime(session);
      }
    }
  }

  @Override
  void renewed(Renewal renewal) {
    SessionId id = renewal.session().id();
    renewed.merge(id, renewal.askedAt(), Math::max);
    Long end = ended.get(id);
    require(
        end == null || end > renewal.knownIndex(),
        "%s is renewed, which was known to have ended at %d",
        id,
        end);
    inTime(renewal.session());
  }

  /** Also when its client learns of the one after the other has happened. */
  private void inTime(Session session) {
    Long asked = renewed.get(session.id());
    Long end = expired.get(session.id());
    require(
        asked == null || end == null || end < asked || end - asked >= session.lifetime().toMillis(),
        "%s is renewed at %d and its time is up at %d",
        session.id(),
        asked,
        end);
  }
}
