package org.lictor.agent;

import org.lictor.agent.Kept.KeptState;

/**
 * The memory of an agent that has no data directory: {@code -dev} keeps nothing on disk, and nobody
 * expects it to.
 */
public final class NoMemory implements AgentMemory {
  @Override
  public Kept recall() {
    return Kept.NOTHING;
  }

  @Override
  public void change(MemoryChange change) {
    // What is registered lives as long as the process.
  }

  @Override
  public void keep(KeptState state, boolean news) {
    // Likewise.
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
