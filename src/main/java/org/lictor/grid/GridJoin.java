package org.lictor.grid;

import com.hazelcast.cluster.Address;
import com.hazelcast.config.ConfigAccessor;
import com.hazelcast.config.TcpIpConfig;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.instance.impl.Node;
import com.hazelcast.internal.cluster.ClusterService;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.lictor.consensus.hazelcast.GridNode;

/**
 * Makes a running agent a member of another cluster: its grid, of which it is the only member or
 * one of few, is merged into the one at the given address.
 */
final class GridJoin {
  private static final int CONNECT_MILLIS = 3_000;
  private static final long MERGED_WITHIN_MILLIS = 30_000;

  private final Node node;
  private final int port;
  private final Executor executor;

  /**
   * @param executor joining takes seconds and blocks one of its threads
   */
  GridJoin(HazelcastInstance grid, Executor executor) {
    this.node = GridNode.engine(grid).getNode();
    this.port = node.getThisAddress().getPort();
    this.executor = executor;
  }

  CompletableFuture<Integer> join(List<String> addresses) {
    return CompletableFuture.supplyAsync(() -> joined(addresses), executor);
  }

  private int joined(List<String> addresses) {
    int reached = 0;
    List<String> problems = new ArrayList<>();
    for (String address : addresses) {
      try {
        join(address);
        reached++;
      } catch (IOException | RuntimeException e) {
        problems.add("Failed to join " + address + ": " + e.getMessage());
      }
    }
    if (reached == 0) {
      throw new JoinException(
          problems.size()
              + " error"
              + (problems.size() == 1 ? "" : "s")
              + " occurred:\n\t* "
              + String.join("\n\t* ", problems)
              + "\n\n");
    }
    return reached;
  }

  private void join(String text) throws IOException {
    Address to = address(text);
    ClusterService cluster = node.getClusterService();
    if (cluster.getMember(to) != null) {
      return;
    }
    try (Socket probe = new Socket()) {
      probe.connect(new InetSocketAddress(to.getInetAddress(), to.getPort()), CONNECT_MILLIS);
    } catch (UnknownHostException unknown) {
      throw new IOException("lookup " + to.getHost() + ": no such host", unknown);
    } catch (IOException unreachable) {
      throw new IOException(
          "dial tcp " + to.getHost() + ":" + to.getPort() + ": " + words(unreachable), unreachable);
    }
    // From now on it is looked for after each parting as well.
    TcpIpConfig known =
        ConfigAccessor.getActiveMemberNetworkConfig(node.getConfig()).getJoin().getTcpIpConfig();
    String member = to.getHost() + ":" + to.getPort();
    if (!known.getMembers().contains(member)) {
      known.addMember(member);
    }
    // The grid looks for other clusters every two seconds, and the smaller one merges.
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(MERGED_WITHIN_MILLIS);
    while (cluster.getMember(to) == null) {
      if (System.nanoTime() > end) {
        throw new IOException("it answers, but is no member of a cluster that can be joined");
      }
      try {
        TimeUnit.MILLISECONDS.sleep(50);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      }
    }
  }

  /** In the words of Consul's runtime, by which people know it. */
  private static String words(IOException unreachable) {
    return unreachable instanceof SocketTimeoutException
        ? "i/o timeout"
        : "connect: " + String.valueOf(unreachable.getMessage()).toLowerCase(Locale.ROOT);
  }

  private Address address(String text) throws UnknownHostException {
    int colon = text.lastIndexOf(':');
    boolean hasPort = colon > 0 && (text.indexOf(':') == colon || text.charAt(colon - 1) == ']');
    String host = hasPort ? text.substring(0, colon) : text;
    try {
      return new Address(
          host.replace("[", "").replace("]", ""),
          hasPort ? Integer.parseInt(text.substring(colon + 1)) : port);
    } catch (NumberFormatException e) {
      throw new UnknownHostException("invalid port in " + text);
    }
  }
}
