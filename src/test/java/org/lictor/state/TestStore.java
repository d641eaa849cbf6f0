package org.lictor.state;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.lictor.command.Command;
import org.lictor.command.CommandCodec;
import org.lictor.command.DecidedCommand;
import org.lictor.command.Outcome;
import org.lictor.model.CheckDefinition;
import org.lictor.model.CheckId;
import org.lictor.model.Coordinate;
import org.lictor.model.GoDuration;
import org.lictor.model.HealthCheck;
import org.lictor.model.LogIndexes;
import org.lictor.model.Member;
import org.lictor.model.Node;
import org.lictor.model.NodeCoordinate;
import org.lictor.model.NodeName;
import org.lictor.model.Octets;
import org.lictor.model.ServiceEntry;
import org.lictor.model.ServiceId;
import org.lictor.model.Session;
import org.lictor.model.SessionId;
import org.lictor.model.Weights;

/**
 * A store with a few words for tests. Each word is one command at the next index, and goes through
 * the codec as on a real log.
 */
public final class TestStore {
  public final StateStore store = new StateStore();
  public final List<byte[]> log = new ArrayList<>();

  public StateImage image() {
    return store.image();
  }

  public CatalogTable catalog() {
    return store.image().catalog();
  }

  /** The first command is decided then, and each further one a millisecond later. */
  public static final Instant BEGINNING = Instant.ofEpochMilli(1_700_000_000_000L);

  public Outcome apply(Command command) {
    return apply(command, BEGINNING.plusMillis(log.size()));
  }

  public Outcome apply(Command command, Instant decidedAt) {
    byte[] bytes = CommandCodec.encode(new DecidedCommand(decidedAt, command));
    log.add(bytes);
    return store.apply(store.image().index() + 1, CommandCodec.decode(bytes));
  }

  public Outcome node(String name) {
    return apply(new Command.Register(aNode(name, "10.0.0.1"), false, null, List.of()));
  }

  public Outcome register(String node, String service) {
    return register(node, service, service, 80);
  }

  public Outcome register(String node, String service, String id, int port, String... tags) {
    return apply(
        new Command.Register(
            aNode(node, "10.0.0.1"), true, aService(node, service, id, port, tags), List.of()));
  }

  public Outcome check(String node, String id, String status) {
    return check(node, id, status, "");
  }

  public Outcome check(String node, String id, String status, String serviceId) {
    return apply(
        new Command.Register(
            aNode(node, "10.0.0.1"), true, null, List.of(aCheck(node, id, status, serviceId))));
  }

  public Outcome deregister(String node, @Nullable String service, @Nullable String check) {
    return apply(
        new Command.Deregister(
            new NodeName(node),
            service == null ? null : new ServiceId(service),
            check == null ? null : new CheckId(check)));
  }

  public Outcome set(String key, String value) {
    return apply(new Command.KvSet(key, Octets.of(value), 0, null));
  }

  public Outcome cas(String key, String value, long index) {
    return apply(new Command.KvSet(key, Octets.of(value), 0, index));
  }

  public Outcome delete(String key) {
    return apply(new Command.KvDelete(key, false, null));
  }

  public Outcome deleteUnder(String prefix) {
    return apply(new Command.KvDelete(prefix, true, null));
  }

  public Outcome member(String name, Member.Status status, String incarnation) {
    return apply(new Command.MemberPut(aMember(name, 0, status), incarnation));
  }

  public Outcome forget(String member) {
    return apply(new Command.MemberForget(new NodeName(member)));
  }

  /** Puts a node on a line, so many seconds from its beginning. */
  public Outcome place(String node, double seconds) {
    return apply(new Command.CoordinatesPut(List.of(aPlace(node, "", seconds))));
  }

  /** Brings {@code other} in parts of that many records, without putting it in place yet. */
  public int stage(String id, StateImage other, int records) {
    List<byte[]> parts = parts(bytesOf(other.saved()), records);
    for (int i = 0; i < parts.size(); i++) {
      apply(new Command.RestoreStage(id, i, Octets.owning(parts.get(i))));
    }
    return parts.size();
  }

  public Outcome restore(String id, StateImage other, int records) {
    return apply(new Command.RestoreCommit(id, stage(id, other, records)));
  }

  /** A state's records, so many in a part, compressed. */
  public static List<byte[]> parts(byte[] state, int records) {
    List<byte[]> parts = new ArrayList<>();
    ByteBuffer left = ByteBuffer.wrap(state);
    while (left.hasRemaining()) {
      ByteArrayOutputStream part = new ByteArrayOutputStream();
      try (GZIPOutputStream out = new GZIPOutputStream(part)) {
        for (int i = 0; i < records && left.hasRemaining(); i++) {
          byte[] record = new byte[4 + left.getInt(left.position())];
          left.get(record);
          out.write(record);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      parts.add(part.toByteArray());
    }
    return parts;
  }

  public Outcome session(Session session) {
    return apply(new Command.SessionCreate(session));
  }

  public Outcome destroy(SessionId session) {
    return apply(new Command.SessionDestroy(session, null));
  }

  public Outcome lock(String key, String value, SessionId session) {
    return apply(new Command.KvLock(key, Octets.of(value), 0, session));
  }

  public Outcome unlock(String key, String value, SessionId session) {
    return apply(new Command.KvUnlock(key, Octets.of(value), 0, session.value()));
  }

  public byte[] snapshot() {
    return bytesOf(image());
  }

  public static byte[] bytesOf(StateImage image) {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      SnapshotCodec.write(image, out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static StateImage imageOf(byte[] snapshot) {
    try {
      return SnapshotCodec.read(new ByteArrayInputStream(snapshot));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One with some tags, which {@code variant} changes. */
  public static Member aMember(String name, int variant, Member.Status status) {
    return new Member(
        name, "10.0.0.1", 8301, Map.of("role", "node", "variant", "" + variant), status);
  }

  public static NodeCoordinate aPlace(String node, String segment, double seconds) {
    return new NodeCoordinate(
        new NodeName(node),
        segment,
        new Coordinate(List.of(seconds, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0), 1, 0, 0));
  }

  public static Node aNode(String name, String address) {
    return new Node(new NodeName(name), "", address, null, null, LogIndexes.NONE);
  }

  public static ServiceEntry aService(
      String node, String service, String id, int port, String... tags) {
    return new ServiceEntry(
        new NodeName(node),
        new ServiceId(id),
        service,
        "",
        List.of(tags),
        "",
        null,
        Map.of("m", "1"),
        port,
        "",
        Weights.DEFAULT,
        false,
        false,
        null,
        LogIndexes.NONE);
  }

  public static SessionId anId(int number) {
    return new SessionId(String.format("aaaabbbb-0000-0000-0000-%012d", number));
  }

  /** One without checks and without a delay. */
  public static Session aSession(SessionId id, String node) {
    return aSession(id, node, 0, Session.Behaviour.RELEASE);
  }

  public static Session aSession(
      SessionId id,
      String node,
      long lockDelayMillis,
      Session.Behaviour behaviour,
      String... checks) {
    return new Session(
        id,
        "",
        new NodeName(node),
        new GoDuration(lockDelayMillis * 1_000_000),
        behaviour,
        "",
        List.of(checks),
        null,
        null,
        LogIndexes.NONE);
  }

  public static HealthCheck aCheck(String node, String id, String status, String serviceId) {
    return new HealthCheck(
        new NodeName(node),
        new CheckId(id),
        id,
        status,
        "",
        "",
        serviceId,
        "",
        null,
        "",
        "",
        "",
        0,
        CheckDefinition.NONE,
        LogIndexes.NONE);
  }
}
