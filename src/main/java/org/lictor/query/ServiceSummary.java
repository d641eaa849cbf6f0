package org.lictor.query;

import java.util.List;
import java.util.Set;

/**
 * How a service fares, over all of its instances.
 *
 * @param tags that any instance has, sorted
 * @param nodes with an instance, sorted
 * @param externalSources what the instances say of who registered them, sorted
 * @param passing checks of that status: the instances' and, once each, those of their nodes
 */
public record ServiceSummary(
    String name,
    String kind,
    Set<String> tags,
    List<String> nodes,
    Set<String> externalSources,
    int instances,
    int passing,
    int warning,
    int critical,
    boolean connectNative) {}
