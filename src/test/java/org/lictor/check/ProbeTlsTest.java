package org.lictor.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Against a server whose certificate is for probe.example and signed by itself. */
@Timeout(60)
class ProbeTlsTest {
  private static final char[] PASSWORD = "changeit".toCharArray();
  private static final String UNKNOWN =
      "tls: failed to verify certificate: x509: certificate signed by unknown authority";

  @TempDir static Path folder;
  private static SSLServerSocket server;
  private static ProbeTls knowing;

  @BeforeAll
  static void open() throws Exception {
    Path file = folder.resolve("server.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                "server",
                "-dname",
                "CN=probe.example",
                "-ext",
                "SAN=dns:probe.example",
                "-storetype",
                "PKCS12",
                "-storepass",
                "changeit",
                "-keystore",
                file.toString())
            .inheritIO()
            .start();
    assertThat(keytool.waitFor()).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream stored = Files.newInputStream(file)) {
      keys.load(stored, PASSWORD);
    }
    KeyStore authorities = KeyStore.getInstance("PKCS12");
    authorities.load(null, null);
    authorities.setCertificateEntry("server", keys.getCertificate("server"));
    KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(keys, PASSWORD);
    TrustManagerFactory trusted =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trusted.init(authorities);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), trusted.getTrustManagers(), new SecureRandom());
    knowing = new ProbeTls(context);
    server =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(0, 10, InetAddress.getByName("127.0.0.1"));
    Thread thread = new Thread(ProbeTlsTest::serve, "tls-server");
    thread.setDaemon(true);
    thread.start();
  }

  @AfterAll
  static void close() throws IOException {
    server.close();
  }

  @Test
  void aCertificateOfAnUnknownAuthorityIsCritical() {
    ProbeTls runtime = ProbeTls.ofRuntime();
    assertThat(tcp(runtime, new TlsSpec("probe.example", false)))
        .isEqualTo(ProbeResult.critical(UNKNOWN));
    assertThat(http(runtime, new TlsSpec("probe.example", false)))
        .isEqualTo(ProbeResult.critical("Get \"" + url() + "\": " + UNKNOWN));
  }

  @Test
  void aCertificateForAnotherNameIsCritical() {
    assertThat(tcp(knowing, TlsSpec.DEFAULT).output())
        .startsWith("tls: failed to verify certificate: x509: ");
    assertThat(http(knowing, new TlsSpec("other.example", false)).output())
        .startsWith("Get \"" + url() + "\": tls: failed to verify certificate: x509: ");
  }

  @Test
  void theNameOfTheCertificateCanBeGiven() {
    TlsSpec named = new TlsSpec("probe.example", false);
    assertThat(tcp(knowing, named))
        .isEqualTo(ProbeResult.passing("TCP+TLS connect " + target() + ": Success"));
    assertThat(http(knowing, named))
        .isEqualTo(ProbeResult.passing("HTTP GET " + url() + ": 200 OK Output: safe"));
  }

  @Test
  void verificationCanBeSkipped() {
    TlsSpec blind = new TlsSpec("", true);
    assertThat(tcp(ProbeTls.ofRuntime(), blind).output())
        .isEqualTo("TCP+TLS connect " + target() + ": Success");
    assertThat(http(ProbeTls.ofRuntime(), blind).output())
        .isEqualTo("HTTP GET " + url() + ": 200 OK Output: safe");
  }

  private static ProbeResult tcp(ProbeTls tls, TlsSpec spec) {
    return new TcpProbe(
            new TcpSpec(target(), true, spec, Duration.ofSeconds(60), Duration.ofSeconds(20)), tls)
        .run();
  }

  private static ProbeResult http(ProbeTls tls, TlsSpec spec) {
    Duration timeout = Duration.ofSeconds(20);
    HttpSpec https =
        new HttpSpec(url(), "", Map.of(), "", true, spec, Duration.ofSeconds(60), timeout);
    return new HttpProbe(https, 4096, tls).run();
  }

  private static String target() {
    return "127.0.0.1:" + server.getLocalPort();
  }

  private static String url() {
    return "https://" + target() + "/";
  }

  private static void serve() {
    while (!server.isClosed()) {
      try (Socket client = server.accept()) {
        if (client.getInputStream().read() >= 0) {
          byte[] answer =
              "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nsafe"
                  .getBytes(StandardCharsets.US_ASCII);
          client.getOutputStream().write(answer);
          client.getInputStream().skip(Long.MAX_VALUE);
        }
      } catch (IOException clientRefused) {
        continue;
      }
    }
  }
}
