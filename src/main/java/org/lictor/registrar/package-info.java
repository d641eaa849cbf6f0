/**
 * The write side: checks, fills in defaults, stamps time and ids, builds one command for each
 * atomic change and submits it. Uses {@code model}, {@code command}, {@code consensus}, {@code
 * metrics}, and {@code state} for reading.
 */
@NullMarked
package org.lictor.registrar;

import org.jspecify.annotations.NullMarked;
