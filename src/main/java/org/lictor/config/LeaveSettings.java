package org.lictor.config;

import java.time.Duration;

/**
 * How this agent goes.
 *
 * @param onTerminate leave the cluster at SIGTERM; by default clients do, servers do not
 * @param skipOnInterrupt do not leave at SIGINT; by default servers do not
 * @param drainTime how long a leaving server dwells while others take note
 */
public record LeaveSettings(boolean onTerminate, boolean skipOnInterrupt, Duration drainTime) {}
