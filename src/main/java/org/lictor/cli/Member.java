package org.lictor.cli;

import java.util.Map;
import java.util.TreeMap;
import org.lictor.cli.net.Json;

/**
 * One member as {@code members} shows it.
 *
 * @param address with the port of the membership protocol; brackets round an IPv6 address
 * @param tags sorted; partition and segment are filled in where the member does not say
 */
record Member(String name, String address, String status, TreeMap<String, String> tags)
    implements Comparable<Member> {
  private static final String[] STATUS = {"none", "alive", "leaving", "left", "failed"};

  /** From an element of {@code /v1/agent/members}. */
  static Member of(Map<String, Object> json) {
    TreeMap<String, String> tags = new TreeMap<>();
    for (Map.Entry<String, Object> tag : Json.object(json.get("Tags")).entrySet())
      tags.put(tag.getKey(), String.valueOf(tag.getValue()));
    if (tags.getOrDefault("segment", "").isEmpty()) tags.put("segment", "<default>");
    if (tags.getOrDefault("ap", "").isEmpty()) tags.put("ap", "default");
    if (tags.getOrDefault("role", "").equals("consul")) tags.put("segment", "<all>");
    String ip = Json.text(json, "Addr");
    String host = ip.indexOf(':') < 0 ? ip : "[".concat(ip).concat("]");
    int status = json.get("Status") instanceof Number number ? number.intValue() : 0;
    String word = status >= 0 && status < STATUS.length ? STATUS[status] : "unknown";
    return new Member(
        Json.text(json, "Name"), host.concat(":").concat(Json.text(json, "Port")), word, tags);
  }

  String tag(String name) {
    return tags.getOrDefault(name, "");
  }

  /** server, client or unknown. */
  String type() {
    return switch (tag("role")) {
      case "consul" -> "server";
      case "node" -> "client";
      default -> "unknown";
    };
  }

  /** The version alone, without the revision behind the colon. */
  String build() {
    String build = tag("build");
    if (build.isEmpty()) return "< 0.3";
    int colon = build.indexOf(':');
    return colon < 0 ? build : build.substring(0, colon);
  }

  String tagList() {
    StringBuilder list = new StringBuilder();
    for (Map.Entry<String, String> tag : tags.entrySet()) {
      list.append(list.length() == 0 ? "" : ",")
          .append(tag.getKey())
          .append('=')
          .append(tag.getValue());
    }
    return list.toString();
  }

  /** Servers first, then by partition, segment and name. */
  @Override
  public int compareTo(Member other) {
    int order =
        Boolean.compare(other.tag("segment").equals("<all>"), tag("segment").equals("<all>"));
    if (order == 0) order = tag("ap").compareTo(other.tag("ap"));
    if (order == 0) order = tag("segment").compareTo(other.tag("segment"));
    return order == 0 ? name.compareTo(other.name) : order;
  }
}
