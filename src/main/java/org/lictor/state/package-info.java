/**
 * The registry's state: {@link org.lictor.state.StateImage} (immutable, knows its index), one table
 * a noun, {@link org.lictor.state.StateStore} (holds the current image, applies, fires watches). No
 * threads of its own, I/O, clock or randomness. Uses {@code model} and {@code command}.
 */
@NullMarked
package org.lictor.state;

import org.jspecify.annotations.NullMarked;
