package org.lictor.command;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lictor.model.AutopilotConfig;
import org.lictor.model.CheckId;
import org.lictor.model.ConfigEntry;
import org.lictor.model.HealthCheck;
import org.lictor.model.Member;
import org.lictor.model.Node;
import org.lictor.model.NodeCoordinate;
import org.lictor.model.NodeName;
import org.lictor.model.Octets;
import org.lictor.model.PreparedQuery;
import org.lictor.model.ServiceEntry;
import org.lictor.model.ServiceId;
import org.lictor.model.Session;
import org.lictor.model.SessionId;

/**
 * A change of the registry, complete in itself: what it needs of clocks, chance and callers was
 * decided before. Replaying the same commands in the same order gives the same state on every
 * server.
 */
public sealed interface Command {
  /** Calls the method of {@code handler} that is for this verb. */
  <R> R handledBy(Handler<R> handler);

  /** One method a verb: a new verb does not compile until every handler has met it. */
  interface Handler<R> {
    R register(Register command);

    R deregister(Deregister command);

    R kvSet(KvSet command);

    R kvDelete(KvDelete command);

    R tombstoneReap(TombstoneReap command);

    R memberPut(MemberPut command);

    R memberForget(MemberForget command);

    R autopilotSet(AutopilotSet command);

    R preparedQuerySet(PreparedQuerySet command);

    R preparedQueryDelete(PreparedQueryDelete command);

    R configEntrySet(ConfigEntrySet command);

    R configEntryDelete(ConfigEntryDelete command);

    R coordinatesPut(CoordinatesPut command);

    R restoreStage(RestoreStage command);

    R restoreCommit(RestoreCommit command);

    R restoreDrop(RestoreDrop command);

    R sessionCreate(SessionCreate command);

    R sessionDestroy(SessionDestroy command);

    R kvLock(KvLock command);

    R kvUnlock(KvUnlock command);

    R sessionTerm(SessionTerm command);

    R txn(Txn command);
  }

  /**
   * Puts a node, one of its services and some of its checks there, all or nothing.
   *
   * @param skipNodeUpdate leaves a node that is already there as it is
   */
  record Register(
      Node node, boolean skipNodeUpdate, @Nullable ServiceEntry service, List<HealthCheck> checks)
      implements Command {
    public Register {
      checks = List.copyOf(checks);
    }

    @Override
    public <R> R handledBy(Handler<R> handler) {
      return handler.register(this);
    }
  }

  /**
   * Removes one service with its checks, or one check, or, when neither is named, the node with all
   * it has.
   */
  record Deregister(NodeName node, @Nullable ServiceId service, @Nullable CheckId check)
      implements Command {
    @Override
    public <R> R handledBy(Handler<R> handler) {
      return handler.deregister(this);
    }
  }

  /**
   * Writes a key.
   *
   * @param onlyAtIndex the modify index that the key must have, 0 for a key that must not exist,
   *     null for an unconditional write
   */
  record KvSet(String key, Octets value, long flags, @Nullable Long onlyAtIndex)
      implements Command {
    @Override
    public <R> R handledBy(Handler<R> handler) {
      return handler.kvSet(this);
    }
  }

  /**
   * Removes a key, or all keys that begin with it.
   *
   * @param wholePrefix whether {@code key} is a prefix; then it may be empty, which means every key
   * @param onlyAtIndex the modify index that the key must have; null for an unconditional removal
   */
  record KvDelete(String key, boolean wholePrefix, @Nullable Long onlyAtIndex) implements Command {
    @Override
    public <R> R handledBy(Handler<R> handler) {
      return handler.kvDelete(this);
    }
  }

  /**
   * Forgets the marks of keys that were deleted by commands up to {@code index}, that one included,
   * and the delays on keys that are over.
   */
  record TombstoneReap(long index) implements Command {
    @Override
    public <R> R handledBy(Handler<R> handler) {
      return handler.tombstoneReap(this);
    }
  }

  /**
   * Remembers how a member stands. What was said of an incarnation that left, or is leaving, holds
   * against a later word that it is alive: then nothing is changed and the answer is no.
   *
   * @param incarnation of the process that this is said of; empty when it is of none
   */
  record MemberPut(Member member, String incarnation) implements Command {
    @Override
    public <R> R handledBy(Handler<R> handler) {
      return handler.memberPut(this);
    }
  }

  /** Forgets a member. */
  record MemberForget(NodeName name) implements Command {
    @Override
    public <R> R handledBy(Handler<R> handler) {
      return handler.memberForget(this);
    }
  }

  /**
   * Puts another autopilot configuration in place of the one there is.
   *
   * @param onlyAtIndex the modify index that the present one must have, 0 for none set yet, null
   *     for an unconditional write
   */
  record AutopilotSet(AutopilotConfig config, @Nullable Long onlyAtIndex) implements Command {
    @Override
    public <R> R handledBy(Handler<R> handler) {
      return handler.autopilotSet(this);
    }
  }

