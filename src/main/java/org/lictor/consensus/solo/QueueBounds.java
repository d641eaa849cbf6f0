package org.lictor.consensus.solo;

/**
 * How much may wait between a submitter and its answer; more is refused.
 *
 * @param commands how many commands
 * @param bytes how many bytes of commands; one alone may be larger
 */
public record QueueBounds(int commands, long bytes) {
  /**
   * Half a second of writes at full speed, and a share of the heap that a server of 400 MB can
   * spare.
   */
  public static final QueueBounds USUAL = new QueueBounds(16_384, 64L << 20);

  public QueueBounds {
    if (commands < 1 || bytes < 1) throw new IllegalArgumentException("bounds must be positive");
  }
}
