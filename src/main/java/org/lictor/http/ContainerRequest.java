package org.lictor.http;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.util.CharChunk;
import org.glassfish.grizzly.http.util.Parameters;
import org.jspecify.annotations.Nullable;

/** The container's own request under the one that it gives a filter. Any thread. */
final class ContainerRequest {
  private static final Logger LOG = System.getLogger("org.lictor.http");
  private static final char[] NONE = new char[0];
  private static final Field @Nullable [] SCRATCH = scratch();

  private ContainerRequest() {}

  /** It, or null in a container that is not Payara. */
  static @Nullable Request of(HttpServletRequest request) {
    try {
      Object connector = result(request, "getUnwrappedCoyoteRequest");
      return (Request) result(connector, "getCoyoteRequest");
    } catch (ReflectiveOperationException | ClassCastException otherContainer) {
      LOG.log(Level.DEBUG, "the container does not show its request: " + otherContainer);
      return null;
    }
  }

  private static Object result(Object target, String getter) throws ReflectiveOperationException {
    Method method = target.getClass().getMethod(getter);
    return method.invoke(target);
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
