package org.lictor.cli.net;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** TLS over an open socket; loaded only when HTTPS is asked for. */
final class TlsWire {
  private static final char[] NO_PASSWORD = {};

  /**
   * As long as Go's client waits, in milliseconds: a plain HTTP server may sit silent over a
   * greeting it does not understand.
   */
  private static final int HANDSHAKE_MILLIS = 10_000;

  private TlsWire() {}

  static Socket over(Socket socket, AgentAddress address, TlsFiles files)
      throws IOException, AgentException {
    String name = files.serverName() == null ? address.host() : files.serverName();
    SSLSocket tls =
        (SSLSocket)
            context(files).getSocketFactory().createSocket(socket, name, address.port(), true);
    SSLParameters parameters = tls.getSSLParameters();
    if (files.verify()) parameters.setEndpointIdentificationAlgorithm("HTTPS");
    if (files.serverName() != null) parameters.setServerNames(List.of(new SNIHostName(name)));
    tls.setSSLParameters(parameters);
    socket.setSoTimeout(HANDSHAKE_MILLIS);
    try {
      tls.startHandshake();
    } catch (SocketTimeoutException e) {
      throw new IOException("net/http: TLS handshake timeout");
    }
    socket.setSoTimeout(0);
    return tls;
  }

  /** Go's words for what a handshake fails on; the JDK's own for the rest. */
  static String reason(IOException cause) {
    String message = String.valueOf(cause.getMessage());
    if (message.contains("Unsupported or unrecognized SSL message"))
      return "http: server gave HTTP response to HTTPS client";
    if (message.contains("unable to find valid certification path")) {
      return "tls: failed to verify certificate: x509: certificate signed by unknown authority";
    }
    if (message.startsWith("No subject alternative") || message.startsWith("No name matching")) {
      return "tls: failed to verify certificate: x509: " + message;
    }
    return "tls: " + message;
  }

  private static SSLContext context(TlsFiles files) throws AgentException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          keys(files), files.verify() ? trust(files) : new TrustManager[] {new Unverified()}, null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new AgentException("cannot set up TLS: " + e.getMessage());
    }
  }

  private static KeyManager @Nullable [] keys(TlsFiles files)
      throws GeneralSecurityException, IOException, AgentException {
    String certificate = files.certificate();
    String key = files.key();
    if (certificate == null && key == null) return null;
    if (certificate == null || key == null)
      throw new AgentException("both client cert and client key must be provided");
    Certificate[] chain =
        read(certificate, "client cert").certificates().toArray(new Certificate[0]);
    KeyStore store = empty();
    store.setKeyEntry("client", read(key, "client key").privateKey(), NO_PASSWORD, chain);
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, NO_PASSWORD);
    return factory.getKeyManagers();
  }

  private static TrustManager @Nullable [] trust(TlsFiles files)
      throws GeneralSecurityException, IOException, AgentException {
    List<Certificate> roots = new ArrayList<>();
    if (files.caFile() != null) {
      roots.addAll(read(files.caFile(), "CA File").certificates());
    } else if (files.caPath() != null) {
      for (Path file : listed(files.caPath())) roots.addAll(PemFile.read(file).certificates());
    } else {
      return null; // the JDK's own list
    }
    if (roots.isEmpty()) throw new AgentException("Error loading CA File: no certificate found");
    KeyStore store = empty();
    for (int i = 0; i < roots.size(); i++) store.setCertificateEntry("root" + i, roots.get(i));
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }

  private static List<Path> listed(String directory) throws AgentException {
    try (Stream<Path> files = Files.list(Path.of(directory))) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new AgentException(
          "Error loading CA File: open " + directory + ": no such file or directory");
    }
  }

  private static PemFile read(String file, String what) throws IOException, AgentException {
    try {
      return PemFile.read(Path.of(file));
    } catch (NoSuchFileException e) {
      throw new AgentException(
          "Error loading " + what + ": open " + file + ": no such file or directory");
    }
  }

  private static KeyStore empty() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, NO_PASSWORD);
    return store;
  }
}
