package org.lictor.consensus.simulated;

import org.jspecify.annotations.Nullable;
import org.lictor.command.Command;
import org.lictor.model.CheckId;
import org.lictor.model.HealthCheck;
import org.lictor.model.Session;
import org.lictor.state.NodeRow;
import org.lictor.state.StateImage;

/**
 * A session is there for as long as its node and checks are there and none of them is critical,
 * unless it is ended by its name.
 */
final class SessionsEndForAReason extends StateInvariant {
  SessionsEndForAReason(Ledger ledger) {
    super(ledger);
  }

  @Override
  void look(Change change) {
    for (Session session : change.after().sessions().byId().values()) {
      String reason = reason(session, change.after());
      require(reason == null, "%s should have ended: %s", session.id(), reason);
    }
    for (Session session : change.before().sessions().byId().values()) {
      require(
          change.after().sessions().get(session.id()) != null
              || isNamed(session, change)
              || reason(session, change.after()) != null
              // It may have ended in the middle of one, by what was mended at its end.
              || change.command() instanceof Command.Txn,
          "%s ended for no reason by %s",
          session.id(),
          change.command());
    }
  }

  private static boolean isNamed(Session session, Change change) {
    return change.command() instanceof Command.SessionDestroy destroy
        && destroy.id().equals(session.id())
        && change.done();
  }

  private static @Nullable String reason(Session session, StateImage image) {
    NodeRow node = image.catalog().node(session.node());
    if (node == null) return "its node is gone";
    for (String id : session.allChecks()) {
      HealthCheck check = node.checks().get(new CheckId(id).key());
      if (check == null || check.critical()) return "check " + id + " is " + check;
    }
    return null;
  }
}
