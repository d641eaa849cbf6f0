package org.lictor.check;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.lictor.model.CheckStatus;

/**
 * A check that stays what it was last told, until that is too long ago. Not safe for threads:
 * {@link TtlRun} guards it.
 */
final class TtlCheck {
  private final Duration ttl;
  private final int outputLimit;
  private Instant deadline;
  private boolean expired;
  private String lastOutput = "";

  TtlCheck(TtlSpec spec, int outputLimit, Instant now) {
    this.ttl = spec.ttl();
    this.outputLimit = outputLimit;
    this.deadline = now.plus(ttl);
  }

  /** Somebody said how it is; the time starts anew. */
  ProbeResult renew(CheckStatus status, String output, Instant now) {
    lastOutput = cut(output);
    deadline = now.plus(ttl);
    expired = false;
    return new ProbeResult(status, lastOutput);
  }

  /** Critical, once, if the time is over. */
  Optional<ProbeResult> expire(Instant now) {
    if (expired || now.isBefore(deadline)) {
      return Optional.empty();
    }
    expired = true;
    return Optional.of(
        ProbeResult.critical(
            lastOutput.isEmpty()
                ? "TTL expired"
                : "TTL expired (last output before timeout follows): " + lastOutput));
  }

  /** When it will expire; empty if it has. */
  Optional<Instant> deadline() {
    return expired ? Optional.empty() : Optional.of(deadline);
  }

  /** Unlike a probe's, this output keeps its beginning. */
  private String cut(String output) {
    byte[] bytes = output.getBytes(StandardCharsets.UTF_8);
    if (bytes.length <= outputLimit) {
      return output;
    }
    String head = new String(Arrays.copyOf(bytes, outputLimit), StandardCharsets.UTF_8);
    return head + " ... (captured " + outputLimit + " of " + bytes.length + " bytes)";
  }
}
