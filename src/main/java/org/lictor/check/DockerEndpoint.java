package org.lictor.check;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;

/**
 * Where Docker listens: {@code unix:///path} or {@code tcp://host:port}, as Docker's own tools take
 * it from {@code DOCKER_HOST}.
 */
record DockerEndpoint(String host) {
  private static final String STANDARD = "unix:///var/run/docker.sock";

  /** The one that the agent's environment names. */
  static DockerEndpoint ofEnvironment() {
    String named = System.getenv("DOCKER_HOST");
    return new DockerEndpoint(named == null || named.isEmpty() ? STANDARD : named);
  }

  /**
   * A connection that does not block, not yet connected.
   *
   * @throws IOException with the text of a failed dial
   */
  SocketChannel open() throws IOException {
    SocketChannel channel =
        host.startsWith("unix://")
            ? SocketChannel.open(StandardProtocolFamily.UNIX)
            : SocketChannel.open();
    channel.configureBlocking(false);
    return channel;
  }

  SocketAddress address() throws IOException {
    if (host.startsWith("unix://")) {
      return UnixDomainSocketAddress.of(host.substring("unix://".length()));
    }
    if (!host.startsWith("tcp://")) {
      throw new IOException("unable to parse docker host `" + host + "`");
    }
    HostPort target = HostPort.parse(host.substring("tcp://".length()));
    InetSocketAddress address = new InetSocketAddress(target.host(), target.port());
    if (address.isUnresolved()) {
      throw new IOException("dial tcp: lookup " + target.host() + ": no such host");
    }
    return address;
  }
}
