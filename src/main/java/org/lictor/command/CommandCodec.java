package org.lictor.command;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lictor.model.CheckId;
import org.lictor.model.HealthCheck;
import org.lictor.model.InvalidModelException;
import org.lictor.model.NodeCoordinate;
import org.lictor.model.NodeName;
import org.lictor.model.Octets;
import org.lictor.model.ServiceId;
import org.lictor.model.SessionId;

/**
 * Commands as bytes: one byte for the verb, one for the version of its form, the moment of decision
 * in milliseconds, then the verb's fields. A form that has once been written to a log is read for
 * ever: a change of fields is a new version.
 */
public final class CommandCodec {
  private static final int REGISTER = 1;
  private static final int DEREGISTER = 2;
  private static final int KV_SET = 3;
  private static final int KV_DELETE = 4;
  private static final int TOMBSTONE_REAP = 5;
  private static final int MEMBER_PUT = 6;
  private static final int MEMBER_FORGET = 7;
  private static final int AUTOPILOT_SET = 8;
  private static final int SESSION_CREATE = 20;
  private static final int SESSION_DESTROY = 21;
  private static final int KV_LOCK = 22;
  private static final int KV_UNLOCK = 23;
  private static final int SESSION_TERM = 24;
  private static final int TXN = 25;
  private static final int PREPARED_QUERY_SET = 30;
  private static final int PREPARED_QUERY_DELETE = 31;
  private static final int CONFIG_ENTRY_SET = 35;
  private static final int CONFIG_ENTRY_DELETE = 36;
  private static final int COORDINATES_PUT = 40;
  private static final int RESTORE_STAGE = 45;
  private static final int RESTORE_COMMIT = 46;
  private static final int RESTORE_DROP = 47;

  private CommandCodec() {}

  /** The bytes of {@code decided}. */
  public static byte[] encode(DecidedCommand decided) {
    return decided.command().handledBy(new Encoder(decided.decidedAt().toEpochMilli()));
  }

  /**
   * The command in {@code bytes}.
   *
   * @throws CodecException when they are not a command of a verb and version that this code knows
   */
  public static DecidedCommand decode(byte[] bytes) {
    BinaryReader in = new BinaryReader(bytes);
    int verb = in.octet();
    int version = in.octet();
    if (version != 1) {
      throw new CodecException(
          "command "
              + verb
              + " has the unknown version "
              + version
              + "; is this data of a newer release?");
    }
    Instant decidedAt = Instant.ofEpochMilli(in.number());
    try {
      Command command = body(verb, in);
      in.expectEnd();
      return new DecidedCommand(decidedAt, command);
    } catch (InvalidModelException e) {
      throw new CodecException("command " + verb + " holds what cannot exist: " + e.getMessage());
    }
  }

  /**
   * The same command as decided at another moment, by the clock of whoever vouches for it.
   *
   * @throws CodecException as {@link #decode} does
   */
  public static byte[] redecided(byte[] bytes, Instant decidedAt) {
    return encode(new DecidedCommand(decidedAt, decode(bytes).command()));
  }

