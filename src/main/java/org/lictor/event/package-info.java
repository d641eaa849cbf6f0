/**
 * User events: what is fired at one agent goes to all, and each keeps the last ones whose filters
 * match it ({@link org.lictor.event.UserEvents}). Nothing of it is in the registry. How an event
 * travels is another's matter: what is to go out leaves through {@link
 * org.lictor.event.UserEvents.Outlet}, and what has come is handed in. Uses {@code model}, the
 * binary form of {@code command}, and {@code query} for what it says when too many wait.
 */
@NullMarked
package org.lictor.event;

import org.jspecify.annotations.NullMarked;
