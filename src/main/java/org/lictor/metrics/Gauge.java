package org.lictor.metrics;

import java.util.Map;

/**
 * How much of something there is at this moment.
 *
 * @param name without the prefix that all names have
 */
public record Gauge(String name, Map<String, String> labels, double value) {}
