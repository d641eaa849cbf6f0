package org.lictor.check;

import org.lictor.model.CheckId;
import org.lictor.model.InvalidModelException;

/**
 * A check as this agent runs it. {@link CheckDraft} makes one of what a user wrote.
 *
 * @param outputLimit bytes of output kept, at least 1
 */
public record CheckSpec(CheckId id, ProbeSpec probe, Thresholds thresholds, int outputLimit) {
  /** Consul's limit, and ours: longer output is cut to its last bytes. */
  public static final int DEFAULT_OUTPUT_LIMIT = 4096;

  public CheckSpec {
    if (outputLimit < 1) {
      throw new InvalidModelException("outputLimit", "must be at least 1: " + outputLimit);
    }
  }

  /** The word of the wire's {@code Type}. */
  public String type() {
    return probe.type();
  }
}
