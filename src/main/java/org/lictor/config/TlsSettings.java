package org.lictor.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * TLS of the HTTPS listener and of the traffic between members; what a listener leaves open is
 * taken from {@code tls.defaults}.
 *
 * @param serverName the name to ask for and to show instead of the node's
 */
public record TlsSettings(Listener https, Listener internal, Optional<String> serverName) {
  /**
   * One listener's.
   *
   * @param minVersion {@code TLSv1_2} and so on; empty: the platform's choice
   * @param cipherSuites parted by commas; empty: the platform's choice
   */
  public record Listener(
      Optional<Path> caFile,
      Optional<Path> caPath,
      Optional<Path> certFile,
      Optional<Path> keyFile,
      boolean verifyIncoming,
      boolean verifyOutgoing,
      boolean verifyServerHostname,
      String minVersion,
      String cipherSuites) {}
}
