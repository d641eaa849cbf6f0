package org.lictor.archive;

/** An archive is damaged or none at all; the message is fit for the caller. */
public final class ArchiveException extends Exception {
  private static final long serialVersionUID = 1L;

  public ArchiveException(String message) {
    super(message, null, false, false);
  }
}
