/**
 * This process as a member: who is there, who left and who failed, and member attributes. Uses
 * {@code model}, {@code consensus}.
 */
@NullMarked
package org.lictor.grid;

import org.jspecify.annotations.NullMarked;
