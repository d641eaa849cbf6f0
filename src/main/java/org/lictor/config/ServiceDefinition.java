package org.lictor.config;

import java.util.List;
import java.util.Map;

/**
 * A service as a file defines it. Strings that are not set are empty.
 *
 * @param id the name if not set
 * @param taggedAddresses by {@code lan}, {@code wan} and names of the operator's choice
 * @param port 0: none
 * @param socketPath instead of address and port
 * @param checks in the order in which their ids are numbered: those of {@code checks}, then {@code
 *     check}
 * @param proxy what belongs to the mesh, as it stands
 * @param sidecar {@code connect.sidecar_service}, as it stands
 */
public record ServiceDefinition(
    String id,
    String name,
    List<String> tags,
    String address,
    Map<String, TaggedAddress> taggedAddresses,
    Map<String, String> meta,
    int port,
    String socketPath,
    boolean enableTagOverride,
    Weights weights,
    String token,
    List<CheckDefinition> checks,
    String kind,
    Map<String, Object> proxy,
    boolean connectNative,
    Map<String, Object> sidecar,
    Locality locality) {
  /** One more way to reach the service. */
  public record TaggedAddress(String address, int port) {}

  /** Shares in DNS answers while passing and while warning. */
  public record Weights(int passing, int warning) {}

  /** Where the service runs; empty if unknown. */
  public record Locality(String region, String zone) {}

  public ServiceDefinition {
    tags = List.copyOf(tags);
    taggedAddresses = Frozen.map(taggedAddresses);
    meta = Frozen.map(meta);
    checks = List.copyOf(checks);
    proxy = Frozen.map(proxy);
    sidecar = Frozen.map(sidecar);
  }
}
