package org.lictor.consensus.solo;

import org.lictor.consensus.CommittedHandler;

/** Keeps nothing but the count. */
final class MemoryJournal implements Journal {
  private long index;

  @Override
  public long recover(CommittedHandler handler) {
    return 0;
  }

  @Override
  public long append(byte[] command) {
    return ++index;
  }

  @Override
  public void flush() {
    // there is nothing that could last
  }

  @Override
  public void applied(CommittedHandler handler, int commands, long bytes) {
    // no log grows, so no snapshot is needed
  }

  @Override
  public void tidy() {
    // nothing is left behind
  }

  @Override
  public void close() {
    // nothing is open
  }
}
