package org.lictor.cli.net;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The credentials of RFC 7617. A user without a colon has an empty password, as in Consul. */
final class BasicAuth {
  private BasicAuth() {}

  static String encode(String userAndPassword) {
    String complete =
        userAndPassword.indexOf(':') < 0 ? userAndPassword.concat(":") : userAndPassword;
    return Base64.getEncoder().encodeToString(complete.getBytes(StandardCharsets.UTF_8));
  }
}
