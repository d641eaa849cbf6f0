package org.lictor.check;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * The two ways a probe trusts a TLS server: by this agent's authorities, or blindly if the check
 * says so. For any thread.
 */
public final class ProbeTls {
  private final SSLContext verifying;
  private final SSLContext trusting;

  /**
   * @param verifying knows the authorities, and the agent's own certificate if checks are to show
   *     it
   */
  public ProbeTls(SSLContext verifying) {
    this.verifying = verifying;
    try {
      this.trusting = SSLContext.getInstance("TLS");
      this.trusting.init(null, new TrustManager[] {new TrustAnything()}, null);
    } catch (GeneralSecurityException noTls) {
      throw new IllegalStateException("this Java runtime has no TLS", noTls);
    }
  }

  /** With the authorities of the Java runtime. */
  public static ProbeTls ofRuntime() {
    try {
      return new ProbeTls(SSLContext.getDefault());
    } catch (GeneralSecurityException unreadable) {
      throw new IllegalStateException(
          "the trust store of this Java runtime cannot be used", unreadable);
    }
  }

  SSLSocket over(Socket plain, String host, TlsSpec spec) throws IOException {
    String name = spec.serverName().isEmpty() ? host : spec.serverName();
    SSLContext context = spec.skipVerify() ? trusting : verifying;
    SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket(plain, name, plain.getPort(), true);
    if (!spec.skipVerify()) {
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      socket.setSSLParameters(parameters);
    }
    return socket;
  }

  /**
   * The extended kind: around a plain one the runtime would still check names and algorithms
   * itself.
   */
  private static final class TrustAnything extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
