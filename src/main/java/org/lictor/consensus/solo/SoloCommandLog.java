package org.lictor.consensus.solo;

import java.io.IOException;
import org.lictor.consensus.CommittedHandler;
import org.lictor.storage.Disk;
import org.lictor.storage.LocalDisk;

/**
 * The durable log of one server. A command is on disk before it is acknowledged; a full disk
 * refuses commands until there is space, a failed write or fsync refuses them until a restart, and
 * reading goes on either way.
 */
public final class SoloCommandLog extends GroupCommitLog {

  private SoloCommandLog(
      SubmitQueue queue, Disk disk, SoloSettings settings, CommittedHandler handler)
      throws IOException {
    super(queue, DiskJournal.open(disk, settings, queue::wake), handler, settings.address());
  }

  /**
   * Opens the log of a directory: restores the newest snapshot, replays what follows, and takes
   * commands when this returns.
   *
   * @throws org.lictor.storage.DirectoryInUseException when another process has the directory
   * @throws org.lictor.storage.DamagedFileException when bytes that were once safe cannot be read
   */
  public static SoloCommandLog open(SoloSettings settings, CommittedHandler handler)
      throws IOException {
    return open(new LocalDisk(), settings, handler);
  }

  /** The same on another kind of disk. */
  public static SoloCommandLog open(Disk disk, SoloSettings settings, CommittedHandler handler)
      throws IOException {
    SubmitQueue queue = new SubmitQueue(settings.bounds().commands(), settings.bounds().bytes());
    return new SoloCommandLog(queue, disk, settings, handler);
  }
}
