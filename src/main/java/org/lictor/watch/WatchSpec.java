package org.lictor.watch;

import java.util.Map;

/**
 * A watch of the configuration.
 *
 * @param definition as it was written: two that say the same are one to a reload
 */
public record WatchSpec(
    String type, Map<String, Object> definition, WatchSource source, WatchHandler handler) {}
