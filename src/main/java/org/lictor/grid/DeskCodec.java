package org.lictor.grid;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lictor.backup.SavedArchive;
import org.lictor.command.BinaryReader;
import org.lictor.command.BinaryWriter;
import org.lictor.command.CodecException;
import org.lictor.command.Outcome;
import org.lictor.command.OutcomeCodec;
import org.lictor.consensus.Committed;
import org.lictor.consensus.Peers;

/**
 * What goes to a {@link ServerDesk} and comes back: a version, a kind, and the rest. A reply's kind
 * is 0 or tells the failure.
 */
final class DeskCodec {
  private static final int VERSION = 1;

  private DeskCodec() {}

  /** The beginning of a request. */
  static BinaryWriter request(RequestKind kind, int expectedBytes) {
    return new BinaryWriter(expectedBytes + 2).octet(VERSION).octet(kind.number());
  }

  /** The kind of a request of which nothing has been read. */
  static RequestKind kind(BinaryReader request) {
    version(request);
    int number = request.octet();
    RequestKind kind = RequestKind.of(number);
    if (kind == null) {
      throw new CodecException("unknown request " + number + "; is it one of a newer release?");
    }
    return kind;
  }

  /** The beginning of a reply to what went well. */
  static BinaryWriter reply(int expectedBytes) {
    return new BinaryWriter(expectedBytes + 2).octet(VERSION).octet(Failures.NONE);
  }

  /** The reply to what went wrong. */
  static byte[] failure(Throwable problem) {
    BinaryWriter out = new BinaryWriter(128).octet(VERSION);
    Failures.write(out, problem);
    return out.toBytes();
  }

  /** The rest of a reply to what went well; throws what went wrong. */
  static BinaryReader opened(byte[] reply) {
    BinaryReader in = new BinaryReader(reply);
    version(in);
    int kind = in.octet();
    if (kind != Failures.NONE) {
      throw Failures.read(kind, in);
    }
    return in;
  }

  private static void version(BinaryReader in) {
    int version = in.octet();
    if (version != VERSION) {
      throw new CodecException(
          "request or reply in the unknown version " + version + "; is it of a newer release?");
    }
  }

  // ---- what requests and replies hold

  static void committed(BinaryWriter out, Committed committed) {
    out.number(committed.index());
    OutcomeCodec.write(out, committed.outcome());
  }

  static Committed committed(BinaryReader in) {
    long index = in.number();
    Outcome read = OutcomeCodec.read(in);
    in.expectEnd();
    return new Committed(index, read);
  }

  static void status(BinaryWriter out, ServerStatus status) {
    String leader = status.leaderAddress();
    out.text(status.identity()).bool(leader != null);
    out.text(leader == null ? "" : leader).number(status.lastContactMillis());
  }

  static ServerStatus status(BinaryReader in) {
    String identity = in.text();
    boolean known = in.bool();
    String leader = in.text();
    ServerStatus status = new ServerStatus(identity, known ? leader : null, in.number());
    in.expectEnd();
    return status;
  }

  static void ticket(BinaryWriter out, ArchiveDesk.Ticket ticket) {
    SavedArchive archive = ticket.archive();
    out.number(ticket.number()).number(archive.size()).number(archive.index());
    out.bool(archive.knownLeader()).number(archive.lastContactMillis());
  }

  static void peers(BinaryWriter out, Peers.Configuration peers) {
    out.number(peers.index());
    out.list(
        peers.peers(),
        (to, peer) -> {
          to.text(peer.id()).text(peer.address()).bool(peer.leader()).bool(peer.voter());
          progress(to, peer.progress());
        });
  }

  private static void progress(BinaryWriter out, Peers.@Nullable Progress progress) {
    out.bool(progress != null);
    if (progress != null) {
      out.number(progress.term()).number(progress.lastIndex()).number(progress.silentMillis());
    }
  }

  private static Peers.@Nullable Progress progress(BinaryReader in) {
    return in.bool() ? new Peers.Progress(in.number(), in.number(), in.number()) : null;
  }

  static Peers.Configuration peers(BinaryReader in) {
    long index = in.number();
    List<Peers.Peer> peers =
        in.list(
            from ->
                new Peers.Peer(from.text(), from.text(), from.bool(), from.bool(), progress(from)));
    in.expectEnd();
    return new Peers.Configuration(index, peers == null ? new ArrayList<>() : peers);
  }
}
