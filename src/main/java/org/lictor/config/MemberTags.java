package org.lictor.config;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a member of the cluster tells of itself, under the names that Consul's members use. It
 * travels as one line of {@code name=value} pairs.
 */
public final class MemberTags {
  /** The version of Consul's interface that this agent speaks; clients look at it. */
  public static final String VERSION = "1.21.4";

  private static final String SEPARATOR = ",";

  private MemberTags() {}

  /** The tags of the agent with these settings and this node id. */
  public static Map<String, String> of(Settings settings, String id) {
    Map<String, String> tags = new TreeMap<>();
    RoleSettings role = settings.role();
    tags.put("build", VERSION + ":lictor");
    tags.put("dc", settings.node().datacenter());
    tags.put("id", id);
    tags.put("role", role.server() ? "consul" : "node");
    tags.put("segment", "");
    tags.put("vsn", "2");
    tags.put("vsn_max", "3");
    tags.put("vsn_min", "2");
    if (role.server()) {
      tags.put("acls", "0");
      tags.put("port", Integer.toString(settings.ports().server()));
      tags.put("raft_vsn", "3");
      if (role.solo()) {
        tags.put("bootstrap", "1");
      } else {
        tags.put("expect", Integer.toString(role.bootstrapExpect()));
      }
    }
    return tags;
  }

  /** One line of them. */
  public static String line(Map<String, String> tags) {
    StringBuilder line = new StringBuilder();
    tags.forEach(
        (name, value) ->
            line.append(line.isEmpty() ? "" : SEPARATOR).append(name).append('=').append(value));
    return line.toString();
  }
}
