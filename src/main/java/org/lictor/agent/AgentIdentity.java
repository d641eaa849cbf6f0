package org.lictor.agent;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.lictor.model.LogIndexes;
import org.lictor.model.Node;
import org.lictor.model.NodeName;

/**
 * Who this agent is to others.
 *
 * @param id a UUID in lower case
 * @param address as told to others, without a port
 * @param taggedAddresses {@code lan}, {@code wan}, {@code lan_ipv4} …
 * @param meta the operator's and the agent's own
 */
public record AgentIdentity(
    String id,
    NodeName name,
    String datacenter,
    String address,
    SortedMap<String, String> taggedAddresses,
    SortedMap<String, String> meta) {
  private static final String SEGMENT = "consul-network-segment";
  private static final String VERSION = "consul-version";

  public AgentIdentity {
    taggedAddresses = Collections.unmodifiableSortedMap(new TreeMap<>(taggedAddresses));
    meta = Collections.unmodifiableSortedMap(new TreeMap<>(meta));
  }

  /**
   * The identity of an agent with the operator's {@code meta}, to which what each agent says of
   * itself is added.
   *
   * @param version the version of Consul's interface that this agent speaks
   */
  public static AgentIdentity of(
      String id,
      NodeName name,
      String datacenter,
      String address,
      Map<String, String> taggedAddresses,
      Map<String, String> meta,
      String version) {
    SortedMap<String, String> all = new TreeMap<>(meta);
    all.put(SEGMENT, "");
    all.put(VERSION, version);
    return new AgentIdentity(id, name, datacenter, address, new TreeMap<>(taggedAddresses), all);
  }

  /** The same with other metadata of the operator, as after a reload. */
  public AgentIdentity withMeta(Map<String, String> other) {
    return of(
        id, name, datacenter, address, taggedAddresses, other, meta.getOrDefault(VERSION, ""));
  }

  /** As the catalog has it. */
  public Node toNode() {
    return new Node(name, id, address, taggedAddresses, meta, LogIndexes.NONE);
  }
}
