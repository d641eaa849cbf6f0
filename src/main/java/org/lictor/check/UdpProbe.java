package org.lictor.check;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** Sends an empty line and listens for an answer, or for the host's word that nobody listens. */
final class UdpProbe implements Probe {
  /** A connected socket of the JDK sends nothing at all where there is nothing to send. */
  private static final byte[] LINE = {'\n'};

  private final UdpSpec spec;
  private @Nullable DatagramSocket open;
  private boolean killed;

  UdpProbe(UdpSpec spec) {
    this.spec = spec;
  }

  @Override
  public ProbeResult run() {
    Deadline deadline = Deadline.in(spec.timeout());
    try {
      InetSocketAddress target = resolved();
      try (DatagramSocket socket = opened()) {
        socket.connect(target);
        return asked(socket, target, deadline);
      }
    } catch (IOException trouble) {
      return ProbeResult.critical(String.valueOf(trouble.getMessage()));
    }
  }

  @Override
  public synchronized void kill() {
    killed = true;
    if (open != null) {
      open.close();
    }
  }

  private synchronized DatagramSocket opened() throws IOException {
    if (killed) {
      throw new IOException("operation was canceled");
    }
    DatagramSocket socket = new DatagramSocket();
    open = socket;
    return socket;
  }

  private InetSocketAddress resolved() throws IOException {
    HostPort target = HostPort.parse(spec.target(), "udp");
    try {
      return new InetSocketAddress(InetAddress.getByName(target.host()), target.port());
    } catch (UnknownHostException unknown) {
      throw new IOException("dial udp: lookup " + target.host() + ": no such host", unknown);
    }
  }

  private ProbeResult asked(DatagramSocket socket, InetSocketAddress target, Deadline deadline) {
    String ends =
        new HostPort(socket.getLocalAddress().getHostAddress(), socket.getLocalPort())
            + "->"
            + new HostPort(target.getAddress().getHostAddress(), target.getPort());
    try {
      socket.send(new DatagramPacket(LINE, LINE.length));
      socket.setSoTimeout(deadline.millisLeft());
      socket.receive(new DatagramPacket(new byte[1], 1));
      return success();
    } catch (SocketTimeoutException silence) {
      return success();
    } catch (PortUnreachableException refused) {
      return ProbeResult.critical("read udp " + ends + ": read: connection refused");
    } catch (IOException trouble) {
      return ProbeResult.critical("read udp " + ends + ": read: " + NetworkWords.reason(trouble));
    }
  }

  private ProbeResult success() {
    return ProbeResult.passing("UDP connect " + spec.target() + ": Success");
  }
}
