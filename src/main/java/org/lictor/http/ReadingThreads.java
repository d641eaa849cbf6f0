package org.lictor.http;

import java.io.IOException;
import java.util.concurrent.Executor;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.IOEvent;
import org.glassfish.grizzly.IOStrategy;
import org.glassfish.grizzly.Transport;
import org.glassfish.grizzly.strategies.SameThreadIOStrategy;
import org.glassfish.grizzly.strategies.WorkerThreadIOStrategy;
import org.glassfish.grizzly.threadpool.ThreadPoolConfig;

/**
 * Has the thread that sees that a connection can be read read it, instead of waking another for
 * each: {@link ListenerGate} answers most of what comes without waiting, and calls a thread for the
 * rest. What comes from a {@link WaitingClient} is not read. All else is as the container has it.
 */
final class ReadingThreads implements IOStrategy {
  private static final IOStrategy HERE = SameThreadIOStrategy.getInstance();
  private static final IOStrategy ELSEWHERE = WorkerThreadIOStrategy.getInstance();

  @Override
  public boolean executeIoEvent(Connection connection, IOEvent event) throws IOException {
    return executeIoEvent(connection, event, true);
  }

  @Override
  public boolean executeIoEvent(Connection connection, IOEvent event, boolean enabled)
      throws IOException {
    if (event == IOEvent.READ) {
      return WaitingClient.dealtWith(connection) || HERE.executeIoEvent(connection, event, enabled);
    }
    return ELSEWHERE.executeIoEvent(connection, event, enabled);
  }

  /** For who has more to do than to read. */
  @Override
  public Executor getThreadPoolFor(Connection connection, IOEvent event) {
    return ELSEWHERE.getThreadPoolFor(connection, event);
  }

  @Override
  public ThreadPoolConfig createDefaultWorkerPoolConfig(Transport transport) {
    return ELSEWHERE.createDefaultWorkerPoolConfig(transport);
  }
}
