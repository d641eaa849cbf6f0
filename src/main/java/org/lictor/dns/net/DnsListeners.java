package org.lictor.dns.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.lictor.dns.DnsResponder;

/** The open DNS ports: UDP and TCP at each address. Any thread may close them. */
public final class DnsListeners implements AutoCloseable {
  /** For a free port; more would mean that there is none. */
  private static final int MOST_ATTEMPTS = 10;

  private final List<UdpListener> udp = new ArrayList<>();
  private final List<TcpListener> tcp = new ArrayList<>();

  private DnsListeners() {}

  /**
   * Opens UDP and TCP at each of {@code addresses}; port 0 means a free one, the same for both.
   *
   * @throws IOException when one cannot be opened, naming it; none stays open then
   */
  public static DnsListeners open(List<InetSocketAddress> addresses, DnsResponder responder)
      throws IOException {
    DnsListeners listeners = new DnsListeners();
    try {
      for (InetSocketAddress address : addresses) {
        listeners.openAt(address, responder);
      }
    } catch (IOException | RuntimeException notAll) {
      listeners.close();
      throw notAll;
    }
    return listeners;
  }

  private void openAt(InetSocketAddress address, DnsResponder responder) throws IOException {
    for (int attempt = 1; ; attempt++) {
      UdpListener first = new UdpListener(address, responder);
      try {
        TcpListener second = new TcpListener(first.address(), responder);
        udp.add(first);
        tcp.add(second);
        first.start();
        second.start();
        return;
      } catch (IOException taken) {
        first.close();
        // A port that is free for UDP may be taken for TCP.
        if (address.getPort() != 0 || attempt == MOST_ATTEMPTS) {
          throw taken;
        }
      }
    }
  }

  /** Where UDP and TCP are open. */
  public List<InetSocketAddress> addresses() {
    return udp.stream().map(UdpListener::address).toList();
  }

  /** Stops answering; when it returns the ports are free. */
  @Override
  public void close() {
    udp.forEach(UdpListener::close);
    tcp.forEach(TcpListener::close);
  }
}
