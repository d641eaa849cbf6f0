package org.lictor.http;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * What the gate and a {@link Call} ask of a request, however it came in. Used by one thread at a
 * time, and by nobody when its answer is out: the container gives its parts to the next request.
 */
interface Incoming {
  String method();

  /** The path as the client wrote it. */
  String path();

  /** What follows the question mark, as the client wrote it; null without one. */
  @Nullable String query();

  /** The first header of that name in any case; null when there is none. */
  @Nullable String header(String name);

  /** {@code HTTP/1.1} and its kin; empty when the client named none. */
  String protocol();

  /** The IP address of who has connected. */
  String remoteAddress();

  /** In bytes, as announced; -1 when it is not. */
  long contentLength();

  /** The body; can be read once. */
  InputStream body() throws IOException;
}
