/**
 * The engine room: decodes each committed command and applies it to the store; hands out the
 * image's root as a snapshot and takes one in. One thread writes. Uses {@code command}, {@code
 * state}, {@code consensus}.
 */
@NullMarked
package org.lictor.replica;

import org.jspecify.annotations.NullMarked;
