package org.lictor.consensus.hazelcast;

import java.io.IOException;
import java.nio.file.Path;
import org.lictor.storage.FileTrouble;

/** The directory of the log cannot be used. The message is fit for the operator. */
public final class CpStartException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CpStartException(Path directory, IOException cause) {
    super(FileTrouble.text(cause, directory), cause);
  }
}
