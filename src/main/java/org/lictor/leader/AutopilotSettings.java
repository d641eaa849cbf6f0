package org.lictor.leader;

import java.time.Duration;

/**
 * When a server that will not come back is taken off the configuration.
 *
 * @param cleanupDeadServers whether at all
 * @param expectedVoters as many as the cluster was made for
 * @param stabilization so long a server must have been gone, and the one that takes its place have
 *     been there
 * @param peerTag the tag of a server in which it tells its peer's id; a server without it is known
 *     by its address
 */
public record AutopilotSettings(
    boolean cleanupDeadServers, int expectedVoters, Duration stabilization, String peerTag) {
  public static final Duration STABILIZATION = Duration.ofSeconds(10);
  public static final Duration PERIOD = Duration.ofSeconds(10);
}