  private static Command body(int verb, BinaryReader in) {
    return switch (verb) {
      case REGISTER -> register(in);
      case DEREGISTER -> deregister(in);
      case KV_SET ->
          new Command.KvSet(in.text(), Octets.owning(in.octets()), in.number(), optional(in));
      case KV_DELETE -> new Command.KvDelete(in.text(), in.bool(), optional(in));
      case TOMBSTONE_REAP -> new Command.TombstoneReap(in.number());
      case MEMBER_PUT -> new Command.MemberPut(ModelCodec.member(in), in.text());
      case MEMBER_FORGET -> new Command.MemberForget(new NodeName(in.text()));
      case RESTORE_STAGE ->
          new Command.RestoreStage(in.text(), in.count(), Octets.owning(in.octets()));
      case RESTORE_COMMIT -> new Command.RestoreCommit(in.text(), in.count());
      case RESTORE_DROP -> new Command.RestoreDrop(in.text());
      case COORDINATES_PUT -> new Command.CoordinatesPut(coordinates(in));
      case AUTOPILOT_SET -> new Command.AutopilotSet(ModelCodec.autopilot(in), optional(in));
      case SESSION_CREATE -> new Command.SessionCreate(ModelCodec.session(in));
      case SESSION_DESTROY -> new Command.SessionDestroy(new SessionId(in.text()), optional(in));
      case KV_LOCK ->
          new Command.KvLock(
              in.text(), Octets.owning(in.octets()), in.number(), new SessionId(in.text()));
      case KV_UNLOCK ->
          new Command.KvUnlock(in.text(), Octets.owning(in.octets()), in.number(), in.text());
      case SESSION_TERM -> new Command.SessionTerm();
      case TXN -> new Command.Txn(TxnCodec.ops(in));
      case PREPARED_QUERY_SET -> new Command.PreparedQuerySet(ModelCodec.query(in), in.bool());
      case PREPARED_QUERY_DELETE -> new Command.PreparedQueryDelete(in.text());
      case CONFIG_ENTRY_SET -> new Command.ConfigEntrySet(ModelCodec.configEntry(in), optional(in));
      case CONFIG_ENTRY_DELETE -> new Command.ConfigEntryDelete(in.text(), in.text(), optional(in));
      default ->
          throw new CodecException(
              "unknown command " + verb + "; is this data of a newer release?");
    };
  }

  private static Command register(BinaryReader in) {
    var node = ModelCodec.node(in);
    boolean skip = in.bool();
    var service = in.bool() ? ModelCodec.service(in) : null;
    List<HealthCheck> checks = in.list(ModelCodec::check);
    return new Command.Register(node, skip, service, checks == null ? List.of() : checks);
  }

  private static List<NodeCoordinate> coordinates(BinaryReader in) {
    List<NodeCoordinate> rows = in.list(ModelCodec::coordinate);
    return rows == null ? List.of() : rows;
  }

  private static Command deregister(BinaryReader in) {
    NodeName node = new NodeName(in.text());
    ServiceId service = in.bool() ? new ServiceId(in.text()) : null;
    CheckId check = in.bool() ? new CheckId(in.text()) : null;
    return new Command.Deregister(node, service, check);
  }

  private static @Nullable Long optional(BinaryReader in) {
    return in.bool() ? in.number() : null;
  }

  /** Writes each verb in its newest form. */
  private record Encoder(long decidedAtMillis) implements Command.Handler<byte[]> {
    @Override
    public byte[] register(Command.Register command) {
      BinaryWriter out = start(REGISTER, 256);
      ModelCodec.node(out, command.node());
      out.bool(command.skipNodeUpdate()).bool(command.service() != null);
      if (command.service() != null) {
        ModelCodec.service(out, command.service());
      }
      return out.list(command.checks(), ModelCodec::check).toBytes();
    }

    @Override
    public byte[] deregister(Command.Deregister command) {
      BinaryWriter out = start(DEREGISTER, 64).text(command.node().value());
      optionalText(out, command.service() == null ? null : command.service().value());
      optionalText(out, command.check() == null ? null : command.check().value());
      return out.toBytes();
    }

    @Override
    public byte[] kvSet(Command.KvSet command) {
      BinaryWriter out = kv(KV_SET, command.key(), command.value(), command.flags());
      optional(out, command.onlyAtIndex());
      return out.toBytes();
    }

    @Override
    public byte[] kvDelete(Command.KvDelete command) {
      BinaryWriter out = start(KV_DELETE, 32 + command.key().length());
      out.text(command.key()).bool(command.wholePrefix());
      optional(out, command.onlyAtIndex());
      return out.toBytes();
    }

    @Override
    public byte[] tombstoneReap(Command.TombstoneReap command) {
      return start(TOMBSTONE_REAP, 24).number(command.index()).toBytes();
    }

    @Override
    public byte[] memberPut(Command.MemberPut command) {
      BinaryWriter out = start(MEMBER_PUT, 256);
      ModelCodec.member(out, command.member());
      return out.text(command.incarnation()).toBytes();
    }

    @Override
    public byte[] memberForget(Command.MemberForget command) {
      return start(MEMBER_FORGET, 64).text(command.name().value()).toBytes();
    }

