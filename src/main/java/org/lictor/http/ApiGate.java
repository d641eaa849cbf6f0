package org.lictor.http;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * The gate as a servlet filter before JAX-RS, for every request that {@link ListenerGate} leaves to
 * the container. Called by the container's HTTP threads.
 */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class ApiGate implements Filter {
  private static final Logger LOG = System.getLogger("org.lictor.http");

  private final Gate gate = new Gate();

  @Override
  public void doFilter(
      ServletRequest servletRequest, ServletResponse servletResponse, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest request = (HttpServletRequest) servletRequest;
    HttpServletResponse response = (HttpServletResponse) servletResponse;
    long start = System.nanoTime();
    Incoming in = new ServletIncoming(request);
    HttpParts parts = HttpParts.current();
    if (!ListenerGate.join(gate, request) || parts == null) {
      ReplyWriter.write(Reply.text(500, "the agent is starting or stopping"), in, response);
      return;
    }
    parts.requested();
    // Read once: a reload during the request must not let a reply be kept under rules it was not
    // let in by.
    HttpSettings settings = parts.settings();
    ReplyWriter.prepare(response, settings);
    String key = Gate.key(in);
    Reply finished = Gate.finished(in, parts, settings, key);
    if (finished != null) {
      ReplyWriter.write(finished, in, response);
      gate.answered(start, "GET", in.path());
      return;
    }
    Gate.Verdict verdict = gate.judge(in, parts, settings, key);
    if (verdict.reply() != null) {
      ReplyWriter.write(verdict.reply(), in, response);
      return;
    }
    if (verdict.call() == null || verdict.endpoint() == null) {
      chain.doFilter(request, response); // the UI's files
      return;
    }
    serve(request, response, verdict.call(), verdict.endpoint(), start, chain);
  }

  private void serve(
      HttpServletRequest request,
      HttpServletResponse response,
      Call call,
      Endpoint endpoint,
      long start,
      FilterChain chain)
      throws IOException, ServletException {
    String method = request.getMethod(); // of a request that is over nothing may be asked
    Endpoint.Direct frequent = endpoint.frequent().get(method);
    if (frequent == null) {
      request.setAttribute(Call.ATTRIBUTE, call);
      chain.doFilter(new ApiRequest(request, endpoint), new Unheard(response));
      Stream stream = call.streamed();
      if (stream != null) {
        Streaming.start(stream, request, response);
        return;
      }
    }
    CompletableFuture<Reply> answer = frequent == null ? call.answered() : Gate.ask(call, frequent);
    if (answer.isDone()) {
      try {
        ReplyWriter.write(answer.join(), call.incoming(), response);
      } finally {
        call.over();
        gate.answered(start, method, endpoint);
      }
    } else {
      Runnable measured = () -> gate.answered(start, method, endpoint);
      writeLater(call, answer, request, response, measured);
    }
  }

  /**
   * No thread waits. A write is answered by one of the container's threads; who waited for a change
   * is by whoever woke it, so that those many do not stand before the one that has changed it.
   */
  private static void writeLater(
      Call call,
      CompletableFuture<Reply> answer,
      HttpServletRequest request,
      HttpServletResponse response,
      Runnable measured) {
    AsyncContext waiting = request.startAsync(request, response);
    waiting.setTimeout(0);
    Executor workers = Gate.reads(request.getMethod()) ? null : ContainerRequest.workers(request);
    Executor answering = workers == null ? Runnable::run : workers;
    answer.thenAcceptAsync(
        reply -> {
          try {
            ReplyWriter.write(reply, call.incoming(), response);
          } catch (IOException | RuntimeException gone) {
            LOG.log(Level.DEBUG, "the client has gone: " + gone.getMessage());
          } finally {
            waiting.complete();
            call.over();
            measured.run();
          }
        },
        answering);
  }
}
