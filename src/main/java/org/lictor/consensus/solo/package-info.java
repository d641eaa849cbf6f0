/**
 * The order of commands where there is one server: {@link org.lictor.consensus.solo.SoloCommandLog}
 * keeps them on disk, {@link org.lictor.consensus.solo.VolatileCommandLog} nowhere. One thread
 * orders, flushes and applies whole batches ({@code GroupCommitLog}). Uses {@code consensus} and
 * {@code storage}.
 */
@NullMarked
package org.lictor.consensus.solo;

import org.jspecify.annotations.NullMarked;
