package org.lictor.consensus;

import java.util.concurrent.CompletableFuture;

/** Puts commands in one order and keeps that order. Any thread may call. */
public interface CommandLog extends AutoCloseable {
  /**
   * Submits an encoded command. The future completes when the command is durable and has been
   * applied on this node; never on the log's own thread. It fails with {@link NoLeaderException} or
   * {@link LogBusyException} (not applied), {@link LogUnavailableException} (not acknowledged) or
   * {@link OutcomeUnknownException} (may or may not have been applied). What depends on the future
   * must not wait.
   */
  CompletableFuture<Committed> submit(byte[] command);

  /** The index of the last applied command; 0 when there is none. */
  long lastApplied();

  Leadership leadership();

  /**
   * Makes sure that this log's leader still leads, and gives an index: a read of an image at or
   * above it is consistent. On a node that has an image the future completes when that image is.
   * Fails with {@link NoLeaderException}.
   */
  CompletableFuture<Long> confirmedIndex();

  /**
   * The index that whoever this server takes for the leader has applied, without proof that it
   * still leads: a read of an image at or above it is the leader's word. Fails with {@link
   * NoLeaderException}.
   */
  default CompletableFuture<Long> leadersIndex() {
    return confirmedIndex();
  }

  /** Stops taking commands, finishes those that were taken, closes the files. */
  @Override
  void close();
}
