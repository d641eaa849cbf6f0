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
import java.lang.invoke.MethodHandle;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.lictor.metrics.Metrics;

/**
 * Stands in front of JAX-RS: gives finished responses out again, answers what is no endpoint or no
 * method of one as Consul's router does, and hands the rest on with a {@link Call}. Called by the
 * container's HTTP threads.
 */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class ApiGate implements Filter {
  private static final Logger LOG = System.getLogger("org.lictor.http");
  private static final String API = "/v1/";
  private static final String NOT_AN_ENDPOINT =
      "Invalid URL path: not a recognized HTTP API endpoint\n";
  private static final String ACL = API + "acl/";
  private static final String NO_ACLS = "ACL support disabled";
  private static final String NOT_THE_API =
      "Invalid URL path: if attempting to use the HTTP API, ensure the path starts with '/v1/'\n";

  private final Map<String, Endpoint> endpoints = Endpoint.of(ApiApplication.RESOURCES);
  private final HttpTimes times = new HttpTimes(Metrics.ofProcess());

  @Override
  public void doFilter(
      ServletRequest servletRequest, ServletResponse servletResponse, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest request = (HttpServletRequest) servletRequest;
    HttpServletResponse response = (HttpServletResponse) servletResponse;
    long start = System.nanoTime();
    HttpParts parts = HttpParts.current();
    if (!OfferedUpgrade.declined(request) || parts == null) {
      ReplyWriter.write(Reply.text(500, "the agent is starting or stopping"), request, response);
      return;
    }
    parts.requested();
    response.setHeader("Vary", "Accept-Encoding");
    response.setHeader("X-Consul-Default-Acl-Policy", "allow");
    // Read once: a reload during the request must not let a reply be kept under rules it was not
    // let in by.
    HttpSettings settings = parts.settings();
    settings.headers().forEach(response::setHeader);
    String raw = request.getRequestURI();
    String key = key(request, raw);
    // Kept replies are the leader's word; elsewhere each asks how fresh it is.
    if (request.getMethod().equals("GET") && parts.leadership().isLeader()) {
      Reply finished = parts.finished().get(key, settings);
      if (finished != null) {
        ReplyWriter.write(finished, request, response);
        times.since(start, "GET", endpoint(raw));
        return;
      }
    }
    String path = RawPath.decode(raw);
    if (path == null) {
      ReplyWriter.write(Reply.text(400, "400 Bad Request"), request, response);
      return;
    }
    Reply refusal = malformed(request);
    if (refusal == null) {
      refusal = refusal(request, settings, path);
    }
    if (refusal != null) {
      ReplyWriter.write(refusal, request, response);
      return;
    }
    if (!path.startsWith(API)) {
      chain.doFilter(request, response); // the UI's files
      return;
    }
    serve(request, response, parts, settings, path, key, start, chain);
  }

  private void serve(
      HttpServletRequest request,
      HttpServletResponse response,
      HttpParts parts,
      HttpSettings settings,
      String path,
      String key,
      long start,
      FilterChain chain)
      throws IOException, ServletException {
    Endpoint endpoint = endpoint(path);
    if (endpoint == null) {
      Reply unknown =
          path.startsWith(ACL) ? Reply.text(401, NO_ACLS) : Reply.text(404, NOT_AN_ENDPOINT);
      ReplyWriter.write(unknown, request, response);
      return;
    }
    Reply byMethod = byMethod(request, endpoint, path);
    if (byMethod != null) {
      ReplyWriter.write(byMethod, request, response);
      return;
    }
    Parameters parameters = Parameters.parse(request.getQueryString());
    if (parameters == null) {
      ReplyWriter.write(Reply.text(500, ""), request, response);
      return;
    }
    Reply enterprise = Tenancy.refusal(request, parameters);
    if (enterprise != null) {
      ReplyWriter.write(enterprise, request, response);
      return;
    }
    String rest = endpoint.takesRest() ? path.substring(endpoint.path().length()) : "";
    Call call = new Call(request, parts, settings, parameters, rest, key);
    request.setAttribute(Call.ATTRIBUTE, call);
    MethodHandle frequent = endpoint.frequent().get(request.getMethod());
    if (frequent == null) {
      chain.doFilter(new ApiRequest(request, endpoint), new Unheard(response));
    } else {
      answer(call, frequent, request);
    }
    Stream stream = call.streamed();
    if (stream != null) {
      Streaming.start(stream, request, response);
      return;
    }
    CompletableFuture<Reply> answer = call.answered();
    if (answer.isDone()) {
      try {
        ReplyWriter.write(answer.join(), request, response);
      } finally {
        call.over();
        times.since(start, request.getMethod(), endpoint);
      }
    } else {
      String method = request.getMethod(); // of a request that is over nothing may be asked
      Runnable measured = () -> times.since(start, method, endpoint);
      writeLater(call, answer, request, response, measured);
    }
  }

  private static void answer(Call call, MethodHandle resource, HttpServletRequest request) {
    try {
      resource.invokeExact(request);
    } catch (Throwable thrown) {
      call.answer(CompletableFuture.failedFuture(thrown));
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
    Executor answering;
    if (reads(request.getMethod())) {
      ContainerRequest.lighten(request);
      answering = Runnable::run;
    } else {
      answering = ContainerRequest.workers(request);
    }
    answer.thenAcceptAsync(
        reply -> {
          try {
            ReplyWriter.write(reply, request, response);
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

  /**
   * What the container lets pass and Go's server does not: a request without a version, and a body
   * in an unknown coding.
   */
  private static @Nullable Reply malformed(HttpServletRequest request) {
    String protocol = request.getProtocol();
    if (!protocol.startsWith("HTTP/1.") && !protocol.startsWith("HTTP/2")) {
      return Reply.text(400, "400 Bad Request: malformed HTTP version");
    }
    String coding = request.getHeader("Transfer-Encoding");
    return coding == null || coding.equalsIgnoreCase("chunked")
        ? null
        : Reply.text(501, "Unsupported transfer encoding");
  }

  /** What the agent's settings and Go's router say before any endpoint is asked. */
  private static @Nullable Reply refusal(
      HttpServletRequest request, HttpSettings settings, String path) {
    if (!RawPath.printable(path)) {
      return Reply.text(400, "");
    }
    for (String prefix : settings.blocked()) {
      if (path.startsWith(prefix)) {
        return Reply.text(403, "Endpoint is blocked by agent configuration");
      }
    }
    if (!reads(request.getMethod()) && !settings.writeAccess().admits(request.getRemoteAddr())) {
      return Reply.text(403, "Access is restricted");
    }
    String clean = RawPath.clean(path);
    if (!clean.equals(path)) {
      return moved(RawPath.encode(clean), request);
    }
    if (path.equals("/")) {
      return root(settings, request);
    }
    return path.contains(API) || isUi(settings, path) ? null : Reply.text(404, NOT_THE_API);
  }

  private static boolean isUi(HttpSettings settings, String path) {
    String ui = settings.uiPath();
    return !ui.isEmpty() && (path.startsWith(ui) || (path + "/").equals(ui));
  }

  private static Reply root(HttpSettings settings, HttpServletRequest request) {
    String ui = settings.uiPath();
    return ui.isEmpty()
        ? Reply.text(
            200,
            "Consul Agent: UI disabled. To enable, set ui_config.enabled=true in the agent configuration and restart.")
        : moved(ui, request);
  }

  private static Reply moved(String to, HttpServletRequest request) {
    String target = request.getQueryString() == null ? to : to + "?" + request.getQueryString();
    Reply reply =
        reads(request.getMethod())
            ? Reply.text(
                301, "<a href=\"" + target.replace("&", "&amp;") + "\">Moved Permanently</a>.\n\n")
            : Reply.text(301, "");
    return reply.with(Map.of("Location", target));
  }

  private @Nullable Endpoint endpoint(String path) {
    Endpoint exact = endpoints.get(path);
    if (exact != null) {
      return exact;
    }
    for (int slash = path.lastIndexOf('/');
        slash > API.length();
        slash = path.lastIndexOf('/', slash - 1)) {
      Endpoint family = endpoints.get(path.substring(0, slash + 1));
      if (family != null) {
        return family;
      }
    }
    return null;
  }

  private static @Nullable Reply byMethod(
      HttpServletRequest request, Endpoint endpoint, String path) {
    String method = request.getMethod();
    return endpoint.methodsOf(path).contains(method) ? null : endpoint.byMethod(method, path);
  }

  private static boolean reads(String method) {
    return method.equals("GET") || method.equals("HEAD") || method.equals("OPTIONS");
  }

  /**
   * What tells one read from another: the URL as written, the token where it is not in the URL, and
   * the headers that name what this edition refuses. No part can hold a line end.
   */
  private static String key(HttpServletRequest request, String raw) {
    String query = request.getQueryString();
    String token = request.getHeader("X-Consul-Token");
    String authorization = request.getHeader("Authorization");
    String key = query == null ? raw : raw + '?' + query;
    if (token != null) {
      key = key + '\n' + token;
    }
    if (authorization != null) {
      key = key + "\n\n" + authorization;
    }
    String control = request.getHeader("Cache-Control");
    if (control != null) {
      key = key + "\n\n\n\n" + control;
    }
    return Tenancy.named(request) ? key + "\n\n\n" : key;
  }
}
