package org.lictor.watch;

/**
 * What a watch has found.
 *
 * @param index of the find; 0 when it has none
 * @param json for handlers: one value, compact
 */
public record Sighting(long index, String json) {}
