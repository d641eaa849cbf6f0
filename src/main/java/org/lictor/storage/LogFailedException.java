package org.lictor.storage;

import java.io.IOException;

/**
 * A write or a flush has failed, and from then on the log takes no more: after a failed fsync the
 * kernel may have dropped the bytes, and a second fsync that succeeds would not mean that they are
 * there. Whether the records since the last flush are on disk is not known before the log is opened
 * again. Reading goes on.
 */
public final class LogFailedException extends IOException {
  private static final long serialVersionUID = 1L;

  /** The message names the file and the next step. */
  public LogFailedException(String message, IOException cause) {
    super(message, cause);
  }
}
