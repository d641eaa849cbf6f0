package org.lictor.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What a resource threw instead of answering: it becomes the call's answer. */
public final class Uncaught implements ExceptionMapper<Throwable> {
  @Context private @Nullable HttpServletRequest request;

  @Override
  public Response toResponse(Throwable thrown) {
    Call.of(Objects.requireNonNull(request, "injected by JAX-RS"))
        .answer(CompletableFuture.failedFuture(thrown));
    return Response.noContent().build();
  }
}
