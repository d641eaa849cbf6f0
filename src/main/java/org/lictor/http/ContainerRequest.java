package org.lictor.http;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.Executor;
import org.glassfish.grizzly.http.server.Request;
import org.jspecify.annotations.Nullable;

/** The container's own request under the one that it gives a filter. Any thread. */
final class ContainerRequest {
  private static final Logger LOG = System.getLogger("org.lictor.http");
  private static volatile @Nullable Way way;

  private ContainerRequest() {}

  /** It, or null in a container that is not Payara. */
  static @Nullable Request of(HttpServletRequest request) {
    Way known = way;
    if (known == null || known.from() != request.getClass()) {
      known = Way.from(request.getClass());
      way = known;
    }
    try {
      return known.steps() == null ? null : (Request) known.steps().invokeExact((Object) request);
    } catch (Throwable unheard) {
      throw new IllegalStateException("the container's request is not what it was", unheard);
    }
  }

  /** The way from the request that a filter is given; no steps where there is none. */
  private record Way(Class<?> from, @Nullable MethodHandle steps) {
    static Way from(Class<?> from) {
      try {
        MethodHandles.Lookup lookup = MethodHandles.publicLookup();
        MethodHandle connector = lookup.unreflect(from.getMethod("getUnwrappedCoyoteRequest"));
        MethodHandle own =
            lookup.unreflect(connector.type().returnType().getMethod("getCoyoteRequest"));
        return new Way(
            from,
            MethodHandles.filterReturnValue(connector, own)
                .asType(MethodType.methodType(Request.class, Object.class)));
      } catch (ReflectiveOperationException | LinkageError otherContainer) {
        LOG.log(Level.DEBUG, "the container does not show its request: " + otherContainer);
        return new Way(from, null);
      }
    }
  }

  /**
   * The threads that read requests; null in a container that is not Payara. What was made for a
   * request goes back to a store of the thread that ends it; elsewhere than on these it is never
   * found again, and each request costs 40 KB of new objects.
   */
  static @Nullable Executor workers(HttpServletRequest request) {
    Request read = of(request);
    return read == null
        ? null
        : read.getContext().getConnection().getTransport().getWorkerThreadPool();
  }
}
