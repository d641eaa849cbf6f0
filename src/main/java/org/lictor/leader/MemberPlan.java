package org.lictor.leader;

import static org.lictor.registrar.MemberEntries.SERF_HEALTH;
import static org.lictor.registrar.MemberEntries.SERVER_SERVICE;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.lictor.grid.LiveMembers.Live;
import org.lictor.leader.MemberChange.Write;
import org.lictor.model.LogIndexes;
import org.lictor.model.Member;
import org.lictor.model.Member.Status;
import org.lictor.model.MemberRow;
import org.lictor.model.Node;
import org.lictor.model.NodeName;
import org.lictor.model.ServiceEntry;
import org.lictor.registrar.MemberEntries;
import org.lictor.registrar.Registration;
import org.lictor.state.NodeRow;
import org.lictor.state.StateImage;

/**
 * What is to be written so that the registry's records of members and its catalog say what the grid
 * does (semantics.md §2.1), decided from one image. Made for one use, by one thread.
 */
final class MemberPlan {
  private final StateImage image;
  private final PresentMembers present;
  private final ReconcilerSettings settings;
  private final Instant now;
  private final Predicate<NodeName> awaited;
  private boolean waits;

  /**
   * @param awaited whether a member that is not there may be about to come back
   */
  MemberPlan(
      StateImage image,
      PresentMembers present,
      ReconcilerSettings settings,
      Instant now,
      Predicate<NodeName> awaited) {
    this.image = image;
    this.present = present;
    this.settings = settings;
    this.now = now;
    this.awaited = awaited;
  }

  /** The changes, each of another member. Who failed comes first: others may still call it. */
  List<MemberChange> changes() {
    List<MemberChange> changes = new ArrayList<>();
    for (MemberRow row : image.members().rows().values()) {
      NodeName name = new NodeName(row.member().name());
      if (present.get(name) == null && !isSelf(name)) {
        add(changes, gone(name, row));
      }
    }
    for (Live live : present.all()) {
      add(changes, there(new NodeName(live.member().name()), live));
    }
    for (NodeRow row : image.catalog().nodes().values()) {
      NodeName name = row.node().name();
      if (row.checks().containsKey(SERF_HEALTH.key()) && isUnknown(name) && !isSelf(name)) {
        add(changes, change(name, "deregistering member: reason=reaped", removal(name, row)));
      }
    }
    return changes;
  }

  /** Whether {@link #changes()} left a member as it is because it may be about to come back. */
  boolean waits() {
    return waits;
  }

  private boolean isUnknown(NodeName name) {
    return present.get(name) == null && image.members().get(name.value()) == null;
  }

  private boolean isSelf(NodeName name) {
    return name.key().equals(settings.self().key());
  }

  // ---- members that are there

  private @Nullable MemberChange there(NodeName name, Live live) {
    MemberRow record = image.members().get(name.value());
    if (record != null && record.of(live.incarnation())) {
      Status said = record.member().status();
      if (said == Status.LEFT) {
        return isSelf(name) ? null : left(name, record);
      }
      if (said == Status.LEAVING) {
        return null;
      }
    }
    Member alive = live.member().as(Status.ALIVE);
    List<Write> writes = new ArrayList<>();
    if (record == null || !record.of(live.incarnation()) || !record.member().equals(alive)) {
      writes.add((registrar, members) -> members.put(alive, live.incarnation()));
    }
    writes.addAll(registration(name, alive));
    return change(name, "member joined, marking health alive", writes);
  }

  private List<Write> registration(NodeName name, Member alive) {
    MemberEntries found = entries(name);
    String id = alive.tags().getOrDefault("id", "");
    List<Write> writes = new ArrayList<>(2);
    boolean another = found.node() != null && isAnother(found.node(), id);
    if (another && found.health() != null) {
      // The catalog gives a name to another host only once the first is known to have failed.
      add(writes, found.missingWhenFailed());
      found = new MemberEntries(found.node(), null, null);
    }
    Node wanted = wanted(name, alive, id, another ? null : found.node());
    add(writes, found.missingWhenAlive(wanted, server(name, alive)));
    return writes;
  }

