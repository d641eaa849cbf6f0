package org.lictor.event;

import org.lictor.command.BinaryReader;
import org.lictor.command.BinaryWriter;
import org.lictor.command.CodecException;
import org.lictor.model.Octets;
import org.lictor.model.UserEvent;

/** Events as they travel between agents: a version, and the fields in their order. */
final class EventCodec {
  private static final int VERSION = 1;

  private EventCodec() {}

  static byte[] encode(UserEvent event) {
    return new BinaryWriter(128)
        .octet(VERSION)
        .text(event.id())
        .text(event.name())
        .octets(event.payload().bytes())
        .text(event.nodeFilter())
        .text(event.serviceFilter())
        .text(event.tagFilter())
        .number(event.version())
        .number(event.time())
        .toBytes();
  }

  /** The event; fails with a {@link CodecException} when it is of a newer release. */
  static UserEvent decode(byte[] bytes) {
    BinaryReader in = new BinaryReader(bytes);
    int version = in.octet();
    if (version != VERSION) {
      throw new CodecException("a user event in the unknown form " + version);
    }
    UserEvent event =
        new UserEvent(
            in.text(),
            in.text(),
            Octets.owning(in.octets()),
            in.text(),
            in.text(),
            in.text(),
            in.count(),
            in.number());
    in.expectEnd();
    return event;
  }

  static byte[] encode(long time) {
    return new BinaryWriter(10).number(time).toBytes();
  }

  static long time(byte[] bytes) {
    return new BinaryReader(bytes).number();
  }
}
