package org.lictor.http;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint as the gate sees it, read off the resources' annotations.
 *
 * @param path with its prefix, ending in a slash when the rest of the request's path is a parameter
 * @param methods in the order in which {@code Allow} names them
 * @param ownMethods whether it judges methods by itself, as {@link OwnMethods} says
 * @param readOnly ends of paths that only allow GET
 * @param frequent by method, what answers a request without JAX-RS
 */
record Endpoint(
    String path,
    List<String> methods,
    boolean ownMethods,
    List<String> readOnly,
    Map<String, Direct> frequent) {
  private static final List<String> ORDER = List.of("GET", "PUT", "POST", "DELETE");
  private static final String PREFIX = "/v1/";

  /**
   * A method of a resource.
   *
   * @param handle takes the request
   * @param waits whether it may take a while
   */
  record Direct(MethodHandle handle, boolean waits) {}

  /** Whether the rest of a request's path belongs to the endpoint's parameter. */
  boolean takesRest() {
    return path.endsWith("/");
  }

  /** The methods that a request for {@code path} may have. */
  List<String> methodsOf(String path) {
    return readOnly.stream().anyMatch(path::endsWith) ? List.of("GET") : methods;
  }

  /** The answer to a request for {@code path} with a method that it may not have. */
  Reply byMethod(String method, String path) {
    boolean asked = method.equals("OPTIONS");
    String allowed = String.join(",", methodsOf(path));
    Reply reply =
        !asked
            ? Reply.text(405, "method " + method + " not allowed")
            : ownMethods ? Reply.json("{}".getBytes(StandardCharsets.UTF_8)) : Reply.done();
    return reply.with(Map.of("Allow", ownMethods && !asked ? allowed : "OPTIONS," + allowed));
  }

  /** The endpoints of {@code resources}, by path. */
  static Map<String, Endpoint> of(Iterable<Class<?>> resources) {
    Map<String, List<String>> methods = new TreeMap<>();
    Map<String, List<String>> own = new TreeMap<>();
    Map<String, Map<String, Direct>> frequent = new TreeMap<>();
    for (Class<?> resource : resources) {
      Path family = resource.getAnnotation(Path.class);
      OwnMethods judging = resource.getAnnotation(OwnMethods.class);
      if (family != null && judging != null) {
        own.put(PREFIX + family.value() + "/", List.of(judging.readOnly()));
      }
      for (Method method : resource.getDeclaredMethods()) {
        String verb = verb(method);
        if (verb != null && family != null) {
          String path = path(family, method.getAnnotation(Path.class));
          methods.computeIfAbsent(path, any -> new ArrayList<>()).add(verb);
          Frequent often = method.getAnnotation(Frequent.class);
          if (often != null) {
            frequent
                .computeIfAbsent(path, any -> new TreeMap<>())
                .put(verb, new Direct(bound(method), often.waits()));
          }
        }
      }
    }
    Map<String, Endpoint> endpoints = new TreeMap<>();
    methods.forEach(
        (path, verbs) -> {
          verbs.sort(Comparator.comparingInt(ORDER::indexOf));
          List<String> readOnly = own.get(path);
          endpoints.put(
              path,
              new Endpoint(
                  path,
                  List.copyOf(verbs),
                  readOnly != null,
                  readOnly == null ? List.of() : readOnly,
                  Map.copyOf(frequent.getOrDefault(path, Map.of()))));
        });
    return endpoints;
  }

  private static MethodHandle bound(Method method) {
    try {
      Object resource = method.getDeclaringClass().getConstructor().newInstance();
      return MethodHandles.lookup().unreflect(method).bindTo(resource);
    } catch (ReflectiveOperationException notAResource) {
      throw new IllegalStateException(method.toString(), notAResource);
    }
  }

  private static String path(Path family, @Nullable Path method) {
    String whole = PREFIX + family.value() + (method == null ? "" : "/" + method.value());
    int parameter = whole.indexOf('{');
    return parameter < 0 ? whole : whole.substring(0, parameter);
  }

  private static @Nullable String verb(Method method) {
    for (Annotation annotation : method.getAnnotations()) {
      HttpMethod verb = annotation.annotationType().getAnnotation(HttpMethod.class);
      if (verb != null) {
        return verb.value();
      }
    }
    return null;
  }
}
