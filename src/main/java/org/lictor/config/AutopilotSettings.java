package org.lictor.config;

import java.time.Duration;

/**
 * What the leader does about servers that die or lag. Only the first start of a cluster reads it;
 * later it is in the registry.
 *
 * @param lastContactThreshold silence after which a server is unhealthy
 * @param maxTrailingLogs entries behind the leader after which it is
 * @param minQuorum servers below which none is removed; 0: no such floor
 * @param stabilizationTime how long a new server must be healthy before it votes
 */
public record AutopilotSettings(
    boolean cleanupDeadServers,
    Duration lastContactThreshold,
    int maxTrailingLogs,
    int minQuorum,
    Duration stabilizationTime) {}
