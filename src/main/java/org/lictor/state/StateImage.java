package org.lictor.state;

import java.util.function.Consumer;

/**
 * The whole registry after the command at {@code index}. Immutable: a reader keeps it for as long
 * as it likes and sees one moment.
 *
 * @param index of the last command that was applied, whether it changed anything or not; 0 before
 *     the first
 * @param restores how often the store's content was replaced by a snapshot in this process: indexes
 *     of two generations do not compare
 */
public record StateImage(
    long index,
    long restores,
    CatalogTable catalog,
    KvTable kv,
    MemberTable members,
    AutopilotTable autopilot,
    ConfigEntryTable configEntries,
    SessionTable sessions,
    CoordinateTable coordinates,
    QueryTable queries,
    Restoration restoration) {
  public static final StateImage EMPTY =
      new StateImage(
          0,
          0,
          CatalogTable.EMPTY,
          KvTable.EMPTY,
          MemberTable.EMPTY,
          AutopilotTable.EMPTY,
          ConfigEntryTable.EMPTY,
          SessionTable.EMPTY,
          CoordinateTable.EMPTY,
          QueryTable.EMPTY,
          Restoration.NONE);

  /** The service that all servers are instances of. */
  private static final String SERVERS = "consul";

  /**
   * Whether nobody has written anything but the cluster itself: no key, query or configuration
   * entry ever, and no service but the servers' own.
   */
  public boolean isFresh() {
    return kv.index() == 0
        && queries.index() == 0
        && sessions.index() == 0
        && configEntries.index() == 0
        && catalog.nodes().values().stream()
            .flatMap(node -> node.services().values().stream())
            .allMatch(service -> service.name().equals(SERVERS));
  }

  /**
   * The state alone, without what is known of restores: as it is saved, to be restored elsewhere.
   */
  public StateImage saved() {
    return at(index, Restoration.NONE);
  }

  private StateImage at(long later, Consumer<ImageDraft> change) {
    ImageDraft draft = new ImageDraft(this);
    change.accept(draft);
    return draft.at(later);
  }

  StateImage at(long later, KvTable changed) {
    return at(later, draft -> draft.kv = changed);
  }

  StateImage at(long later, MemberTable changed) {
    return at(later, draft -> draft.members = changed);
  }

  StateImage at(long later, AutopilotTable changed) {
    return at(later, draft -> draft.autopilot = changed);
  }

  StateImage at(long later, ConfigEntryTable changed) {
    return at(later, draft -> draft.configEntries = changed);
  }

  StateImage at(long later, SessionTable changed) {
    return at(later, draft -> draft.sessions = changed);
  }

  StateImage at(long later, CoordinateTable changed) {
    return at(later, draft -> draft.coordinates = changed);
  }

  StateImage at(long later, QueryTable changed) {
    return at(later, draft -> draft.queries = changed);
  }

  StateImage at(long later, Restoration changed) {
    return at(later, draft -> draft.restoration = changed);
  }

  /** The same state after a command that changed nothing. */
  StateImage at(long later) {
    return new ImageDraft(this).at(later);
  }

  /** The same state as that of another generation. */
  StateImage restored(long generation) {
    return new ImageDraft(this).at(index, generation);
  }
}
