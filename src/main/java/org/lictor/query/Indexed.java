package org.lictor.query;

/**
 * What a read found in one image, and the index that a reader who wants to hear of changes waits
 * above.
 */
public record Indexed<T>(long index, T value) {}
