/**
 * This process as a member: who is there, who left and who failed, member attributes, and the way a
 * query or command travels to a server ({@link org.lictor.grid.Courier}). Hazelcast's membership
 * API stays in here. A server answers at its {@link org.lictor.grid.ServerDesk}; a client agent's
 * {@link org.lictor.grid.RemoteRegistry}, {@link org.lictor.grid.RemoteCommandLog} and {@link
 * org.lictor.grid.RemotePeers} ask there. What is for all members goes out in {@link
 * org.lictor.grid.Circulars}. Uses {@code model}, {@code command}, {@code query}, {@code
 * consensus}, and the watches of {@code state}.
 */
@NullMarked
package org.lictor.grid;

import org.jspecify.annotations.NullMarked;
