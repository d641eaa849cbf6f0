package org.lictor.consensus.simulated;

/**
 * The state after the entry at {@code index}, which is of {@code term}.
 *
 * @param stateIndex of the last command in it, at or below {@code index}: entries without a command
 *     leave no trace in the state
 */
record Snapshot(long index, long term, long stateIndex, byte[] bytes) {
  static final Snapshot NONE = new Snapshot(0, 0, 0, new byte[0]);
}
