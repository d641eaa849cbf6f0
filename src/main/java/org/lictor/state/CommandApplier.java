package org.lictor.state;

import java.time.Instant;
import java.util.Locale;
import org.lictor.command.Command;
import org.lictor.command.Outcome;
import org.lictor.command.TxnOutcome;
import org.lictor.model.ConfigEntry;
import org.lictor.model.MemberRow;
import org.lictor.model.NodeCoordinate;
import org.lictor.model.PreparedQuery;
import org.lictor.model.SessionId;

/** Makes the next image from one command. Used once, by the thread that applies. */
final class CommandApplier implements Command.Handler<Outcome> {
  private final StateImage before;
  private final long index;
  private final Instant decidedAt;
  private final Touched touched = new Touched();
  private StateImage after;
  private boolean replaced;

  CommandApplier(StateImage before, long index, Instant decidedAt) {
    this.before = before;
    this.index = index;
    this.decidedAt = decidedAt;
    this.after = before.at(index);
  }

  StateImage after() {
    return after;
  }

  /** Whether another state has taken the place of the one before. */
  boolean replaced() {
    return replaced;
  }

  Touched touched() {
    return touched;
  }

  @Override
  public Outcome register(Command.Register command) {
    RegistryEdit edit = edit();
    edit.catalog(
        catalog -> {
          catalog.putNode(command.node(), command.skipNodeUpdate());
          if (command.service() != null) {
            catalog.putService(command.service());
          }
          catalog.putChecks(command.checks());
        });
    return done(edit, true);
  }

  @Override
  public Outcome deregister(Command.Deregister command) {
    RegistryEdit edit = edit();
    edit.catalog(
        catalog -> {
          if (command.service() != null) {
            catalog.removeService(command.node(), command.service());
          } else if (command.check() != null) {
            catalog.removeCheck(command.node(), command.check());
          } else {
            catalog.removeNode(command.node());
          }
        });
    return done(edit, true);
  }

  @Override
  public Outcome kvSet(Command.KvSet command) {
    RegistryEdit edit = edit();
    return done(edit, edit.set(command));
  }

  @Override
  public Outcome kvDelete(Command.KvDelete command) {
    RegistryEdit edit = edit();
    return done(edit, edit.delete(command));
  }

  @Override
  public Outcome kvLock(Command.KvLock command) {
    RegistryEdit edit = edit();
    return done(edit, edit.lock(command));
  }

  @Override
  public Outcome kvUnlock(Command.KvUnlock command) {
    RegistryEdit edit = edit();
    return done(edit, edit.unlock(command));
  }

  @Override
  public Outcome sessionCreate(Command.SessionCreate command) {
    RegistryEdit edit = edit();
    edit.begin(command.session());
    return done(edit, true);
  }

  @Override
  public Outcome sessionDestroy(Command.SessionDestroy command) {
    Long term = command.onlyInTerm();
    if (term != null && term != before.sessions().term()) {
      return Outcome.NOT_DONE;
    }
    RegistryEdit edit = edit();
    edit.end(command.id());
    return done(edit, true);
  }

  @Override
  public Outcome sessionTerm(Command.SessionTerm command) {
    after = before.at(index, before.sessions().inTerm(index));
    return Outcome.DONE;
  }

  @Override
  public Outcome txn(Command.Txn command) {
    Touched touches = new Touched();
    RegistryEdit edit = new RegistryEdit(before, index, decidedAt, touches);
    TxnOutcome outcome = new TxnRun(edit).outcome(command.ops());
    if (outcome.done()) {
      after = edit.result();
      touches.topics().forEach(touched::add);
    }
    return outcome;
  }

  private RegistryEdit edit() {
    return new RegistryEdit(before, index, decidedAt, touched);
  }

  private Outcome done(RegistryEdit edit, boolean answer) {
    after = edit.result();
    return Outcome.of(answer);
  }

  @Override
  public Outcome tombstoneReap(Command.TombstoneReap command) {
    SessionTable sessions = before.sessions();
    after =
        before
            .at(index, before.kv().reap(command.index()))
            .at(index, sessions.with(sessions.delays().lasting(decidedAt)));
    return Outcome.DONE;
  }

