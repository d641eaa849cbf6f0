package org.lictor.http;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;

/** Writes the answers that do not end. */
final class Streaming {
  private static final System.Logger LOG = System.getLogger("org.lictor.http");

  /** The most at once; each has a thread. */
  private static final int MOST = 32;

  private static final OpenStreams OPEN = new OpenStreams(MOST);

  private Streaming() {}

  /** Starts {@code stream} as the answer to a request. */
  static void start(Stream stream, HttpServletRequest request, HttpServletResponse response) {
    response.setStatus(200);
    response.setHeader("Content-Type", stream.contentType());
    AsyncContext waiting = request.startAsync(request, response);
    waiting.setTimeout(0);
    OPEN.start(() -> run(stream, response, waiting));
  }

  private static void run(Stream stream, HttpServletResponse response, AsyncContext waiting) {
    try {
      stream.writeTo(response.getOutputStream());
    } catch (IOException | RuntimeException gone) {
      LOG.log(Level.DEBUG, "a stream has ended: " + gone.getMessage());
    } catch (InterruptedException newer) {
      LOG.log(Level.DEBUG, "a stream has ended: there are newer ones");
    } finally {
      waiting.complete();
    }
  }
}
