package org.lictor.consensus.hazelcast;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.lictor.command.Outcome;
import org.lictor.consensus.Committed;

/** A command's result as it travels: {@code index(8) kind(1)} and, of a refusal, its message. */
final class CommittedBytes {
  private static final byte NO = 0;
  private static final byte YES = 1;
  private static final byte REFUSED = 2;

  private CommittedBytes() {}

  static byte[] of(Committed committed) {
    Outcome outcome = committed.outcome();
    byte[] message =
        outcome instanceof Outcome.Refused refused
            ? refused.message().getBytes(StandardCharsets.UTF_8)
            : new byte[0];
    byte kind =
        outcome instanceof Outcome.Answered answered ? (answered.done() ? YES : NO) : REFUSED;
    return ByteBuffer.allocate(Long.BYTES + 1 + message.length)
        .putLong(committed.index())
        .put(kind)
        .put(message)
        .array();
  }

  static Committed read(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    long index = in.getLong();
    byte kind = in.get();
    if (kind != REFUSED) {
      return new Committed(index, Outcome.of(kind == YES));
    }
    String message = StandardCharsets.UTF_8.decode(in).toString();
    return new Committed(index, new Outcome.Refused(message));
  }
}
