package org.lictor.config;

import java.time.Duration;

/**
 * {@code limits}.
 *
 * @param httpMaxConnsPerClient 0: none
 * @param kvMaxValueSize bytes of one value
 * @param txnMaxReqLen bytes of the body of a transaction; never below the other
 * @param readRate requests in a second, negative: unlimited
 * @param writeRate the same of writes
 */
public record LimitSettings(
    int httpMaxConnsPerClient,
    int kvMaxValueSize,
    int txnMaxReqLen,
    Duration httpsHandshakeTimeout,
    RequestLimits requestLimits,
    double readRate,
    double writeRate) {
  /** What happens to requests over the rates: nothing, a log line, or a refusal. */
  public enum RequestLimits {
    DISABLED,
    PERMISSIVE,
    ENFORCING
  }
}
