package org.lictor.backup;

import java.io.IOException;

/** A file could not be written or read, as on a full disk. The message is fit for the caller. */
public final class ScratchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ScratchException(IOException cause) {
    super("the snapshot's file cannot be written or read: " + cause.getMessage(), cause);
  }
}
