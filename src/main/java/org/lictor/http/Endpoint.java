package org.lictor.http;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
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
 */
record Endpoint(String path, List<String> methods) {
  private static final List<String> ORDER = List.of("GET", "PUT", "POST", "DELETE");
  private static final String PREFIX = "/v1/";

  /** Whether the rest of a request's path belongs to the endpoint's parameter. */
  boolean takesRest() {
    return path.endsWith("/");
  }

  String allow() {
    return "OPTIONS," + String.join(",", methods);
  }

  /** The endpoints of {@code resources}, by path. */
  static Map<String, Endpoint> of(Iterable<Class<?>> resources) {
    Map<String, List<String>> methods = new TreeMap<>();
    for (Class<?> resource : resources) {
      Path family = resource.getAnnotation(Path.class);
      for (Method method : resource.getDeclaredMethods()) {
        String verb = verb(method);
        if (verb != null && family != null) {
          methods
              .computeIfAbsent(
                  path(family, method.getAnnotation(Path.class)), path -> new ArrayList<>())
              .add(verb);
        }
      }
    }
    Map<String, Endpoint> endpoints = new TreeMap<>();
    methods.forEach(
        (path, verbs) -> {
          verbs.sort(Comparator.comparingInt(ORDER::indexOf));
          endpoints.put(path, new Endpoint(path, List.copyOf(verbs)));
        });
    return endpoints;
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
