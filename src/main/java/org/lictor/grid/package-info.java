/**
 * This process as a member: who is there, who left and who failed, member attributes, and the way a
 * query or command travels to a server ({@link org.lictor.grid.Courier}). Hazelcast's membership
 * API stays in here. Uses {@code model}, {@code command}, {@code query}, {@code consensus}.
 */
@NullMarked
package org.lictor.grid;

import org.jspecify.annotations.NullMarked;
