/**
 * Puts the agent together: start and stop order, what settings mean to each part, readiness. May
 * use everything, and nothing uses it.
 */
@NullMarked
package org.lictor.boot;

import org.jspecify.annotations.NullMarked;
