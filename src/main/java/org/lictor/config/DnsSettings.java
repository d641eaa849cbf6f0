package org.lictor.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * {@code dns_config} and its neighbours.
 *
 * @param domain with a dot at its end
 * @param altDomain the same, or empty
 * @param recursors {@code host[:port]}
 * @param maxStale an answer older than this is asked of the leader again
 * @param serviceTtl by service name, {@code prefix*} or {@code *}
 * @param udpAnswerLimit 0: none
 * @param aRecordLimit 0: none
 * @param cacheMaxAge 0: any age
 */
public record DnsSettings(
    String domain,
    String altDomain,
    List<String> recursors,
    boolean allowStale,
    Duration maxStale,
    Duration nodeTtl,
    Map<String, Duration> serviceTtl,
    boolean enableTruncate,
    boolean onlyPassing,
    int udpAnswerLimit,
    int aRecordLimit,
    boolean disableCompression,
    Duration recursorTimeout,
    RecursorStrategy recursorStrategy,
    boolean nodeMetaTxt,
    Soa soa,
    boolean useCache,
    Duration cacheMaxAge) {
  /** In which order recursors are asked. */
  public enum RecursorStrategy {
    SEQUENTIAL,
    RANDOM
  }

  /** The numbers of the SOA record, in seconds. */
  public record Soa(int refresh, int retry, int expire, int minTtl) {}

  public DnsSettings {
    recursors = List.copyOf(recursors);
    serviceTtl = Frozen.map(serviceTtl);
  }

  /**
   * The TTL of a service's records: its own, else that of the longest pattern that fits, else zero.
   */
  public Duration ttlOf(String service) {
    Duration own = serviceTtl.get(service);
    if (own != null) return own;
    Duration best = Duration.ZERO;
    int longest = -1;
    for (Map.Entry<String, Duration> entry : serviceTtl.entrySet()) {
      String pattern = entry.getKey();
      if (!pattern.endsWith("*") || pattern.length() <= longest) continue;
      if (service.startsWith(pattern.substring(0, pattern.length() - 1))) {
        best = entry.getValue();
        longest = pattern.length();
      }
    }
    return best;
  }
}
