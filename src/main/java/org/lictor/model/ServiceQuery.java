package org.lictor.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which instances a prepared query is for (Consul HTTP API, "Prepared Queries"). Lists and maps are
 * null when they were not given.
 *
 * @param samenessGroup kept as it was given; there are no such groups here, nor peers
 * @param onlyPassing leaves out instances with a warning, too
 * @param ignoreCheckIds checks that do not count
 * @param near the node that the nearest instances are wanted of; {@code _agent} for that of the
 *     agent that is asked, {@code _ip} for that with the caller's address, empty for none
 * @param tags all of which an instance must have; those after a {@code !} it must not have
 * @param nodeMeta all of which the instance's node must have, {@code serviceMeta} the instance
 * @param connect whether only what can speak the mesh's protocol is wanted
 */
public record ServiceQuery(
    String service,
    String samenessGroup,
    QueryFailover failover,
    boolean onlyPassing,
    @Nullable List<String> ignoreCheckIds,
    String near,
    @Nullable List<String> tags,
    @Nullable Map<String, String> nodeMeta,
    @Nullable Map<String, String> serviceMeta,
    boolean connect,
    String peer) {
  public ServiceQuery {
    ignoreCheckIds = copy(ignoreCheckIds);
    tags = copy(tags);
    nodeMeta = copy(nodeMeta);
    serviceMeta = copy(serviceMeta);
  }

  /** All instances of {@code service}. */
  public static ServiceQuery of(String service) {
    return new ServiceQuery(
        service, "", QueryFailover.NONE, false, null, "", null, null, null, false, "");
  }

  private static @Nullable List<String> copy(@Nullable List<String> texts) {
    return texts == null ? null : List.copyOf(texts);
  }

  private static @Nullable Map<String, String> copy(@Nullable Map<String, String> texts) {
    return texts == null ? null : Collections.unmodifiableMap(new TreeMap<>(texts));
  }

  /** Makes another text of the one in a field. */
  @FunctionalInterface
  interface Change {
    String of(String field, String text);
  }

  /** The same with each text but the keys of metadata changed. */
  ServiceQuery map(Change change) {
    return new ServiceQuery(
        change.of("Service", service),
        change.of("SamenessGroup", samenessGroup),
        failover.map(change),
        onlyPassing,
        map("IgnoreCheckIDs", ignoreCheckIds, change),
        change.of("Near", near),
        map("Tags", tags, change),
        map("NodeMeta", nodeMeta, change),
        map("ServiceMeta", serviceMeta, change),
        connect,
        change.of("Peer", peer));
  }

  static @Nullable List<String> map(String field, @Nullable List<String> texts, Change change) {
    if (texts == null) {
      return null;
    }
    List<String> changed = new ArrayList<>();
    for (String text : texts) {
      changed.add(change.of(field + "[" + changed.size() + "]", text));
    }
    return changed;
  }

  private static @Nullable Map<String, String> map(
      String field, @Nullable Map<String, String> texts, Change change) {
    if (texts == null) {
      return null;
    }
    Map<String, String> changed = new TreeMap<>();
    texts.forEach((key, text) -> changed.put(key, change.of(field + "[" + key + "]", text)));
    return changed;
  }

  /** The same without tags that are empty. */
  ServiceQuery withoutEmptyTags() {
    return tags == null
        ? this
        : new ServiceQuery(
            service,
            samenessGroup,
            failover,
            onlyPassing,
            ignoreCheckIds,
            near,
            tags.stream().filter(tag -> !tag.isEmpty()).toList(),
            nodeMeta,
            serviceMeta,
            connect,
            peer);
  }

  /** The same for what can speak the mesh's protocol alone. */
  public ServiceQuery connected() {
    return new ServiceQuery(
        service,
        samenessGroup,
        failover,
        onlyPassing,
        ignoreCheckIds,
        near,
        tags,
        nodeMeta,
        serviceMeta,
        true,
        peer);
  }
}
