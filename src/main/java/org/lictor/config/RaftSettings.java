package org.lictor.config;

import java.time.Duration;

/**
 * How the ordered log is kept.
 *
 * @param multiplier 1 to 10; times of elections are multiplied by it
 * @param rpcHoldTimeout how long a caller is kept waiting for a leader
 * @param snapshotThreshold entries after which a snapshot is taken
 * @param snapshotInterval how often to look whether one is due
 * @param trailingLogs entries kept behind a snapshot
 */
public record RaftSettings(
    int multiplier,
    Duration rpcHoldTimeout,
    int snapshotThreshold,
    Duration snapshotInterval,
    int trailingLogs) {}
