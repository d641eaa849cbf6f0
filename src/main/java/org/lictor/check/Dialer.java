package org.lictor.check;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.UnknownHostException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * Opens the connections of one probe, one after another, and can break off the one that is open.
 */
final class Dialer {
  private final ProbeTls tls;
  private final OpenOne<Socket> open = new OpenOne<>();

  Dialer(ProbeTls tls) {
    this.tls = tls;
  }

  /**
   * Connects to the first address of the host that answers.
   *
   * @throws IOException with the text of a failed dial, of the first address tried
   */
  Socket dial(HostPort target, Deadline deadline) throws IOException {
    InetAddress[] addresses;
    try {
      addresses = InetAddress.getAllByName(target.host());
    } catch (UnknownHostException unknown) {
      throw new IOException("dial tcp: lookup " + target.host() + ": no such host", unknown);
    }
    IOException first = null;
    for (InetAddress address : addresses) {
      Socket socket = open.next(() -> new Socket(Proxy.NO_PROXY));
      try {
        socket.connect(new InetSocketAddress(address, target.port()), deadline.millisLeft());
        socket.setTcpNoDelay(true);
        return socket;
      } catch (IOException trouble) {
        socket.close();
        if (first == null) {
          HostPort tried = new HostPort(address.getHostAddress(), target.port());
          first =
              new IOException(
                  "dial tcp " + tried + ": " + NetworkWords.connecting(trouble), trouble);
        }
      }
    }
    throw first == null
        ? new IOException("dial tcp: lookup " + target.host() + ": no such host")
        : first;
  }

  /**
   * Does the TLS handshake on a connection; with a server that must speak one of {@code protocols}
   * (RFC 7301), if any are named.
   */
  Socket secured(Socket plain, String host, TlsSpec spec, Deadline deadline, String... protocols)
      throws IOException {
    SSLSocket socket = tls.over(plain, host, spec);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setApplicationProtocols(protocols);
    socket.setSSLParameters(parameters);
    socket.setSoTimeout(deadline.millisLeft());
    socket.startHandshake();
    return socket;
  }

  /** Closes what is open; every later dial fails. */
  void kill() {
    open.kill();
  }
}
