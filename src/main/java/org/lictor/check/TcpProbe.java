package org.lictor.check;

import java.io.IOException;
import java.net.Socket;

/** Connects and hangs up. */
final class TcpProbe implements Probe {
  private final TcpSpec spec;
  private final Dialer dialer;

  TcpProbe(TcpSpec spec, ProbeTls tls) {
    this.spec = spec;
    this.dialer = new Dialer(tls);
  }

  @Override
  public ProbeResult run() {
    Deadline deadline = Deadline.in(spec.timeout());
    try {
      HostPort target = HostPort.parse(spec.target());
      try (Socket socket = dialer.dial(target, deadline)) {
        return spec.overTls() ? overTls(socket, target, deadline) : success("TCP");
      }
    } catch (IOException trouble) {
      return ProbeResult.critical(String.valueOf(trouble.getMessage()));
    }
  }

  @Override
  public void kill() {
    dialer.kill();
  }

  private ProbeResult overTls(Socket plain, HostPort target, Deadline deadline) {
    try {
      dialer.secured(plain, target.host(), spec.tls(), deadline).close();
      return success("TCP+TLS");
    } catch (IOException trouble) {
      return ProbeResult.critical(NetworkWords.talking(trouble));
    }
  }

  private ProbeResult success(String how) {
    return ProbeResult.passing(how + " connect " + spec.target() + ": Success");
  }
}
