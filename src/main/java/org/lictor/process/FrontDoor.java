package org.lictor.process;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP port until the container opens it, which is the last thing in a start: who comes waits,
 * and is let in when the agent answers; who has waited for long is told that there is no leader, as
 * an agent of Consul's tells that has just started. Any thread.
 */
final class FrontDoor implements Closeable {
  private static final Logger LOG = System.getLogger("org.lictor.agent");

  /** Others are told at once that there is no leader: what they ask for is surely not done. */
  private static final int MOST_WAITING = 32;

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration LOOK = Duration.ofMillis(20);
  private static final String BODY = "No cluster leader: the agent is starting";
  private static final byte[] NOT_YET =
      ("HTTP/1.1 500 Internal Server Error\r\nContent-Type: text/plain; charset=utf-8\r\n"
              + "Connection: close\r\nContent-Length: "
              + BODY.length()
              + "\r\n\r\n"
              + BODY)
          .getBytes(StandardCharsets.US_ASCII);

  private final ServerSocket port;
  private final InetSocketAddress inside;
  private final Duration patience;
  private final Deque<Caller> waiting = new ArrayDeque<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile Stage stage = Stage.OPEN;

  /** From each one to a later one; the port is open in the first alone. */
  private enum Stage {
    OPEN,
    /** The port is the container's; who has come waits on. */
    LEFT,
    LETS_IN,
    TURNS_AWAY
  }

  private record Caller(Socket socket, long since) {}

  private FrontDoor(ServerSocket port, InetSocketAddress inside, Duration patience) {
    this.port = port;
    this.inside = inside;
    this.patience = patience;
  }

  /**
   * Opens the port.
   *
   * @throws IOException when it is taken
   */
  static FrontDoor open(String host, int port) throws IOException {
    return open(new InetSocketAddress(InetAddress.getByName(host), port), PATIENCE);
  }

  static FrontDoor open(InetSocketAddress address, Duration patience) throws IOException {
    ServerSocket socket = new ServerSocket();
    try {
      socket.setReuseAddress(true);
      socket.bind(address);
      socket.setSoTimeout((int) LOOK.toMillis());
    } catch (IOException taken) {
      socket.close();
      throw taken;
    }
    InetAddress inside =
        address.getAddress().isAnyLocalAddress()
            ? InetAddress.getLoopbackAddress()
            : address.getAddress();
    FrontDoor door =
        new FrontDoor(socket, new InetSocketAddress(inside, socket.getLocalPort()), patience);
    daemon(door::keep, "lictor-front-door");
    return door;
  }

  int port() {
    return inside.getPort();
  }

  /** Leaves the port to the container when all who have come are in; they go on waiting. */
  void shut() {
    become(Stage.LEFT);
    try {
      closed.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The container has the port: who waits is let in. */
  void letIn() {
    shut();
    become(Stage.LETS_IN);
  }

  /** Who waits is told that there is no leader. */
  @Override
  public void close() {
    shut();
    become(Stage.TURNS_AWAY);
  }

  private synchronized void become(Stage next) {
    if (next.compareTo(stage) > 0) stage = next;
  }

  /** One thread takes in who comes, and looks who has waited for too long. */
  private void keep() {
    try {
      while (stage.compareTo(Stage.LEFT) <= 0) {
        if (port.isClosed()) {
          TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
        } else {
          boolean last = stage != Stage.OPEN;
          accept();
          if (last) leave();
        }
        long now = System.nanoTime();
        while (!waiting.isEmpty() && now - waiting.peek().since > patience.toNanos()) {
          turnAway(waiting.remove().socket);
        }
      }
    } catch (InterruptedException stopped) {
      become(Stage.TURNS_AWAY);
    }
    leave();
    for (Caller caller : waiting) {
      if (stage == Stage.LETS_IN) {
        letIn(caller.socket);
      } else {
        turnAway(caller.socket);
      }
    }
    waiting.clear();
  }

  private void leave() {
    closeQuietly(port);
    closed.countDown();
  }

  /** Until nobody has come for a moment. */
  private void accept() throws InterruptedException {
    try {
      for (int i = 0; i < MOST_WAITING; i++) {
        Socket socket = port.accept();
        if (waiting.size() < MOST_WAITING) {
          waiting.add(new Caller(socket, System.nanoTime()));
        } else {
          turnAway(socket);
        }
      }
    } catch (SocketTimeoutException nobody) {
      return;
    } catch (IOException defect) {
      LOG.log(Level.DEBUG, "who came to the port before the container could not be let in", defect);
      TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
    }
  }

  /** What has been sent is read, or the answer would be lost with it. */
  private static void turnAway(Socket socket) {
    try (socket) {
      InputStream in = socket.getInputStream();
      socket.setSoTimeout((int) LOOK.toMillis());
      try {
        in.skipNBytes(Math.max(1, in.available()));
        in.skipNBytes(in.available());
      } catch (SocketTimeoutException saidNothing) {
        LOG.log(Level.TRACE, "who is turned away has asked for nothing", saidNothing);
      }
      socket.getOutputStream().write(NOT_YET);
      socket.shutdownOutput();
    } catch (IOException gone) {
      LOG.log(Level.DEBUG, "who waited for the agent has gone: " + gone);
    }
  }

  private void letIn(Socket outside) {
    @Nullable Socket in = null;
    try {
      in = new Socket();
      in.connect(inside, (int) PATIENCE.toMillis());
      in.setTcpNoDelay(true);
      outside.setTcpNoDelay(true);
      Socket container = in;
      daemon(() -> pass(outside, container), "lictor-front-door-in");
      daemon(() -> pass(container, outside), "lictor-front-door-out");
    } catch (IOException refused) {
      turnAway(outside);
      closeQuietly(in);
    }
  }

  /** Until one side ends. */
  private static void pass(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException ended) {
      closeQuietly(from);
      closeQuietly(to);
      return;
    }
    if (from.isOutputShutdown()) {
      closeQuietly(from);
      closeQuietly(to);
    }
  }

  private static void closeQuietly(@Nullable Closeable socket) {
    try {
      if (socket != null) socket.close();
    } catch (IOException alreadyGone) {
      LOG.log(Level.TRACE, "closed already", alreadyGone);
    }
  }

  private static void daemon(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }
}
