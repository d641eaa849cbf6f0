package org.lictor.http.wire;

import org.lictor.model.AutopilotConfig;
import org.lictor.model.LogIndexes;

/**
 * The body of {@code PUT /v1/operator/autopilot/configuration}: the whole configuration. What is
 * left out is off, empty or zero and not what was set before.
 */
public final class AutopilotBody {
  private AutopilotBody() {}

  /**
   * The configuration in {@code body}.
   *
   * @throws BadBodyException with Go's words
   */
  public static AutopilotConfig of(byte[] body) {
    Fields fields = Fields.of(body);
    AutopilotConfig config =
        new AutopilotConfig(
            fields.flag("CleanupDeadServers"),
            fields.duration("LastContactThreshold"),
            fields.unsigned("MaxTrailingLogs"),
            fields.unsigned("MinQuorum"),
            fields.duration("ServerStabilizationTime"),
            fields.text("RedundancyZoneTag"),
            fields.flag("DisableUpgradeMigration"),
            fields.text("UpgradeVersionTag"),
            LogIndexes.NONE);
    fields.skip("CreateIndex", "ModifyIndex");
    fields.end();
    return config;
  }
}
