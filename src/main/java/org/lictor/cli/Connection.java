package org.lictor.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.lictor.cli.net.AgentAddress;
import org.lictor.cli.net.AgentClient;
import org.lictor.cli.net.AgentException;
import org.lictor.cli.net.TlsFiles;

/**
 * Makes the client from flags and variables; a flag wins over a variable, and an empty flag counts
 * as none.
 */
final class Connection {
  private Connection() {}

  static AgentClient of(FlagValues flags, Environment environment) throws AgentException {
    String address = either(flags, "http-addr", environment, "HTTP_ADDR");
    TlsFiles tls =
        new TlsFiles(
            either(flags, "ca-file", environment, "CACERT"),
            either(flags, "ca-path", environment, "CAPATH"),
            either(flags, "client-cert", environment, "CLIENT_CERT"),
            either(flags, "client-key", environment, "CLIENT_KEY"),
            either(flags, "tls-server-name", environment, "TLS_SERVER_NAME"),
            environment.on("HTTP_SSL_VERIFY", true));
    AgentAddress agent =
        AgentAddress.parse(
            address == null ? AgentAddress.DEFAULT : address, environment.on("HTTP_SSL", false));
    return new AgentClient(agent, tls, token(flags, environment), environment.get("HTTP_AUTH"));
  }

  private static @Nullable String either(
      FlagValues flags, String flag, Environment environment, String variable) {
    String given = flags.text(flag);
    return given.isEmpty() ? environment.get(variable) : given;
  }

  /** In the order of Consul: file by flag, flag, file by variable, variable. */
  private static @Nullable String token(FlagValues flags, Environment environment)
      throws AgentException {
    if (!flags.text("token-file").isEmpty()) return content(flags.text("token-file"));
    if (!flags.text("token").isEmpty()) return flags.text("token");
    String file = environment.get("HTTP_TOKEN_FILE");
    return file == null ? environment.get("HTTP_TOKEN") : content(file);
  }

  private static @Nullable String content(String file) throws AgentException {
    try {
      String token = Files.readString(Path.of(file), StandardCharsets.UTF_8).strip();
      return token.isEmpty() ? null : token;
    } catch (IOException e) {
      throw new AgentException("Error loading token file " + file + " : " + FileText.of(file, e));
    }
  }
}
