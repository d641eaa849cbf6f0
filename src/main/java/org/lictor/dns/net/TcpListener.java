package org.lictor.dns.net;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.lictor.dns.DnsResponder;

/**
 * One TCP port (RFC 7766). One thread serves all connections; one that is idle too long is closed,
 * and the one that has been idle longest makes room when there are too many.
 */
final class TcpListener {
  private static final Logger LOG = System.getLogger(TcpListener.class.getName());
  private static final int MOST_CONNECTIONS = 512;

  /** RFC 7766 §6.2.3 wants a few seconds. */
  private static final Duration LONGEST_IDLE = Duration.ofSeconds(10);

  private static final Duration SWEEP = Duration.ofSeconds(1);

  private final ServerSocketChannel server;
  private final Selector selector;
  private final InetSocketAddress address;
  private final TcpAnswers answers;
  private final List<Thread> threads = new ArrayList<>(1);
  private final Queue<Runnable> fromElsewhere = new ConcurrentLinkedQueue<>();

  /** The serving thread's alone; the least recently active comes first. */
  private final Set<TcpConnection> connections = new LinkedHashSet<>();

  private long swept = System.nanoTime();

  TcpListener(InetSocketAddress wanted, DnsResponder responder) throws IOException {
    answers = new TcpAnswers(responder, this::later);
    server = ServerSocketChannel.open();
    try {
      server.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      server.bind(wanted, MOST_CONNECTIONS);
      server.configureBlocking(false);
      selector = Selector.open();
      server.register(selector, SelectionKey.OP_ACCEPT);
      address = (InetSocketAddress) server.getLocalAddress();
    } catch (IOException | RuntimeException taken) {
      server.close();
      throw new IOException(
          "cannot listen for DNS on tcp " + wanted + ": " + taken.getMessage(), taken);
    }
  }

  void start() {
    Thread thread = new Thread(this::serve, "dns-tcp-" + address.getPort());
    thread.setDaemon(true);
    threads.add(thread);
    thread.start();
  }

  /** Has {@code work} run on the serving thread. */
  private void later(Runnable work) {
    fromElsewhere.add(work);
    selector.wakeup();
  }

  private void serve() {
    try {
      while (server.isOpen()) {
        selector.select(this::ready, SWEEP.toMillis());
        for (Runnable work = fromElsewhere.poll(); work != null; work = fromElsewhere.poll()) {
          work.run();
        }
        if (System.nanoTime() - swept > SWEEP.toNanos()) {
          closeIdle();
        }
      }
    } catch (ClosedSelectorException closed) {
      // The listener was closed between two turns.
    } catch (IOException broken) {
      LOG.log(Level.ERROR, "DNS over TCP stops on " + address, broken);
    } finally {
      List.copyOf(connections).forEach(TcpConnection::close);
      Ends.closed(selector); // Only now the port is free: a closed channel waits for its selector.
    }
  }

  private void ready(SelectionKey key) {
    if (!key.isValid()) {
      return;
    }
    if (key.attachment() instanceof TcpConnection connection) {
      // Put last: it is the most recently active one now.
      connections.remove(connection);
      connections.add(connection);
      try {
        connection.ready();
      } catch (RuntimeException | OutOfMemoryError defect) {
        LOG.log(Level.ERROR, "a connection to tcp " + address + " is closed", defect);
        connection.close();
      }
      forgetClosed(connection);
    } else {
      accept();
    }
  }

  private void accept() {
    try {
      SocketChannel channel = server.accept();
      if (channel == null) {
        return;
      }
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
      TcpConnection connection = new TcpConnection(channel, key, answers);
      key.attach(connection);
      connections.add(connection);
      if (connections.size() > MOST_CONNECTIONS) {
        TcpConnection oldest = connections.iterator().next();
        oldest.close();
        forgetClosed(oldest);
      }
    } catch (ClosedChannelException closed) {
      LOG.log(Level.DEBUG, "closed while accepting on tcp " + address, closed);
    } catch (IOException trouble) {
      LOG.log(Level.WARNING, "accepting on tcp " + address, trouble);
    }
  }

  private void closeIdle() {
    long now = System.nanoTime();
    swept = now;
    for (TcpConnection connection : List.copyOf(connections)) {
      if (connection.idleNanos(now) > LONGEST_IDLE.toNanos()) {
        connection.close();
      }
      forgetClosed(connection);
    }
  }

  private void forgetClosed(TcpConnection connection) {
    if (!connection.open()) {
      connections.remove(connection);
    }
  }

  void close() {
    Ends.closed(server);
    selector.wakeup();
    Ends.of(threads);
    Ends.closed(selector);
  }
}
