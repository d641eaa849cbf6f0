package org.lictor.consensus.hazelcast;

import java.io.IOException;

/** The directory of the log cannot be used. The message is fit for the operator. */
public final class CpStartException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CpStartException(IOException cause) {
    super(cause.getMessage(), cause);
  }
}
