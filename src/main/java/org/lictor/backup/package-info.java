/**
 * The whole registry as an archive, and back: {@code Saver} writes an image beside everything else,
 * {@code Restorer} brings a saved state to all servers by commands. Uses {@code archive}, {@code
 * model}, {@code command}, {@code state}, {@code consensus}, {@code registrar}, {@code query}.
 */
@NullMarked
package org.lictor.backup;

import org.jspecify.annotations.NullMarked;
