package org.lictor.check;

/**
 * How a probe meets a TLS server.
 *
 * @param serverName the name asked for and looked for in the certificate; empty for the host
 *     connected to
 * @param skipVerify any certificate will do
 */
public record TlsSpec(String serverName, boolean skipVerify) {
  /** The host's own name, verified. */
  public static final TlsSpec DEFAULT = new TlsSpec("", false);
}
