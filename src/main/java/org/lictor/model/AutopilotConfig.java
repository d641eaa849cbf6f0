package org.lictor.model;

/**
 * What the leader does about servers that die or lag, as operators have set it (Consul HTTP API,
 * "Autopilot"). The last three are kept for clients that write what they have read; nothing here
 * acts on them.
 *
 * @param lastContactThreshold silence after which a server is unhealthy
 * @param maxTrailingLogs entries behind the leader after which it is
 * @param minQuorum servers below which none is removed; 0: no such floor
 * @param serverStabilizationTime how long a new server must be healthy before it votes
 */
public record AutopilotConfig(
    boolean cleanupDeadServers,
    GoDuration lastContactThreshold,
    long maxTrailingLogs,
    long minQuorum,
    GoDuration serverStabilizationTime,
    String redundancyZoneTag,
    boolean disableUpgradeMigration,
    String upgradeVersionTag,
    LogIndexes indexes) {
  /** What holds until somebody sets something else. */
  public static final AutopilotConfig DEFAULT =
      new AutopilotConfig(
          true,
          new GoDuration(200_000_000),
          250,
          0,
          new GoDuration(10_000_000_000L),
          "",
          false,
          "",
          LogIndexes.NONE);

  public AutopilotConfig {
    if (maxTrailingLogs < 0 || minQuorum < 0) {
      throw new InvalidModelException(
          "autopilot", "must not be negative: " + maxTrailingLogs + ", " + minQuorum);
    }
  }

  /** The same with other indexes. */
  public AutopilotConfig at(LogIndexes others) {
    return new AutopilotConfig(
        cleanupDeadServers,
        lastContactThreshold,
        maxTrailingLogs,
        minQuorum,
        serverStabilizationTime,
        redundancyZoneTag,
        disableUpgradeMigration,
        upgradeVersionTag,
        others);
  }
}
