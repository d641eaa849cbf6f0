package org.lictor.storage;

import java.io.IOException;

/**
 * The disk gave no room for more records, which mostly means that it is full. Nothing since the
 * last flush was written, the log is whole and stays usable: the same records may be appended again
 * once there is space.
 */
public final class NotWrittenException extends IOException {
  private static final long serialVersionUID = 1L;

  /** The message names the file and the next step. */
  public NotWrittenException(String message, IOException cause) {
    super(message, cause);
  }
}