    @Override
    public byte[] autopilotSet(Command.AutopilotSet command) {
      BinaryWriter out = start(AUTOPILOT_SET, 64);
      ModelCodec.autopilot(out, command.config());
      optional(out, command.onlyAtIndex());
      return out.toBytes();
    }

    @Override
    public byte[] configEntrySet(Command.ConfigEntrySet command) {
      BinaryWriter out = start(CONFIG_ENTRY_SET, 64 + command.entry().content().length());
      ModelCodec.configEntry(out, command.entry());
      optional(out, command.onlyAtIndex());
      return out.toBytes();
    }

    @Override
    public byte[] sessionCreate(Command.SessionCreate command) {
      BinaryWriter out = start(SESSION_CREATE, 256);
      ModelCodec.session(out, command.session());
      return out.toBytes();
    }

    @Override
    public byte[] configEntryDelete(Command.ConfigEntryDelete command) {
      BinaryWriter out = start(CONFIG_ENTRY_DELETE, 64).text(command.kind()).text(command.name());
      optional(out, command.onlyAtIndex());
      return out.toBytes();
    }

    @Override
    public byte[] coordinatesPut(Command.CoordinatesPut command) {
      return start(COORDINATES_PUT, 100 * command.rows().size() + 16)
          .list(command.rows(), ModelCodec::coordinate)
          .toBytes();
    }

    @Override
    public byte[] sessionDestroy(Command.SessionDestroy command) {
      BinaryWriter out = start(SESSION_DESTROY, 64).text(command.id().value());
      optional(out, command.onlyInTerm());
      return out.toBytes();
    }

    @Override
    public byte[] kvLock(Command.KvLock command) {
      return kv(KV_LOCK, command.key(), command.value(), command.flags())
          .text(command.session().value())
          .toBytes();
    }

    @Override
    public byte[] restoreStage(Command.RestoreStage command) {
      return start(RESTORE_STAGE, 64 + command.rows().length())
          .text(command.id())
          .number(command.part())
          .octets(command.rows().bytes())
          .toBytes();
    }

    @Override
    public byte[] kvUnlock(Command.KvUnlock command) {
      return kv(KV_UNLOCK, command.key(), command.value(), command.flags())
          .text(command.session())
          .toBytes();
    }

    @Override
    public byte[] restoreCommit(Command.RestoreCommit command) {
      return start(RESTORE_COMMIT, 64).text(command.id()).number(command.parts()).toBytes();
    }

    @Override
    public byte[] restoreDrop(Command.RestoreDrop command) {
      return start(RESTORE_DROP, 64).text(command.id()).toBytes();
    }

    @Override
    public byte[] sessionTerm(Command.SessionTerm command) {
      return start(SESSION_TERM, 16).toBytes();
    }

    @Override
    public byte[] preparedQuerySet(Command.PreparedQuerySet command) {
      BinaryWriter out = start(PREPARED_QUERY_SET, 128);
      ModelCodec.query(out, command.query());
      return out.bool(command.mustExist()).toBytes();
    }

    @Override
    public byte[] preparedQueryDelete(Command.PreparedQueryDelete command) {
      return start(PREPARED_QUERY_DELETE, 64).text(command.id()).toBytes();
    }

    @Override
    public byte[] txn(Command.Txn command) {
      BinaryWriter out = start(TXN, 1024);
      TxnCodec.ops(out, command.ops());
      return out.toBytes();
    }

    private BinaryWriter kv(int verb, String key, Octets value, long flags) {
      BinaryWriter out = start(verb, 128 + key.length() + value.length());
      return out.text(key).octets(value.bytes()).number(flags);
    }

    private BinaryWriter start(int verb, int expectedBytes) {
      return new BinaryWriter(expectedBytes).octet(verb).octet(1).number(decidedAtMillis);
    }

    private static void optional(BinaryWriter out, @Nullable Long value) {
      out.bool(value != null);
      if (value != null) {
        out.number(value);
      }
    }

    private static void optionalText(BinaryWriter out, @Nullable String value) {
      out.bool(value != null);
      if (value != null) {
        out.text(value);
      }
    }
  }
}
