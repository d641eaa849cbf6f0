package org.lictor.check;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Locale;
import javax.net.ssl.SSLException;

/**
 * Says network trouble in the words of Consul's runtime, by which people and alert rules know it.
 */
final class NetworkWords {
  private NetworkWords() {}

  /** Trouble while connecting: {@code connect: connection refused}. */
  static String connecting(IOException trouble) {
    return trouble instanceof SocketTimeoutException
        ? "i/o timeout"
        : "connect: " + reason(trouble);
  }

  /** Trouble with an open connection. */
  static String talking(IOException trouble) {
    if (trouble instanceof EOFException) {
      return "EOF";
    }
    if (trouble instanceof SocketTimeoutException) {
      return "i/o timeout";
    }
    return trouble instanceof SSLException tls ? handshaking(tls) : reason(trouble);
  }

  /**
   * The system's word for it: what follows the JDK's {@code error=2, } and precedes its {@code
   * (Connection refused)}.
   */
  static String reason(IOException trouble) {
    String message =
        trouble.getMessage() == null ? trouble.getClass().getSimpleName() : trouble.getMessage();
    int number = message.indexOf("error=");
    if (number >= 0 && message.indexOf(", ", number) > 0) {
      message = message.substring(message.indexOf(", ", number) + 2);
    }
    String lower = message.toLowerCase(Locale.ROOT);
    for (String known :
        new String[] {
          "connection refused", "connection reset", "no route to host", "broken pipe"
        }) {
      if (lower.startsWith(known)) {
        return known.equals("connection reset") ? "connection reset by peer" : known;
      }
    }
    if (lower.startsWith("network is unreachable") || lower.startsWith("network unreachable")) {
      return "network is unreachable";
    }
    return message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
  }

  private static String handshaking(SSLException trouble) {
    String message = String.valueOf(trouble.getMessage());
    if (message.contains("Unsupported or unrecognized SSL message")) {
      return "tls: first record does not look like a TLS handshake";
    }
    for (Throwable cause = trouble; cause != null; cause = cause.getCause()) {
      if (cause instanceof java.security.cert.CertificateExpiredException
          || cause instanceof java.security.cert.CertificateNotYetValidException) {
        return "tls: failed to verify certificate: x509: certificate has expired or is not yet valid";
      }
      if (cause instanceof java.security.cert.CertPathBuilderException) {
        return "tls: failed to verify certificate: x509: certificate signed by unknown authority";
      }
      if (cause instanceof java.security.cert.CertificateException) {
        message = "failed to verify certificate: x509: " + cause.getMessage();
      }
    }
    return "tls: " + message;
  }
}
