package org.lictor.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.lictor.metrics.Metrics;

/**
 * What becomes of a request before any resource sees it: gives finished responses out again and
 * answers what is no endpoint or no method of one as Consul's router does. Any thread.
 */
final class Gate {
  private static final String API = "/v1/";
  private static final String NOT_AN_ENDPOINT =
      "Invalid URL path: not a recognized HTTP API endpoint\n";
  private static final String ACL = API + "acl/";
  private static final String NO_ACLS = "ACL support disabled";
  private static final String NOT_THE_API =
      "Invalid URL path: if attempting to use the HTTP API, ensure the path starts with '/v1/'\n";

  private final Map<String, Endpoint> endpoints = Endpoint.of(ApiApplication.RESOURCES);
  private final HttpTimes times = new HttpTimes(Metrics.ofProcess());

  /**
   * What is to be done with a request.
   *
   * @param reply what to answer at once; null when there is more to do
   * @param call what a resource is to answer; null without a reply for the files of the UI
   * @param endpoint whose
   */
  record Verdict(@Nullable Reply reply, @Nullable Call call, @Nullable Endpoint endpoint) {
    private static final Verdict FILES = new Verdict(null, null, null);

    private static Verdict of(Reply reply) {
      return new Verdict(reply, null, null);
    }

    /** What answers without JAX-RS; null when JAX-RS is to. */
    Endpoint.@Nullable Direct frequent(String method) {
      return endpoint == null ? null : endpoint.frequent().get(method);
    }
  }

  /** The reply that is kept for who asks as {@code in} does; null when there is none that holds. */
  static @Nullable Reply finished(Incoming in, HttpParts parts, HttpSettings settings, String key) {
    // Kept replies are the leader's word; elsewhere each asks how fresh it is.
    return in.method().equals("GET") && parts.leadership().isLeader()
        ? parts.finished().get(key, settings)
        : null;
  }

  /** What is to be done with a request for which no reply is kept. */
  Verdict judge(Incoming in, HttpParts parts, HttpSettings settings, String key) {
    String path = RawPath.decode(in.path());
    if (path == null) {
      return Verdict.of(Reply.text(400, "400 Bad Request"));
    }
    Reply refusal = malformed(in);
    if (refusal == null) {
      refusal = refusal(in, settings, path);
    }
    if (refusal != null) {
      return Verdict.of(refusal);
    }
    if (!path.startsWith(API)) {
      return Verdict.FILES;
    }
    Endpoint endpoint = endpoint(path);
    if (endpoint == null) {
      return Verdict.of(
          path.startsWith(ACL) ? Reply.text(401, NO_ACLS) : Reply.text(404, NOT_AN_ENDPOINT));
    }
    if (!endpoint.methodsOf(path).contains(in.method())) {
      return Verdict.of(endpoint.byMethod(in.method(), path));
    }
    Parameters parameters = Parameters.parse(in.query());
    if (parameters == null) {
      return Verdict.of(Reply.text(500, ""));
    }
    Reply enterprise = Tenancy.refusal(in, parameters);
    if (enterprise != null) {
      return Verdict.of(enterprise);
    }
    String rest = endpoint.takesRest() ? path.substring(endpoint.path().length()) : "";
    return new Verdict(null, new Call(in, parts, settings, parameters, rest, key), endpoint);
  }

  /** Has {@code resource} answer {@code call}. */
  static CompletableFuture<Reply> ask(Call call, Endpoint.Direct resource) {
    try {
      resource.handle().invokeExact((HttpServletRequest) new CarriedCall(call));
    } catch (Throwable thrown) {
      call.answer(CompletableFuture.failedFuture(thrown));
    }
    return call.answered();
  }

  /** A request that came at {@code start}, by {@link System#nanoTime}, has been answered. */
  void answered(long start, String method, @Nullable Endpoint endpoint) {
    times.since(start, method, endpoint);
  }

  /** The same for one whose path as written is {@code path}. */
  void answered(long start, String method, String path) {
    times.since(start, method, endpoint(path));
  }

  /**
   * What the container lets pass and Go's server does not: a request without a version, and a body
   * in an unknown coding.
   */
  private static @Nullable Reply malformed(Incoming in) {
    String protocol = in.protocol();
    if (!protocol.startsWith("HTTP/1.") && !protocol.startsWith("HTTP/2")) {
      return Reply.text(400, "400 Bad Request: malformed HTTP version");
    }
    String coding = in.header("Transfer-Encoding");
    return coding == null || coding.equalsIgnoreCase("chunked")
        ? null
        : Reply.text(501, "Unsupported transfer encoding");
  }

  /** What the agent's settings and Go's router say before any endpoint is asked. */
  private static @Nullable Reply refusal(Incoming in, HttpSettings settings, String path) {
    if (!RawPath.printable(path)) {
      return Reply.text(400, "");
    }
    for (String prefix : settings.blocked()) {
      if (path.startsWith(prefix)) {
        return Reply.text(403, "Endpoint is blocked by agent configuration");
      }
    }
    if (!reads(in.method()) && !settings.writeAccess().admits(in.remoteAddress())) {
      return Reply.text(403, "Access is restricted");
    }
    String clean = RawPath.clean(path);
    if (!clean.equals(path)) {
      return moved(RawPath.encode(clean), in);
    }
    if (path.equals("/")) {
      return root(settings, in);
    }
    return path.contains(API) || isUi(settings, path) ? null : Reply.text(404, NOT_THE_API);
  }

  private static boolean isUi(HttpSettings settings, String path) {
    String ui = settings.uiPath();
    return !ui.isEmpty() && (path.startsWith(ui) || (path + "/").equals(ui));
  }

  private static Reply root(HttpSettings settings, Incoming in) {
    String ui = settings.uiPath();
    return ui.isEmpty()
        ? Reply.text(
            200,
            "Consul Agent: UI disabled. To enable, set ui_config.enabled=true in the agent configuration and restart.")
        : moved(ui, in);
  }

  private static Reply moved(String to, Incoming in) {
    String target = in.query() == null ? to : to + "?" + in.query();
    Reply reply =
        reads(in.method())
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

  /** Whether requests of this method change nothing. */
  static boolean reads(String method) {
    return method.equals("GET") || method.equals("HEAD") || method.equals("OPTIONS");
  }

  /**
   * What tells one read from another: the URL as written, the token where it is not in the URL, and
   * the headers that name what this edition refuses. No part can hold a line end, and a letter
   * after it tells which it is.
   */
  static String key(Incoming in) {
    String query = in.query();
    String token = in.header("X-Consul-Token");
    String authorization = in.header("Authorization");
    String key = query == null ? in.path() : in.path() + '?' + query;
    if (token != null) {
      key = key + "\nt" + token;
    }
    if (authorization != null) {
      key = key + "\na" + authorization;
    }
    String control = in.header("Cache-Control");
    if (control != null) {
      key = key + "\nc" + control;
    }
    return Tenancy.named(in) ? key + "\nn" : key;
  }
}
