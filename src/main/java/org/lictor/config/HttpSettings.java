package org.lictor.config;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * {@code http_config} and the times of blocking queries.
 *
 * @param responseHeaders added to every response
 * @param blockEndpoints path prefixes that answer 403
 * @param allowWriteFrom networks whose writes are taken; empty: all
 * @param maxHeaderBytes 0: the server's own limit
 * @param refuseUnprintablePaths whether a path with control characters is a 400
 * @param defaultQueryTime the wait of a blocking query that names none
 * @param maxQueryTime the longest wait
 * @param discoveryMaxStale age up to which any server may answer discovery reads; 0: only the
 *     leader
 */
public record HttpSettings(
    Map<String, String> responseHeaders,
    List<String> blockEndpoints,
    List<Cidr> allowWriteFrom,
    int maxHeaderBytes,
    boolean refuseUnprintablePaths,
    Duration defaultQueryTime,
    Duration maxQueryTime,
    Duration discoveryMaxStale) {
  public HttpSettings {
    responseHeaders = Frozen.map(responseHeaders);
    blockEndpoints = List.copyOf(blockEndpoints);
    allowWriteFrom = List.copyOf(allowWriteFrom);
  }

  /** Whether a caller at this address may write. */
  public boolean mayWrite(InetAddress caller) {
    return allowWriteFrom.isEmpty()
        || allowWriteFrom.stream().anyMatch(network -> network.contains(caller));
  }
}
