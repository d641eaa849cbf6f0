package org.lictor.http;

import java.io.ByteArrayOutputStream;
import java.util.concurrent.atomic.AtomicLong;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.CloseListener;
import org.glassfish.grizzly.Closeable;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.Grizzly;
import org.glassfish.grizzly.ICloseType;
import org.glassfish.grizzly.attributes.Attribute;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a body that have come, until the last is there: no thread waits for a client that
 * stops in the middle. Belongs to a connection, whose parts come one after the other.
 */
final class HeldBody {
  /** A longer body is the container's, which gives it a thread. */
  private static final int MOST_BYTES = 1 << 20;

  /** So much is held for all connections together. */
  private static final long MOST_BYTES_TOGETHER = 16L << 20;

  private static final AtomicLong TOGETHER = new AtomicLong();

  private static final Attribute<HeldBody> HELD =
      Grizzly.DEFAULT_ATTRIBUTE_BUILDER.createAttribute("org.lictor.held-body");

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /** Gives back the room of those whose clients have gone. */
  @SuppressWarnings("rawtypes") // as Grizzly has it
  private static final CloseListener RELEASE =
      new CloseListener<Closeable, ICloseType>() {
        @Override
        public void onClosed(Closeable connection, ICloseType how) {
          take((Connection<?>) connection);
        }
      };

  private HeldBody() {}

  /** Whether the body of {@code request} may be held, as far as it tells. */
  static boolean fits(HttpRequestPacket request) {
    return request.getContentLength() <= MOST_BYTES;
  }

  /** Whether some of the request that {@code connection} is at is held. */
  static boolean holds(Connection<?> connection) {
    return HELD.get(connection) != null;
  }

  /** Holds one more part; not when it is too much. */
  static boolean hold(Connection<?> connection, Buffer part) {
    HeldBody held = HELD.get(connection);
    int length = part.remaining();
    if ((held == null ? 0 : held.bytes.size()) + length > MOST_BYTES) {
      return false;
    }
    if (TOGETHER.addAndGet(length) > MOST_BYTES_TOGETHER) {
      TOGETHER.addAndGet(-length);
      return false;
    }
    if (held == null) {
      held = new HeldBody();
      HELD.set(connection, held);
      connection.addCloseListener(RELEASE);
    }
    byte[] copy = new byte[length];
    part.get(copy);
    held.bytes.writeBytes(copy);
    return true;
  }

  /** What is held for {@code connection}, and no more is; null when nothing was. */
  static byte @Nullable [] take(Connection<?> connection) {
    HeldBody held = HELD.remove(connection);
    if (held == null) {
      return null;
    }
    connection.removeCloseListener(RELEASE);
    TOGETHER.addAndGet(-held.bytes.size());
    return held.bytes.toByteArray();
  }
}
