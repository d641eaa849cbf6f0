package org.lictor.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How this agent finds the cluster and for how long the cluster remembers members that are gone.
 *
 * @param retryJoin {@code host[:port]}, tried until one answers
 * @param retryInterval pause between two rounds
 * @param retryMax rounds before the agent gives up; 0: never
 * @param rejoinAfterLeave join again at a start after a deliberate leave
 * @param reconnectTimeout after which a failed member is forgotten
 * @param advertisedReconnectTimeout what this client asks the others to use for it instead
 * @param serverRejoinAgeMax a server that was away for longer must not come back with its old data
 * @param allowed networks that members may come from; empty: all
 * @param encryptionKey base64 of 16, 24 or 32 bytes
 * @param coordinates whether round-trip times are measured and asked for
 */
public record ClusterSettings(
    List<String> retryJoin,
    Duration retryInterval,
    int retryMax,
    boolean rejoinAfterLeave,
    Duration reconnectTimeout,
    Optional<Duration> advertisedReconnectTimeout,
    Duration serverRejoinAgeMax,
    List<Cidr> allowed,
    Optional<String> encryptionKey,
    boolean coordinates) {
  public ClusterSettings {
    retryJoin = List.copyOf(retryJoin);
    allowed = List.copyOf(allowed);
  }
}
