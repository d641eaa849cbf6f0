/**
 * The watches of the agent's configuration: each follows one thing of the registry, the agent or
 * its events ({@link org.lictor.watch.WatchSource}) and has a handler look at it whenever it has
 * changed. On the read side, as HTTP and DNS are: it asks queries and waits without a thread. What
 * a handler is given is rendered by others; the HTTP handler's request is made as an HTTP check's.
 * Uses {@code model}, {@code query}, {@code event}, {@code agent} and {@code check}.
 */
@NullMarked
package org.lictor.watch;

import org.jspecify.annotations.NullMarked;
