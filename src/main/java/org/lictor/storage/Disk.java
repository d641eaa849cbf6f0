package org.lictor.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The few things this package asks of a file system, so that tests can make each of them fail.
 * Every method may be called from any thread. What a call has done is sure to be there after a
 * power cut only once {@link DiskFile#force} (contents) or {@link #syncDirectory} (names) has
 * returned.
 */
public interface Disk {

  /** Opens a file for reading; it must exist. */
  DiskFile openForReading(Path file) throws IOException;

  /** Opens a file for reading and writing, and makes an empty one when there is none. */
  DiskFile openForWriting(Path file) throws IOException;

  /** The names in a directory, sorted; empty when there is no such directory. */
  List<String> list(Path directory) throws IOException;

  /** Makes a directory and its missing parents, and their names last over a power cut. */
  void createDirectories(Path directory) throws IOException;

  /** Gives a file another name in one step, in place of a file that had that name. */
  void rename(Path from, Path to) throws IOException;

  /** Removes a file if it is there. */
  void delete(Path file) throws IOException;

  /**
   * Makes the names in a directory last: what was created, renamed or removed in it before this
   * call.
   */
  void syncDirectory(Path directory) throws IOException;

  /**
   * Takes a lock that no other process, and nobody else in this one, can hold at the same time. It
   * is gone with the process.
   *
   * @return closing it gives the lock back
   * @throws DirectoryInUseException when another holds it
   */
  Closeable lock(Path file) throws IOException;
}
