package org.lictor.agent;

import java.time.Duration;

/**
 * What becomes of a check's output on its way to the catalog.
 *
 * @param updateInterval {@code check_update_interval}: output that changes without the status is
 *     sent after half of it and a random part of it; zero sends each change at once
 * @param discard {@code discard_check_output}: none is kept
 */
public record OutputRules(Duration updateInterval, boolean discard) {}
