/**
 * Locks and semaphores as Consul's clients take them (semantics.md §7.3): the same keys, flags and
 * sessions, so that holders of both kinds respect each other. Speaks HTTP through {@code cli.net}.
 */
@NullMarked
package org.lictor.cli.lock;

import org.jspecify.annotations.NullMarked;
