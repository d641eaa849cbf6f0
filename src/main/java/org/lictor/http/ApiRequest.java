package org.lictor.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/**
 * A request as JAX-RS gets to see it: the endpoint's path with a placeholder for its parameter, no
 * query, no type of body. Whatever a client may write there, braces and broken types too, is then
 * no matter of JAX-RS; the {@link Call} has it.
 */
final class ApiRequest extends HttpServletRequestWrapper {
  private final String path;

  ApiRequest(HttpServletRequest request, Endpoint endpoint) {
    super(request);
    this.path = endpoint.takesRest() ? endpoint.path() + "_" : endpoint.path();
  }

  @Override
  public String getRequestURI() {
    return path;
  }

  @Override
  public StringBuffer getRequestURL() {
    return new StringBuffer("http://agent").append(path);
  }

  @Override
  public @Nullable String getQueryString() {
    return null;
  }

  @Override
  public String getServletPath() {
    return "/v1";
  }

  @Override
  public String getPathInfo() {
    return path.substring("/v1".length());
  }

  @Override
  public @Nullable String getContentType() {
    return null;
  }

  @Override
  public @Nullable String getHeader(String name) {
    return hidden(name) ? null : super.getHeader(name);
  }

  @Override
  public Enumeration<String> getHeaders(String name) {
    return hidden(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
  }

  @Override
  public Enumeration<String> getHeaderNames() {
    return Collections.enumeration(
        Collections.list(super.getHeaderNames()).stream().filter(name -> !hidden(name)).toList());
  }

  /** What JAX-RS would parse, and refuse in its own words. */
  private static boolean hidden(String name) {
    return name.regionMatches(true, 0, "content-type", 0, 12)
        || name.regionMatches(true, 0, "accept", 0, 6)
        || name.equalsIgnoreCase("cookie");
  }
}
