package org.lictor.storage;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Files of a data directory are gone. To go on without them would make acknowledged writes vanish
 * in silence, so it is for an operator to decide. The message says what is missing and what to do.
 */
public final class MissingFilesException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * @param directory where they are missing
   * @param what how that shows
   * @param whatToDo for an operator, as a sentence without its end
   */
  public MissingFilesException(Path directory, String what, String whatToDo) {
    super("files are missing in %s: %s. %s".formatted(directory, what, whatToDo));
  }
}
