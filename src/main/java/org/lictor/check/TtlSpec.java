package org.lictor.check;

import java.time.Duration;
import org.lictor.model.InvalidModelException;

/** A check that somebody outside must renew in time. */
public record TtlSpec(Duration ttl) implements ProbeSpec {
  public TtlSpec {
    if (ttl.isZero() || ttl.isNegative()) {
      throw new InvalidModelException("ttl", CheckDraft.NO_TTL);
    }
  }

  @Override
  public String type() {
    return "ttl";
  }
}