  @Override
  public Outcome memberPut(Command.MemberPut command) {
    MemberTable members = before.members();
    MemberTable changed =
        members.put(
            command.member(), command.incarnation(), decidedAt.toEpochMilli(), index, touched);
    after = before.at(index, changed);
    MemberRow row = changed.get(command.member().name());
    return Outcome.of(row != null && row.member().equals(command.member()));
  }

  @Override
  public Outcome memberForget(Command.MemberForget command) {
    after = before.at(index, before.members().forget(command.name(), index, touched));
    return Outcome.DONE;
  }

  @Override
  public Outcome autopilotSet(Command.AutopilotSet command) {
    Long wanted = command.onlyAtIndex();
    if (wanted != null && wanted != before.autopilot().index()) {
      return Outcome.NOT_DONE;
    }
    after = before.at(index, before.autopilot().with(command.config(), index, touched));
    return Outcome.DONE;
  }

  @Override
  public Outcome configEntrySet(Command.ConfigEntrySet command) {
    ConfigEntry wanted = command.entry();
    ConfigEntry known = before.configEntries().get(wanted.kind(), wanted.name());
    Long onlyAt = command.onlyAtIndex();
    if (onlyAt != null && onlyAt != (known == null ? 0 : known.indexes().modify())) {
      return Outcome.NOT_DONE;
    }
    after = before.at(index, before.configEntries().with(wanted, index, touched));
    return Outcome.DONE;
  }

  @Override
  public Outcome configEntryDelete(Command.ConfigEntryDelete command) {
    ConfigEntryTable entries = before.configEntries();
    ConfigEntry known = entries.get(command.kind(), command.name());
    Long onlyAt = command.onlyAtIndex();
    if (onlyAt != null && (known == null || onlyAt != known.indexes().modify())) {
      return Outcome.NOT_DONE;
    }
    after = before.at(index, entries.without(command.kind(), command.name(), index, touched));
    return Outcome.DONE;
  }

  /**
   * Of nodes that are not there nothing is kept: they went while their agents' word was under way.
   */
  @Override
  public Outcome coordinatesPut(Command.CoordinatesPut command) {
    CoordinateTable coordinates = before.coordinates();
    for (NodeCoordinate row : command.rows()) {
      if (before.catalog().node(row.node()) != null) {
        coordinates = coordinates.put(row, index, touched);
      }
    }
    after = before.at(index, coordinates);
    return Outcome.DONE;
  }

  @Override
  public Outcome restoreStage(Command.RestoreStage command) {
    after =
        before.at(index, new RestoreEdit(before, index).stage(command, decidedAt.toEpochMilli()));
    return Outcome.DONE;
  }

  @Override
  public Outcome restoreCommit(Command.RestoreCommit command) {
    StateImage other = new RestoreEdit(before, index).commit(command);
    if (other != null) {
      after = other;
      replaced = true;
    }
    return Outcome.DONE;
  }

  @Override
  public Outcome restoreDrop(Command.RestoreDrop command) {
    after = before.at(index, new RestoreEdit(before, index).drop(command));
    return Outcome.DONE;
  }

  @Override
  public Outcome preparedQuerySet(Command.PreparedQuerySet command) {
    PreparedQuery query = command.query();
    if (command.mustExist()) {
      refuseMissing(query.id());
    }
    if (!query.session().isEmpty()
        && before.sessions().get(new SessionId(query.session().toLowerCase(Locale.ROOT))) == null) {
      throw new RefusedException("invalid session \"" + query.session() + "\"");
    }
    after = before.at(index, before.queries().set(query, index, touched));
    return Outcome.DONE;
  }

  @Override
  public Outcome preparedQueryDelete(Command.PreparedQueryDelete command) {
    refuseMissing(command.id());
    after = before.at(index, before.queries().delete(command.id(), index, touched));
    return Outcome.DONE;
  }

  private void refuseMissing(String queryId) {
    if (before.queries().get(queryId) == null) {
      throw new RefusedException("Cannot modify non-existent prepared query: '" + queryId + "'");
    }
  }
}
