/**
 * What only the leader does. Started and stopped with the lead. Uses {@code model}, {@code
 * registrar}, {@code query}, {@code grid}, {@code consensus}, and the {@code state} that it keeps
 * in order.
 */
@NullMarked
package org.lictor.leader;

import org.jspecify.annotations.NullMarked;
