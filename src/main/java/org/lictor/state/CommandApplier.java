package org.lictor.state;

import java.time.Instant;
import org.lictor.command.Command;
import org.lictor.command.Outcome;
import org.lictor.model.ConfigEntry;
import org.lictor.model.KvEntry;
import org.lictor.model.MemberRow;
import org.lictor.model.NodeCoordinate;
import org.lictor.model.NodeName;

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
    CatalogEdit edit = new CatalogEdit(before.catalog(), index, touched);
    edit.putNode(command.node(), command.skipNodeUpdate());
    if (command.service() != null) {
      edit.putService(command.service());
    }
    edit.putChecks(command.checks());
    edited(edit);
    return Outcome.DONE;
  }

  @Override
  public Outcome deregister(Command.Deregister command) {
    CatalogEdit edit = new CatalogEdit(before.catalog(), index, touched);
    if (command.service() != null) {
      edit.removeService(command.node(), command.service());
    } else if (command.check() != null) {
      edit.removeCheck(command.node(), command.check());
    } else {
      edit.removeNode(command.node());
    }
    edited(edit);
    return Outcome.DONE;
  }

  /** Takes a changed catalog, and along with nodes that went what was kept of them elsewhere. */
  private void edited(CatalogEdit edit) {
    after = before.at(index, edit.result());
    CoordinateTable coordinates = before.coordinates();
    for (NodeName gone : edit.removedNodes()) {
      coordinates = coordinates.without(gone, index, touched);
    }
    after = after.at(index, coordinates);
  }

  @Override
  public Outcome kvSet(Command.KvSet command) {
    Long wanted = command.onlyAtIndex();
    if (wanted != null && !isAt(command.key(), wanted)) {
      return Outcome.NOT_DONE;
    }
    after =
        before.at(
            index,
            before.kv().set(command.key(), command.value(), command.flags(), index, touched));
    return Outcome.DONE;
  }

  @Override
  public Outcome kvDelete(Command.KvDelete command) {
    KvTable kv = before.kv();
    if (command.wholePrefix()) {
      after = before.at(index, kv.deleteUnder(command.key(), index, touched));
      return Outcome.DONE;
    }
    Long wanted = command.onlyAtIndex();
    // A key that is not there counts as deleted whatever the index; index 0 never deletes
    // (http-api.md, DELETE).
    if (wanted != null && kv.get(command.key()) != null && !isAt(command.key(), wanted)) {
      return Outcome.NOT_DONE;
    }
    after = before.at(index, kv.delete(command.key(), index, touched));
    return Outcome.DONE;
  }

  @Override
  public Outcome tombstoneReap(Command.TombstoneReap command) {
    after = before.at(index, before.kv().reap(command.index()));
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

  private boolean isAt(String key, long wanted) {
    KvEntry entry = before.kv().get(key);
    return entry == null ? wanted == 0 : wanted != 0 && entry.indexes().modify() == wanted;
  }
}
