package org.lictor.cli.net;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/**
 * An open connection.
 *
 * @param in closing it closes the connection
 */
record Wire(InputStream in, OutputStream out) {
  /** As long as Go's dialer waits, in milliseconds. */
  private static final int CONNECT_MILLIS = 30_000;

  static Wire open(AgentAddress address, TlsFiles tls) throws IOException, AgentException {
    if (address.unix()) return UnixWire.open(address.host());
    Socket socket = connect(address);
    try {
      if (address.tls()) socket = TlsWire.over(socket, address, tls);
      Socket opened = socket;
      return new Wire(
          new FilterInputStream(opened.getInputStream()) {
            @Override
            public void close() throws IOException {
              opened.close();
            }
          },
          opened.getOutputStream());
    } catch (IOException | AgentException e) {
      socket.close();
      throw e;
    }
  }

  /** Tries each address of a name; if none answers, the first one's error is told, as Go does. */
  private static Socket connect(AgentAddress address) throws IOException {
    @Nullable ConnectFailure first = null;
    for (InetAddress candidate : InetAddress.getAllByName(address.host())) {
      Socket socket = new Socket();
      try {
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(candidate, address.port()), CONNECT_MILLIS);
        return socket;
      } catch (IOException e) {
        socket.close();
        if (first == null) first = new ConnectFailure(candidate, e);
      }
    }
    if (first == null) throw new IOException("no address for " + address.host());
    throw first;
  }

  /** Says which of a host's addresses refused. */
  static final class ConnectFailure extends IOException {
    private static final long serialVersionUID = 1;
    private final InetAddress tried;
    private final IOException reason;

    ConnectFailure(InetAddress tried, IOException reason) {
      super(reason);
      this.tried = tried;
      this.reason = reason;
    }

    IOException reason() {
      return reason;
    }

    InetAddress tried() {
      return tried;
    }
  }
}
