package org.lictor.model;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A host that services run on.
 *
 * @param id a UUID in lower case, or empty for a node that was registered by hand
 * @param address an IP address or a host name, without a port
 * @param taggedAddresses further addresses by name ({@code lan}, {@code wan} …); null when never
 *     given
 * @param meta free text by key; null when never given
 */
public record Node(
    NodeName name,
    String id,
    String address,
    @Nullable Map<String, String> taggedAddresses,
    @Nullable Map<String, String> meta,
    LogIndexes indexes) {
  public Node {
    taggedAddresses = Copies.sorted(taggedAddresses);
    meta = Copies.sorted(meta);
  }

  /** The same node under another name. */
  public Node named(NodeName other) {
    return new Node(other, id, address, taggedAddresses, meta, indexes);
  }

  /** The same node with other indexes. */
  public Node at(LogIndexes other) {
    return new Node(name, id, address, taggedAddresses, meta, other);
  }

  /** Whether both say the same, whatever their indexes. */
  public boolean sameAs(Node other) {
    return at(LogIndexes.NONE).equals(other.at(LogIndexes.NONE));
  }
}
