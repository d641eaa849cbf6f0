package org.lictor.consensus;

import java.io.IOException;
import java.io.OutputStream;

/** A moment of the state that can be written at leisure. Immutable; any thread. */
public interface StateSnapshot {
  /** The index of the last command it holds. */
  long index();

  /** Writes it; the caller closes the stream. */
  void writeTo(OutputStream out) throws IOException;
}
