package org.lictor.check;

import java.io.IOException;
import java.net.Socket;

/** Connects, greets in HTTP/2 and pings. */
final class H2PingProbe implements Probe {
  private final H2PingSpec spec;
  private final Dialer dialer;

  H2PingProbe(H2PingSpec spec, ProbeTls tls) {
    this.spec = spec;
    this.dialer = new Dialer(tls);
  }

  @Override
  public ProbeResult run() {
    Deadline deadline = Deadline.in(spec.timeout());
    try (Socket socket = connected(deadline)) {
      Http2Link link = new Http2Link(socket, deadline);
      link.ping();
      link.bye();
      return ProbeResult.passing("HTTP2 ping was successful");
    } catch (NotConnectedException trouble) {
      return ProbeResult.critical(
          "Failed to dial to " + spec.target() + ": " + trouble.getMessage());
    } catch (IOException trouble) {
      return ProbeResult.critical("HTTP2 ping failed: " + NetworkWords.talking(trouble));
    }
  }

  @Override
  public void kill() {
    dialer.kill();
  }

  private Socket connected(Deadline deadline) throws NotConnectedException {
    try {
      HostPort target = HostPort.parse(spec.target());
      Socket socket = dialer.dial(target, deadline);
      return spec.overTls() ? secured(socket, target, deadline) : socket;
    } catch (IOException trouble) {
      throw new NotConnectedException(NetworkWords.talking(trouble));
    }
  }

  private Socket secured(Socket plain, HostPort target, Deadline deadline) throws IOException {
    try {
      return dialer.secured(plain, target.host(), spec.tls(), deadline, "h2");
    } catch (IOException trouble) {
      plain.close();
      throw trouble;
    }
  }

  /** There was nobody to ping. */
  private static final class NotConnectedException extends IOException {
    private static final long serialVersionUID = 1L;

    NotConnectedException(String why) {
      super(why);
    }
  }
}