  /** The member's node, with what its own agent has said of it. */
  private static Node wanted(NodeName name, Member alive, String id, @Nullable Node known) {
    return known == null
        ? new Node(name, id, alive.address(), null, null, LogIndexes.NONE)
        : new Node(
            name,
            id.isEmpty() ? known.id() : id,
            alive.address(),
            known.taggedAddresses(),
            known.meta(),
            LogIndexes.NONE);
  }

  private static boolean isAnother(Node node, String id) {
    return !node.id().isEmpty() && !id.isEmpty() && !node.id().equals(id);
  }

  private @Nullable ServiceEntry server(NodeName name, Member member) {
    if (!member.isServer()) {
      return null;
    }
    Map<String, String> meta = new TreeMap<>(settings.serverMeta());
    String build = member.tags().getOrDefault("build", "");
    if (!build.isEmpty()) {
      meta.put("version", build.split(":", 2)[0]);
    }
    return MemberEntries.server(name, port(member.tags().getOrDefault("port", "")), meta);
  }

  private static int port(String tag) {
    return tag.matches("[0-9]{1,5}") && Integer.parseInt(tag) <= 65_535 ? Integer.parseInt(tag) : 0;
  }

  // ---- members that are not there

  private @Nullable MemberChange gone(NodeName name, MemberRow record) {
    return switch (record.member().status()) {
      case ALIVE, LEAVING -> lost(name, record);
      case FAILED -> isOver(record) ? reaped(name, record) : failed(name, record, false);
      case LEFT -> isOver(record) ? reaped(name, record) : left(name, record);
    };
  }

  private @Nullable MemberChange lost(NodeName name, MemberRow record) {
    if (awaited.test(name)) {
      waits = true;
      return null;
    }
    return failed(name, record, true);
  }

  private @Nullable MemberChange failed(NodeName name, MemberRow record, boolean news) {
    List<Write> writes = new ArrayList<>(2);
    NodeRow row = nodeOf(name, record);
    if (row != null) {
      add(writes, entries(name).missingWhenFailed());
    }
    if (news) {
      Member failed = record.member().as(Status.FAILED);
      writes.add((registrar, members) -> members.put(failed, record.incarnation()));
    }
    return change(name, "member failed, marking health critical", writes);
  }

  private @Nullable MemberChange left(NodeName name, MemberRow record) {
    return change(name, "deregistering member: reason=left", removal(name, nodeOf(name, record)));
  }

  private @Nullable MemberChange reaped(NodeName name, MemberRow record) {
    // Forgotten last: were it the other way round, a leader that stops in between left it undone.
    List<Write> writes = new ArrayList<>(removal(name, nodeOf(name, record)));
    writes.add((registrar, members) -> members.forget(name));
    return change(name, "deregistering member: reason=reaped", writes);
  }

  private boolean isOver(MemberRow record) {
    Instant since = Instant.ofEpochMilli(record.sinceMillis());
    return !since.plus(settings.reconnectTimeout()).isAfter(now);
  }

  private static List<Write> removal(NodeName name, @Nullable NodeRow row) {
    return row == null ? List.of() : List.of(MemberChange.deregister(name));
  }

  // ---- the catalog

  /** The member's node; null when there is none, or only one that somebody put there by hand. */
  private @Nullable NodeRow nodeOf(NodeName name, MemberRow record) {
    NodeRow row = image.catalog().node(name);
    if (row == null || row.checks().containsKey(SERF_HEALTH.key())) {
      return row;
    }
    // Its own agent may have been quicker than the leader to register it.
    String id = record.member().tags().getOrDefault("id", "");
    return !id.isEmpty() && row.node().id().equals(id) ? row : null;
  }

  private MemberEntries entries(NodeName name) {
    NodeRow row = image.catalog().node(name);
    return row == null
        ? MemberEntries.NONE
        : new MemberEntries(
            row.node(),
            row.checks().get(SERF_HEALTH.key()),
            row.services().get(SERVER_SERVICE.key()));
  }

  private static @Nullable MemberChange change(NodeName name, String what, List<Write> writes) {
    return writes.isEmpty() ? null : new MemberChange(name, what, writes);
  }

  private static void add(List<Write> writes, @Nullable Registration missing) {
    if (missing != null) {
      writes.add(MemberChange.register(missing));
    }
  }

  private static void add(List<MemberChange> changes, @Nullable MemberChange change) {
    if (change != null) {
      changes.add(change);
    }
  }
}
