package org.lictor.http;

import org.lictor.grid.CoordinateSink;

/**
 * What the coordinates' resource works with.
 *
 * @param node this agent's, which {@code near=_agent} means
 * @param enabled whether the agents of this cluster are measured at all
 */
public record CoordinateParts(String node, boolean enabled, CoordinateSink sink) {}
