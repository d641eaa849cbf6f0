package org.lictor.http;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.util.concurrent.Executor;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.util.CharChunk;
import org.glassfish.grizzly.http.util.Parameters;
import org.jspecify.annotations.Nullable;

/** The container's own request under the one that it gives a filter. Any thread. */
final class ContainerRequest {
  private static final Logger LOG = System.getLogger("org.lictor.http");
  private static final char[] NONE = new char[0];
  private static final Field @Nullable [] SCRATCH = scratch();
  private static volatile @Nullable Way way;
  private static volatile @Nullable Executor workers;

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
   * The threads that read requests. What was made for a request goes back to a store of the thread
   * that ends it; elsewhere than on these it is never found again, and each request costs 40 KB of
   * new objects.
   */
  static Executor workers(HttpServletRequest request) {
    Executor known = workers;
    if (known != null) {
      return known;
    }
    Request read = of(request);
    Executor found =
        read == null
            ? null
            : read.getContext().getConnection().getTransport().getWorkerThreadPool();
    known = found == null ? Runnable::run : found;
    workers = known;
    return known;
  }

  /**
   * Takes from a request that is to wait what it has room for and does not need: 4 KB for
   * parameters of forms, which the API has none of. The container makes that room again where it
   * needs it.
   */
  static void lighten(HttpServletRequest request) {
    Field[] scratch = SCRATCH;
    Request waiting = scratch == null ? null : of(request);
    if (waiting == null || scratch == null) {
      return;
    }
    try {
      for (Field chunk : scratch) {
        ((CharChunk) chunk.get(waiting.getParameters())).setChars(NONE, 0, 0);
      }
    } catch (IllegalAccessException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Field @Nullable [] scratch() {
    try {
      Field[] chunks = {
        Parameters.class.getDeclaredField("tmpNameC"),
        Parameters.class.getDeclaredField("tmpValueC")
      };
      for (Field chunk : chunks) {
        chunk.setAccessible(true);
      }
      return chunks;
    } catch (NoSuchFieldException | NoClassDefFoundError otherContainer) {
      return null;
    }
  }
}
