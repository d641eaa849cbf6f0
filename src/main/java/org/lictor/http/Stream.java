package org.lictor.http;

import java.io.IOException;
import java.io.OutputStream;

/** An answer that goes on until the client leaves or the agent stops. */
interface Stream {
  String contentType();

  /**
   * Writes as long as there is somebody to read, on a thread of its own. Flushes what shall be
   * seen.
   *
   * @throws IOException when the client has gone
   */
  void writeTo(OutputStream out) throws IOException, InterruptedException;
}
