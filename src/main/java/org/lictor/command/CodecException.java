package org.lictor.command;

/**
 * Bytes that are not the encoding of what was asked for: damaged, cut, or written by a newer
 * version.
 */
public final class CodecException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CodecException(String message) {
    super(message);
  }
}
