package org.lictor.cli.net;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;

/** Says in Go's words why an exchange failed; runbooks and scripts look for these. */
final class NetworkText {
  private NetworkText() {}

  static String of(IOException cause, AgentAddress address) {
    if (address.unix()) return "dial unix " + address.host() + ": connect: " + reason(cause);
    if (cause instanceof Wire.ConnectFailure failure) {
      return "dial tcp "
          + literal(failure.tried())
          + ":"
          + address.port()
          + ": "
          + dialReason(failure.reason());
    }
    if (cause instanceof UnknownHostException)
      return "dial tcp: lookup " + address.host() + ": no such host";
    // The class name is compared so that TLS need not be loaded to tell of a failure without it.
    if (cause.getClass().getName().startsWith("javax.net.ssl.")) return TlsWire.reason(cause);
    return reason(cause);
  }

  private static String dialReason(Throwable cause) {
    if (cause instanceof SocketTimeoutException) return "i/o timeout";
    return "connect: ".concat(reason(cause));
  }

  private static String reason(Throwable cause) {
    if (cause instanceof NoRouteToHostException) return "no route to host";
    String message = String.valueOf(cause.getMessage());
    if (cause instanceof ConnectException) {
      int detail = message.indexOf(" (");
      return (detail < 0 ? message : message.substring(0, detail)).toLowerCase(Locale.ROOT);
    }
    return message.equals("Connection reset")
        ? "read: connection reset by peer"
        : lowerIfErrno(message);
  }

  private static String lowerIfErrno(String message) {
    return message.equals("No such file or directory")
            || message.equals("Permission denied")
            || message.equals("Connection refused")
            || message.equals("Network is unreachable")
        ? message.toLowerCase(Locale.ROOT)
        : message;
  }

  private static String literal(InetAddress address) {
    return address instanceof Inet6Address
        ? "[" + address.getHostAddress() + "]"
        : address.getHostAddress();
  }
}
