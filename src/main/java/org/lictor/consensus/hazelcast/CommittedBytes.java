package org.lictor.consensus.hazelcast;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.lictor.command.BinaryReader;
import org.lictor.command.BinaryWriter;
import org.lictor.command.CodecException;
import org.lictor.command.Outcome;
import org.lictor.command.OutcomeCodec;
import org.lictor.consensus.Committed;

/**
 * The results of a batch of commands as they travel: of each {@code index(8) kind(1)}, of a refusal
 * its message, and of what is neither yes nor no its {@code length(4)} and bytes.
 */
final class CommittedBytes {
  private static final byte NO = 0;
  private static final byte YES = 1;
  private static final byte REFUSED = 2;
  private static final byte OTHER = 3;

  private CommittedBytes() {}

  static byte[] of(List<Committed> results) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(16 * results.size());
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      for (Committed committed : results) {
        out.writeLong(committed.index());
        if (committed.outcome() instanceof Outcome.Refused refused) {
          out.writeByte(REFUSED);
          out.writeUTF(refused.message());
        } else if (committed.outcome() instanceof Outcome.Answered answered) {
          out.writeByte(answered.done() ? YES : NO);
        } else {
          BinaryWriter body = new BinaryWriter(256);
          OutcomeCodec.write(body, committed.outcome());
          out.writeByte(OTHER);
          out.writeInt(body.size());
          out.write(body.buffer(), 0, body.size());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("nothing here touches a file", e);
    }
    return bytes.toByteArray();
  }

  private static Outcome outcome(byte kind, DataInputStream in) throws IOException {
    return switch (kind) {
      case NO -> Outcome.NOT_DONE;
      case YES -> Outcome.DONE;
      case REFUSED -> new Outcome.Refused(in.readUTF());
      case OTHER -> OutcomeCodec.read(new BinaryReader(in.readNBytes(in.readInt())));
      default -> throw new CodecException("unknown outcome " + kind);
    };
  }

  static List<Committed> read(byte[] bytes) {
    List<Committed> results = new ArrayList<>();
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      while (in.available() > 0) {
        long index = in.readLong();
        results.add(new Committed(index, outcome(in.readByte(), in)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("nothing here touches a file", e);
    }
    return results;
  }
}
