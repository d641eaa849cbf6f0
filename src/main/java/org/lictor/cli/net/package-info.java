/**
 * The command line's own HTTP client: one request a connection, over TCP, TLS or a Unix socket. It
 * is written on plain sockets because the JDK's clients cost a fifth of a second to load, which is
 * more than the whole rest of a command. Uses the JDK and jackson-core.
 */
@NullMarked
package org.lictor.cli.net;

import org.jspecify.annotations.NullMarked;
