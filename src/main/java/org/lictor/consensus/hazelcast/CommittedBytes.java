package org.lictor.consensus.hazelcast;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.lictor.command.Outcome;
import org.lictor.consensus.Committed;

/**
 * The results of a batch of commands as they travel: of each {@code index(8) kind(1)} and, of a
 * refusal, its message.
 */
final class CommittedBytes {
  private static final byte NO = 0;
  private static final byte YES = 1;
  private static final byte REFUSED = 2;

  private CommittedBytes() {}

  static byte[] of(List<Committed> results) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(16 * results.size());
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      for (Committed committed : results) {
        out.writeLong(committed.index());
        if (committed.outcome() instanceof Outcome.Refused refused) {
          out.writeByte(REFUSED);
          out.writeUTF(refused.message());
        } else {
          out.writeByte(((Outcome.Answered) committed.outcome()).done() ? YES : NO);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("nothing here touches a file", e);
    }
    return bytes.toByteArray();
  }

  static List<Committed> read(byte[] bytes) {
    List<Committed> results = new ArrayList<>();
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      while (in.available() > 0) {
        long index = in.readLong();
        byte kind = in.readByte();
        results.add(
            new Committed(
                index,
                kind == REFUSED ? new Outcome.Refused(in.readUTF()) : Outcome.of(kind == YES)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("nothing here touches a file", e);
    }
    return results;
  }
}
