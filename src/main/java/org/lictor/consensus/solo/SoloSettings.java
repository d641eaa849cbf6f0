package org.lictor.consensus.solo;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.lictor.storage.SegmentedLog;

/**
 * How a {@link SoloCommandLog} is set up.
 *
 * @param directory where it keeps its files; nobody else may use it
 * @param address this server's address with its port, told as the leader's; null when it has none
 * @param segmentBytes size of a log file
 * @param snapshotAfterCommands a snapshot is taken after so many commands
 * @param snapshotAfterBytes or after so many bytes of commands, whichever is first
 * @param bounds what may wait
 */
public record SoloSettings(
    Path directory,
    @Nullable String address,
    long segmentBytes,
    int snapshotAfterCommands,
    long snapshotAfterBytes,
    QueueBounds bounds) {

  /**
   * A replay of so many takes well under a second; a snapshot of a large state should be rarer than
   * its writing is long.
   */
  private static final int SNAPSHOT_AFTER_COMMANDS = 50_000;

  private static final long SNAPSHOT_AFTER_BYTES = 64L << 20;

  public SoloSettings {
    if (segmentBytes < 1 || snapshotAfterCommands < 1 || snapshotAfterBytes < 1) {
      throw new IllegalArgumentException("segment size and snapshot intervals must be positive");
    }
  }

  /** The usual settings. */
  public static SoloSettings in(Path directory, @Nullable String address) {
    return new SoloSettings(
        directory,
        address,
        SegmentedLog.DEFAULT_SEGMENT_BYTES,
        SNAPSHOT_AFTER_COMMANDS,
        SNAPSHOT_AFTER_BYTES,
        QueueBounds.USUAL);
  }

  /** The same with snapshots after so many commands or bytes, and log files of this size. */
  public SoloSettings withFiles(long newSegmentBytes, int afterCommands, long afterBytes) {
    return new SoloSettings(directory, address, newSegmentBytes, afterCommands, afterBytes, bounds);
  }

  /** The same with other bounds on what waits. */
  public SoloSettings withBounds(QueueBounds newBounds) {
    return new SoloSettings(
        directory, address, segmentBytes, snapshotAfterCommands, snapshotAfterBytes, newBounds);
  }
}
