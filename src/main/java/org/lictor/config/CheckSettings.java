package org.lictor.config;

import java.time.Duration;

/**
 * How checks run.
 *
 * @param remoteScripts whether registrations over the API may run programs
 * @param localScripts whether definitions in files may
 * @param updateInterval how long a change of nothing but output may wait for the catalog; 0: not at
 *     all
 * @param outputMaxSize bytes of output kept
 * @param discardOutput keep none
 * @param agentTls HTTPS and gRPC checks show the agent's certificate
 */
public record CheckSettings(
    boolean remoteScripts,
    boolean localScripts,
    Duration updateInterval,
    int outputMaxSize,
    boolean discardOutput,
    boolean agentTls) {}
