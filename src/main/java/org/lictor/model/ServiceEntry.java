package org.lictor.model;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One instance of a service on a node. Health lives in checks, never here.
 *
 * @param kind empty for an ordinary service; the mesh's words ({@code connect-proxy} …) are kept as
 *     given
 * @param tags in the caller's order, for it shows on the wire; null when never given
 * @param address empty when the node's address counts
 * @param port 0 to 65535; 0 when there is none
 * @param connectNative whether the instance speaks the mesh's protocol itself; kept for its owner,
 *     nothing here acts on it
 * @param locality null when never given
 */
public record ServiceEntry(
    NodeName node,
    ServiceId id,
    String name,
    String kind,
    @Nullable List<String> tags,
    String address,
    @Nullable Map<String, ServiceAddress> taggedAddresses,
    @Nullable Map<String, String> meta,
    int port,
    String socketPath,
    Weights weights,
    boolean enableTagOverride,
    boolean connectNative,
    @Nullable Locality locality,
    LogIndexes indexes) {
  public ServiceEntry {
    tags = Copies.listed(tags);
    taggedAddresses = Copies.sorted(taggedAddresses);
    meta = Copies.sorted(meta);
    if (name.isEmpty()) {
      throw new InvalidModelException("name", "must not be empty");
    }
    if (port < 0 || port > 65_535) {
      throw new InvalidModelException("port", "must be 0 to 65535: " + port);
    }
  }

  /** What tables compare service names by. */
  public static String nameKey(String service) {
    return service.toLowerCase(Locale.ROOT);
  }

  /** The same instance with other indexes. */
  public ServiceEntry at(LogIndexes other) {
    return new ServiceEntry(
        node,
        id,
        name,
        kind,
        tags,
        address,
        taggedAddresses,
        meta,
        port,
        socketPath,
        weights,
        enableTagOverride,
        connectNative,
        locality,
        other);
  }

  /** Whether both say the same, whatever their indexes. */
  public boolean sameAs(ServiceEntry other) {
    return at(LogIndexes.NONE).equals(other.at(LogIndexes.NONE));
  }

  /** Whether one of the tags is {@code tag}, in any letter case. */
  public boolean hasTag(String tag) {
    if (tags == null) {
      return false;
    }
    for (String own : tags) {
      if (own.equalsIgnoreCase(tag)) {
        return true;
      }
    }
    return false;
  }
}
