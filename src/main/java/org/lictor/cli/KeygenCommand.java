package org.lictor.cli;

import java.security.SecureRandom;
import java.util.Base64;

/** {@code keygen}: a new key for the cluster's own traffic. */
final class KeygenCommand implements Command {
  /** AES-256, as Consul's since 1.8. */
  private static final int KEY_BYTES = 32;

  @Override
  public String usage() {
    return """
        Usage: lictor keygen

          Prints a new random key of 32 bytes, in base 64 as the agent's "encrypt"
          setting takes it.
        """;
  }

  @Override
  public void declare(FlagSet flags) {
    // none of its own, and it asks no agent
  }

  @Override
  public int run(Call call) {
    byte[] key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    call.say(Base64.getEncoder().encodeToString(key));
    return 0;
  }
}
