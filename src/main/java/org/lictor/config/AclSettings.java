package org.lictor.config;

import java.time.Duration;
import java.util.Optional;

/** The {@code acl} block. The text form shows no token. */
public record AclSettings(
    boolean enabled,
    Policy defaultPolicy,
    String downPolicy,
    Duration tokenTtl,
    Duration policyTtl,
    Duration roleTtl,
    boolean keyListPolicy,
    boolean tokenReplication,
    boolean tokenPersistence,
    Tokens tokens) {
  /** What is allowed where no rule says otherwise. */
  public enum Policy {
    ALLOW,
    DENY
  }

  /** Secrets for the agent's own calls. */
  public record Tokens(
      Optional<String> initialManagement,
      Optional<String> agentRecovery,
      Optional<String> byDefault,
      Optional<String> agent,
      Optional<String> replication,
      Optional<String> serviceRegistration,
      Optional<String> dns) {
    @Override
    public String toString() {
      return "Tokens[hidden]";
    }
  }
}
