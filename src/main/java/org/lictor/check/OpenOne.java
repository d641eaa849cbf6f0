package org.lictor.check;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The one connection that a probe has open, which another thread may break off. Any thread. */
final class OpenOne<C extends Closeable> {
  private @Nullable C open;
  private boolean killed;

  /** Makes a connection. */
  interface Opening<C> {
    C open() throws IOException;
  }

  /** Opens the next one. Fails when it was broken off before. */
  synchronized C next(Opening<C> opening) throws IOException {
    if (killed) {
      throw new IOException("operation was canceled");
    }
    C opened = opening.open();
    open = opened;
    return opened;
  }

  /** Closes what is open; every later one fails. */
  synchronized void kill() {
    killed = true;
    if (open != null) {
      try {
        open.close();
      } catch (IOException alreadyGone) {
        open = null;
      }
    }
  }
}
