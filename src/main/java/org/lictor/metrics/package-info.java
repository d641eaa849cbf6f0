/**
 * Figures of this process as they come about: how often something happened, how long it took, how
 * much there is. {@link org.lictor.metrics.Metrics} hands out the instruments and tells what they
 * have shown; how that is written is {@code http}'s part. Uses the JDK alone.
 */
@NullMarked
package org.lictor.metrics;

import org.jspecify.annotations.NullMarked;
