package org.lictor.http;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Runs the answers that do not end, each on a thread of its own. */
final class Streaming {
  private static final System.Logger LOG = System.getLogger("org.lictor.http");
  private static final AtomicInteger OPEN = new AtomicInteger();

  private Streaming() {}

  /** Starts {@code stream} as the answer to a request; null, or why it does not. */
  static @Nullable Reply start(
      Stream stream, HttpServletRequest request, HttpServletResponse response) {
    if (OPEN.incrementAndGet() > Stream.MOST) {
      OPEN.decrementAndGet();
      return Reply.text(429, "too many streams are open");
    }
    response.setStatus(200);
    response.setHeader("Content-Type", stream.contentType());
    AsyncContext waiting = request.startAsync(request, response);
    waiting.setTimeout(0);
    Thread thread = new Thread(() -> run(stream, response, waiting), "lictor-stream");
    thread.setDaemon(true);
    thread.start();
    return null;
  }

  private static void run(Stream stream, HttpServletResponse response, AsyncContext waiting) {
    try {
      OutputStream out = response.getOutputStream();
      stream.writeTo(out);
    } catch (IOException | RuntimeException gone) {
      LOG.log(Level.DEBUG, "a stream has ended: " + gone.getMessage());
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } finally {
      OPEN.decrementAndGet();
      waiting.complete();
    }
  }
}
