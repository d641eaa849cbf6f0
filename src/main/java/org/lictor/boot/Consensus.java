package org.lictor.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.lictor.config.Settings;
import org.lictor.consensus.CommandLog;
import org.lictor.consensus.CommittedHandler;
import org.lictor.consensus.solo.QueueBounds;
import org.lictor.consensus.solo.SoloCommandLog;
import org.lictor.consensus.solo.SoloSettings;
import org.lictor.consensus.solo.VolatileCommandLog;

/** Chooses who orders commands. */
final class Consensus {
  private Consensus() {}

  /** The log that {@code settings} ask for, replayed into {@code handler} when this returns. */
  static CommandLog open(Settings settings, CommittedHandler handler) throws IOException {
    settings.role().requireSolo();
    String address =
        settings.addresses().advertise().getHostAddress() + ":" + settings.ports().server();
    if (settings.role().dev() || settings.node().dataDir().isEmpty()) {
      return VolatileCommandLog.open(QueueBounds.USUAL, address, handler);
    }
    Path directory = settings.node().dataDir().get().resolve("raft");
    Files.createDirectories(directory);
    return SoloCommandLog.open(SoloSettings.in(directory, address), handler);
  }
}
