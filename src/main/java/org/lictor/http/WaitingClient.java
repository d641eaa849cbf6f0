package org.lictor.http;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Future;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.Grizzly;
import org.glassfish.grizzly.IOEvent;
import org.glassfish.grizzly.attributes.Attribute;
import org.glassfish.grizzly.nio.NIOConnection;
import org.glassfish.grizzly.nio.NIOTransport;
import org.glassfish.grizzly.nio.SelectorHandler;

/**
 * A connection whose client waits for news: when it goes, its wait ends. The thread that reads the
 * connection, which sees that, is also the one that goes on with it after the answer, so that
 * nothing of it is read meanwhile.
 */
final class WaitingClient {
  private static final Attribute<Future<?>> WAITS_FOR =
      Grizzly.DEFAULT_ATTRIBUTE_BUILDER.createAttribute("org.lictor.waits-for");

  private WaitingClient() {}

  /** Whether {@code connection} is read by one who asks {@link #dealtWith}. */
  static boolean canBeWatched(Connection<?> connection) {
    return connection.getTransport() instanceof NIOTransport listener
        && listener.getIOStrategy() instanceof ReadingThreads;
  }

  /** The client of {@code connection} waits for {@code answer}. */
  static void begin(Connection<?> connection, Future<?> answer) {
    WAITS_FOR.set(connection, answer);
    try {
      connection.enableIOEvent(IOEvent.READ);
    } catch (IOException closed) {
      connection.terminateSilently();
    }
  }

  /**
   * Whether {@code connection} waits, so that what it has to be read for, which is its end or its
   * next request, is not to be read now. Called by the thread that reads it.
   */
  static boolean dealtWith(Connection<?> connection) throws IOException {
    Future<?> answer = WAITS_FOR.get(connection);
    if (answer == null) {
      return false;
    }
    connection.disableIOEvent(IOEvent.READ);
    SocketChannel channel = (SocketChannel) ((NIOConnection) connection).getChannel();
    if (channel.socket().getInputStream().available() == 0) {
      connection.terminateSilently();
      answer.cancel(false);
    }
    return true;
  }

  /** The answer is out: {@code next} goes on with the connection. */
  static void over(Connection<?> connection, Runnable next) {
    SelectorHandler.Task task =
        () -> {
          WAITS_FOR.remove(connection);
          connection.disableIOEvent(IOEvent.READ); // as for all whose request is under way
          next.run();
          return true;
        };
    ((NIOTransport) connection.getTransport())
        .getSelectorHandler()
        .enque(((NIOConnection) connection).getSelectorRunner(), task, null);
  }
}
