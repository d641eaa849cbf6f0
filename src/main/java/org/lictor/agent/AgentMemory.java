package org.lictor.agent;

import org.lictor.agent.Kept.KeptState;

/**
 * Keeps over restarts what was registered with this agent. Any thread; calls block for as long as
 * the disk takes.
 */
public interface AgentMemory extends AutoCloseable {
  /** Everything that is kept. To be asked once, at start. */
  Kept recall();

  /**
   * Makes a change, all or nothing. When it returns, the change survives the death of the process
   * and of the host's power.
   *
   * @throws MemoryFailedException when it could not be made durable: nothing was changed
   */
  void change(MemoryChange change);

  /**
   * Keeps the last word of a TTL check. One whose status is news is kept before this returns; mere
   * renewals, which are many, within a second, and only the last of them.
   *
   * @param news whether the status differs from the one kept last
   */
  void keep(KeptState state, boolean news);

  /** Keeps what is waiting and closes the files. */
  @Override
  void close();
}
