/**
 * Recorded facts of the HTTP and DNS interfaces, and what plays them against a running agent:
 * samples of requests with their answers ({@code src/test/resources/wire}) and malformed input
 * ({@code src/test/resources/bad-input}). Speaks sockets only and shares no class with the server,
 * so that it can be pointed at any agent.
 */
@NullMarked
package org.lictor.wire;

import org.jspecify.annotations.NullMarked;
