package org.lictor.check;

import org.lictor.model.CheckStatus;

/** What one run of a probe found. */
public record ProbeResult(CheckStatus status, String output) {
  static ProbeResult passing(String output) {
    return new ProbeResult(CheckStatus.PASSING, output);
  }

  static ProbeResult warning(String output) {
    return new ProbeResult(CheckStatus.WARNING, output);
  }

  static ProbeResult critical(String output) {
    return new ProbeResult(CheckStatus.CRITICAL, output);
  }
}
