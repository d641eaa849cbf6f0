package org.lictor.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import org.jspecify.annotations.Nullable;

/** What a resource threw instead of answering. */
public final class Uncaught implements ExceptionMapper<Throwable> {
  @Context private @Nullable HttpServletRequest request;

  @Override
  public Response toResponse(Throwable thrown) {
    String described = request == null ? "?" : request.getMethod() + " " + request.getRequestURI();
    Reply reply = Failures.reply(thrown, described);
    return Response.status(reply.status())
        .header("Content-Type", "text/plain; charset=utf-8")
        .entity(reply.body().plain())
        .build();
  }
}
