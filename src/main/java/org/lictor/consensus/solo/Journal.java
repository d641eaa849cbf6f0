package org.lictor.consensus.solo;

import java.io.Closeable;
import java.io.IOException;
import org.lictor.consensus.CommittedHandler;

/** Where the commands of one server are kept. For the log thread. */
interface Journal extends Closeable {

  /**
   * Brings the handler to the state of the last command kept, and returns that command's index; 0
   * when there is none.
   */
  long recover(CommittedHandler handler) throws IOException;

  /** Adds a command and returns its index; it is kept once {@link #flush} has returned. */
  long append(byte[] command) throws IOException;

  /**
   * Makes what was appended last.
   *
   * @throws org.lictor.storage.NotWrittenException when none of it was kept and the journal can go
   *     on
   */
  void flush() throws IOException;

  /** Is told after each batch how much has been applied. */
  void applied(CommittedHandler handler, int commands, long bytes) throws IOException;

  /** Does what became possible since the last call; called when there may be nothing else to do. */
  void tidy() throws IOException;
}