  /**
   * Puts an entry of the central configuration there, in place of the one of the same kind and
   * name.
   *
   * @param onlyAtIndex the modify index that the present one must have, 0 for an entry that must
   *     not exist, null for an unconditional write
   */
  record ConfigEntrySet(ConfigEntry entry, @Nullable Long onlyAtIndex) implements Command {
    @Override
    public <R> R handledBy(Handler<R> handler) {
      return handler.configEntrySet(this);
    }
  }

  /**
   * Removes an entry of the central configuration.
   *
   * @param onlyAtIndex the modify index that it must have; null for an unconditional removal
   */
  record ConfigEntryDelete(String kind, String name, @Nullable Long onlyAtIndex)
      implements Command {
    @Override
    public <R> R handledBy(Handler<R> handler) {
      return handler.configEntryDelete(this);
    }
  }

  /**
   * Puts coordinates of nodes there: of many at once, for each has a new one every few seconds.
   * What is said of nodes that are not in the catalog is left out.
   */
  record CoordinatesPut(List<NodeCoordinate> rows) implements Command {
    public CoordinatesPut {
      rows = List.copyOf(rows);
    }

    @Override
    public <R> R handledBy(Handler<R> handler) {
      return handler.coordinatesPut(this);
    }
  }

  /**
   * Begins a session. Refused when its node is not registered, or one of its checks is not there or
   * critical.
   */
  record SessionCreate(Session session) implements Command {
    @Override
    public <R> R handledBy(Handler<R> handler) {
      return handler.sessionCreate(this);
    }
  }

  /**
   * Brings a part of a saved state, to be put in place of the registry's by a {@link
   * RestoreCommit}. Until then it is seen by nobody.
   *
   * @param id names the restore, which no other one has
   * @param part its number, from 0; each follows the one before
   * @param rows whole records of the state, compressed (gzip)
   */
  record RestoreStage(String id, int part, Octets rows) implements Command {
    @Override
    public <R> R handledBy(Handler<R> handler) {
      return handler.restoreStage(this);
    }
  }

  /**
   * Ends a session; one that is not there is ended already.
   *
   * @param onlyInTerm when given: nothing is done unless the term of {@link SessionTerm} that began
   *     at this index still lasts, and the answer is no
   */
  record SessionDestroy(SessionId id, @Nullable Long onlyInTerm) implements Command {
    @Override
    public <R> R handledBy(Handler<R> handler) {
      return handler.sessionDestroy(this);
    }
  }

  /**
   * Puts the state that was brought in place of the registry's.
   *
   * @param parts how many parts it has
   */
  record RestoreCommit(String id, int parts) implements Command {
    @Override
    public <R> R handledBy(Handler<R> handler) {
      return handler.restoreCommit(this);
    }
  }

  /** Forgets the parts of a restore that will not be finished. */
  record RestoreDrop(String id) implements Command {
    @Override
    public <R> R handledBy(Handler<R> handler) {
      return handler.restoreDrop(this);
    }
  }

  /**
   * Locks a key for a session and writes it; no when another holds it or must still be waited for.
   */
  record KvLock(String key, Octets value, long flags, SessionId session) implements Command {
    @Override
    public <R> R handledBy(Handler<R> handler) {
      return handler.kvLock(this);
    }
  }

  /**
   * Unlocks a key and writes it; no when the session does not hold it.
   *
   * @param session as its holder was named; what is no id holds nothing
   */
  record KvUnlock(String key, Octets value, long flags, String session) implements Command {
    @Override
    public <R> R handledBy(Handler<R> handler) {
      return handler.kvUnlock(this);
    }
  }

  /** Carries out operations in their order, all or none; answered with a {@link TxnOutcome}. */
  record Txn(List<TxnOp> ops) implements Command {
    public Txn {
      ops = List.copyOf(ops);
    }

    @Override
    public <R> R handledBy(Handler<R> handler) {
      return handler.txn(this);
    }
  }

  /**
   * From here on it is for the leader that had this ordered to say which sessions nobody has
   * renewed in time: what an earlier leader says of it no longer counts.
   */
  record SessionTerm() implements Command {
    @Override
    public <R> R handledBy(Handler<R> handler) {
      return handler.sessionTerm(this);
    }
  }

  /**
   * Puts a prepared query there, or in place of the one with its id.
   *
   * @param mustExist whether there must be one to replace
   */
  record PreparedQuerySet(PreparedQuery query, boolean mustExist) implements Command {
    @Override
    public <R> R handledBy(Handler<R> handler) {
      return handler.preparedQuerySet(this);
    }
  }

  /** Removes a prepared query, which must be there. */
  record PreparedQueryDelete(String id) implements Command {
    @Override
    public <R> R handledBy(Handler<R> handler) {
      return handler.preparedQueryDelete(this);
    }
  }
}
