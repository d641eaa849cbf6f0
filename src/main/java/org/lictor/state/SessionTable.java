package org.lictor.state;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lictor.model.NodeName;
import org.lictor.model.Session;
import org.lictor.model.SessionId;
import org.pcollections.TreePMap;

/**
 * The sessions, the delays that ended ones left on keys, and which leader judges of renewals.
 * Immutable; any thread may read. What a session's end does to keys is {@link RegistryEdit}'s.
 *
 * @param byId by id
 * @param byNode the same by node and id
 * @param delays on keys that ended sessions held
 * @param term the index of the command with which the present leader's term began; 0 before the
 *     first
 * @param index of the last command that made or ended a session; 0 when none ever did
 */
public record SessionTable(
    TreePMap<String, Session> byId,
    TreePMap<String, TreePMap<String, Session>> byNode,
    LockDelays delays,
    long term,
    long index) {
  public static final SessionTable EMPTY =
      new SessionTable(TreePMap.empty(), TreePMap.empty(), LockDelays.NONE, 0, 0);

  /** The session of that id. */
  public @Nullable Session get(SessionId id) {
    return byId.get(id.value());
  }

  /** All sessions of a node, by id. */
  public Collection<Session> of(NodeName node) {
    TreePMap<String, Session> all = byNode.get(node.key());
    return all == null ? List.of() : all.values();
  }

  SessionTable with(Session session, long at, Touched touched) {
    touch(session, touched);
    return restored(session).at(at);
  }

  SessionTable without(Session session, long at, Touched touched) {
    touch(session, touched);
    String node = session.node().key();
    TreePMap<String, Session> left =
        byNode.getOrDefault(node, TreePMap.empty()).minus(session.id().value());
    return new SessionTable(
        byId.minus(session.id().value()),
        left.isEmpty() ? byNode.minus(node) : byNode.plus(node, left),
        delays,
        term,
        at);
  }

  private static void touch(Session session, Touched touched) {
    touched.add(Topic.SESSIONS);
    touched.add(Topic.session(session.id()));
  }

  SessionTable with(LockDelays others) {
    return new SessionTable(byId, byNode, others, term, index);
  }

  SessionTable inTerm(long began) {
    return new SessionTable(byId, byNode, delays, began, index);
  }

  /** The same sessions and one as it was in a snapshot. */
  SessionTable restored(Session session) {
    String node = session.node().key();
    String id = session.id().value();
    return new SessionTable(
        byId.plus(id, session),
        byNode.plus(node, byNode.getOrDefault(node, TreePMap.empty()).plus(id, session)),
        delays,
        term,
        index);
  }

  /** The same as of a snapshot's index. */
  SessionTable at(long last) {
    return new SessionTable(byId, byNode, delays, term, last);
  }
}
