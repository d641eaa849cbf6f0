package org.lictor.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.lictor.consensus.NoLeaderException;
import org.lictor.filter.Filter;
import org.lictor.filter.Selectors;
import org.lictor.http.wire.Indenter;
import org.lictor.query.Answer;
import org.lictor.query.Consistency;
import org.lictor.query.Filtered;
import org.lictor.query.NearQuery;
import org.lictor.query.Query;
import org.lictor.query.QueryOptions;
import org.lictor.query.Selection;

/**
 * One request on its way through a resource: its path's rest, its parameters, its body, and the way
 * to answer it. Made by {@link Gate}, used by one thread at a time.
 */
public final class Call {
  /** The request attribute under which a resource finds its call. */
  static final String ATTRIBUTE = "org.lictor.call";

  /**
   * No body that the API takes is larger, values of keys aside; a client that sends more is told
   * so.
   */
  static final int MOST_BODY_BYTES = 4 << 20;

  /** A body of an announced size up to this gets its room at once, before it is there. */
  private static final int READ_AT_ONCE_BYTES = 64 << 10;

  private static final String PRETTY = "+pretty";
  private static final String INDENTED = "+indented";

  private final Incoming request;
  private final HttpParts parts;
  private final HttpSettings settings;
  private final Parameters parameters;
  private final String rest;
  private final String cacheKey;
  private @Nullable CompletableFuture<Reply> answer;
  private @Nullable Runnable afterwards;
  private @Nullable Stream stream;
  private boolean cacheable;

  Call(
      Incoming request,
      HttpParts parts,
      HttpSettings settings,
      Parameters parameters,
      String rest,
      String cacheKey) {
    this.request = request;
    this.parts = parts;
    this.settings = settings;
    this.parameters = parameters;
    this.rest = rest;
    this.cacheKey = cacheKey;
  }

  /** The call that {@code request} carries. */
  static Call of(HttpServletRequest request) {
    return (Call) request.getAttribute(ATTRIBUTE);
  }

  HttpParts parts() {
    return parts;
  }

  /** The decoded path after the endpoint's own; empty when there is none. */
  String rest() {
    return rest;
  }

  /** The same, which must not be empty: else 400 with {@code message}. */
  String restOr(String message) {
    if (rest.isEmpty()) {
      throw HttpProblem.badRequest(message);
    }
    return rest;
  }

  Parameters parameters() {
    return parameters;
  }

  /** The request; nothing may be asked of it when the answer is out. */
  Incoming incoming() {
    return request;
  }

  /** The token that the caller shows; empty when none (http-api.md A5). */
  String token() {
    if (!parameters.get("token").isEmpty()) {
      return parameters.get("token");
    }
    String header = request.header("X-Consul-Token");
    if (header != null && !header.isEmpty()) {
      return header;
    }
    String authorization = request.header("Authorization");
    String scheme = "bearer ";
    if (authorization != null && authorization.regionMatches(true, 0, scheme, 0, scheme.length())) {
      return authorization.substring(scheme.length()).trim().split(" ", 2)[0];
    }
    return "";
  }

  /** The whole body; 413 when it is larger than {@code most} bytes. */
  byte[] body(long most, Function<Long, String> tooLarge) {
    long announced = request.contentLength();
    if (announced > most) {
      throw new HttpProblem(413, tooLarge.apply(announced));
    }
    try (InputStream in = request.body()) {
      if (announced >= 0 && announced <= READ_AT_ONCE_BYTES) {
        byte[] whole = new byte[(int) announced];
        int length = in.readNBytes(whole, 0, whole.length);
        return length == whole.length ? whole : Arrays.copyOf(whole, length);
      }
      byte[] body = in.readNBytes((int) Math.min(Integer.MAX_VALUE - 8L, most + 1));
      if (body.length > most) {
        throw new HttpProblem(413, tooLarge.apply((long) body.length));
      }
      return body;
    } catch (IOException e) {
      throw HttpProblem.badRequest("Failed to read the request body: " + e.getMessage());
    }
  }

  /** A body of JSON. */
  byte[] body() {
    return body(
        MOST_BODY_BYTES,
        size ->
            "Request body(" + size + " bytes) too large, max size: " + MOST_BODY_BYTES + " bytes.");
  }

  // ---- what most reads understand (http-api.md A6)

  /** Fails unless {@code datacenter}, when given, is this agent's. */
  void here(String datacenter) {
    if (!datacenter.isEmpty() && !datacenter.equalsIgnoreCase(settings.datacenter())) {
      throw new HttpProblem(500, "No path to datacenter");
    }
  }

  /** Fails unless the datacenter that the parameters name is this agent's. */
  void here() {
    here(parameters.has("datacenter") ? parameters.get("datacenter") : parameters.get("dc"));
  }

  /** How the read is to be made. */
  QueryOptions options() {
    here();
    CacheControl.check(request.header("Cache-Control"));
    boolean stale = parameters.has("stale");
    boolean consistent = parameters.has("consistent");
    if (stale && consistent) {
      throw HttpProblem.badRequest(
          "Cannot specify ?stale with ?consistent, conflicting semantics.");
    }
    if (parameters.has("cached") && consistent) {
      throw HttpProblem.badRequest(
          "Cannot specify ?cached with ?consistent, conflicting semantics.");
    }
    long index = 0;
    if (!parameters.get("index").isEmpty()) {
      Long given = Parameters.unsigned(parameters.get("index"));
      if (given == null) {
        throw HttpProblem.badRequest("Invalid index");
      }
      // An index beyond a signed number's range is one that will not be reached.
      index = given < 0 ? Long.MAX_VALUE : given;
    }
    var wait = parameters.duration("wait", "Invalid wait time");
    var staleness =
        parameters.duration(
            "max_stale", "Invalid max_stale value \"" + parameters.get("max_stale") + "\"");
    Consistency consistency =
        consistent
            ? Consistency.CONSISTENT
            : stale || staleness.nanos() > 0 ? Consistency.STALE : Consistency.DEFAULT;
    return new QueryOptions(
        index, wait.nanos() < 0 ? Duration.ofNanos(1) : wait.toDuration(), consistency);
  }

  /** Which nodes and instances are asked for. */
  Selection selection() {
    Map<String, String> meta = new HashMap<>();
    for (String pair : parameters.all("node-meta")) {
      int colon = pair.indexOf(':');
      meta.put(
          colon < 0 ? pair : pair.substring(0, colon), colon < 0 ? "" : pair.substring(colon + 1));
    }
    return new Selection(List.of(), meta);
  }

  /** The same with the asked tags. */
  Selection selectionWithTags() {
    return new Selection(
        parameters.all("tag").stream().filter(tag -> !tag.isEmpty()).toList(),
        selection().nodeMeta());
  }

  /**
   * {@code query}, narrowed by the filter expression of the request, if it has one.
   *
   * @throws org.lictor.filter.FilterException when that is none for {@code query}
   */
  <T> Query<T> filtered(Query<T> query) {
    String expression = parameters.get("filter");
    if (expression.isEmpty()) {
      return query;
    }
    here(); // where the filter would be read
    return Filtered.of(query, settings.datacenter(), expression);
  }

  /** The same of what {@code always} selects. */
  <T> Query<T> filtered(Query<T> query, String always) {
    Query<T> narrowed = filtered(query);
    String own = parameters.get("filter");
    return narrowed == query
        ? Filtered.of(query, settings.datacenter(), always)
        : Filtered.of(query, settings.datacenter(), always + " and (" + own + ")");
  }

  /** What the filter expression of the request selects; everything when it has none. */
  <T> Predicate<T> filter(Selectors<T> selectors) {
    String expression = parameters.get("filter");
    return expression.isEmpty() ? any -> true : Filter.of(expression, selectors);
  }

  /**
   * How to show an answer: as {@code own}, or, when the caller asks for what was imported from a
   * peer, as the JSON {@code ofPeer}: there are no peers, so nothing was.
   */
  <T> Shape<T> shape(Shape<T> own, String ofPeer) {
    if (parameters.get("peer").isEmpty()) {
      return own;
    }
    if (!parameters.get("sg").isEmpty() || !parameters.get("sameness-group").isEmpty()) {
      throw HttpProblem.badRequest("peer-name and sameness-group are mutually exclusive");
    }
    return Shape.always(ofPeer);
  }

  // ---- answering

  /**
   * Asks {@code query} and answers with its value as {@code shape} shows it, and with the headers
   * that tell its index and age.
   */
  <T> void ask(Query<T> query, boolean tellsConsistency, Shape<T> shape) {
    answer(asked(query, options(), tellsConsistency, shape));
  }

  /** The same without a word of consistency, and with what a server has when there is no leader. */
  <T> void askAnyway(Query<T> query, Shape<T> shape) {
    QueryOptions options = options();
    answer(
        asked(query, options, false, shape)
            .exceptionallyCompose(
                problem ->
                    problem.getCause() instanceof NoLeaderException
                        ? asked(query, options.stale(), false, shape)
                        : CompletableFuture.failedFuture(problem)));
  }

  private <T> CompletableFuture<Reply> asked(
      Query<T> query, QueryOptions options, boolean tellsConsistency, Shape<T> shape) {
    return parts
        .registry()
        .ask(query, options)
        .thenApply(
            answer -> {
              Reply reply =
                  shown(query, answer, shape).with(meta(answer, options, tellsConsistency));
              return options.blocking() ? reply : kept(reply, options);
            });
  }

  /**
   * Asks for what is on nodes, as {@link #ask}; the nearest first when {@code near} names a node.
   */
  <T> void askNear(Query<List<T>> query, Shape<List<T>> shape) {
    String near = parameters.get("near");
    String node = near.equals("_agent") ? parts.coordinates().node() : near;
    ask(node.isEmpty() ? query : new NearQuery<>(query, node), true, shape);
  }

  private <T> Reply shown(Query<T> query, Answer<T> answer, Shape<T> shape) {
    if (answer.forOneCaller()) {
      // Nobody else will come with the same answer: kept, it would only hold memory.
      return laidOut(shape.reply(answer.value())).until(answer.watches());
    }
    return parts
        .renderings()
        .of(
            query,
            shape.name() + layout(),
            answer.value(),
            answer.watches(),
            () -> laidOut(shape.reply(answer.value())));
  }

  private Map<String, String> meta(
      Answer<?> answer, QueryOptions options, boolean tellsConsistency) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("X-Consul-Index", Long.toString(answer.index()));
    headers.put("X-Consul-Knownleader", Boolean.toString(answer.knownLeader()));
    headers.put("X-Consul-Lastcontact", Long.toString(answer.lastContactMillis()));
    if (tellsConsistency) {
      headers.put("X-Consul-Effective-Consistency", options.consistency().word());
    }
    headers.put("X-Consul-Query-Backend", "blocking-query");
    if (!answer.forOneCaller()) {
      headers.putAll(cacheHeaders());
    } else if (!cacheHeaders().isEmpty()) {
      headers.put("X-Cache", "MISS"); // it has come from a server
    }
    return headers;
  }

  /**
   * This endpoint's answers may come from the agent's cache. On a server every read is answered
   * from the registry in memory, which is what the cache is for.
   */
  Call cacheable() {
    cacheable = true;
    return this;
  }

  /** Whether many keys may have to be gone through. */
  boolean listsKeys() {
    return parameters.has("recurse") || parameters.has("keys");
  }

  /** What tells that an answer was at hand, if the caller asked for such. */
  Map<String, String> cacheHeaders() {
    return cacheable && parameters.has("cached") ? Map.of("X-Cache", "HIT", "Age", "0") : Map.of();
  }

  private Reply kept(Reply reply, QueryOptions options) {
    // A consistent read asks who leads each time.
    if (reply.lasting()
        && options.consistency() != Consistency.CONSISTENT
        && parts.leadership().isLeader()) {
      parts.finished().keep(cacheKey, reply, settings);
    }
    return reply;
  }

  /**
   * Answers with what was found for this caller alone, and with the headers that tell its index and
   * age.
   */
  void answerOnce(CompletionStage<Answer<Reply>> found) {
    QueryOptions options = options();
    answer(found.thenApply(answer -> laidOut(answer.value()).with(meta(answer, options, true))));
  }

  /** The caller's IP address, as the first proxy on the way says that there is one. */
  String callerAddress() {
    String forwarded = request.header("X-Forwarded-For");
    return forwarded == null || forwarded.isBlank()
        ? request.remoteAddress()
        : forwarded.split(",", 2)[0].trim();
  }

  /** Answers with {@code value}'s JSON when it is there. */
  void answerJson(CompletionStage<byte[]> value) {
    answer(value.thenApply(json -> laidOut(Reply.json(json))));
  }

  /** Answers with {@code reply} when it is there, or with what its failure means. */
  void answer(CompletionStage<Reply> reply) {
    answer =
        reply.exceptionally(problem -> Failures.reply(problem, described())).toCompletableFuture();
  }

  private static final byte[] YES = {'t', 'r', 'u', 'e'};
  private static final byte[] NO = {'f', 'a', 'l', 's', 'e'};

  /** A write's answer in JSON. */
  static byte[] yesOrNo(boolean done) {
    return done ? YES : NO;
  }

  /** Answers at once. */
  void answer(Reply reply) {
    answer = CompletableFuture.completedFuture(reply);
  }

  /** The answer that the resource has given or promised; never fails. */
  CompletableFuture<Reply> answered() {
    CompletableFuture<Reply> given = answer;
    return given != null
        ? given
        : CompletableFuture.completedFuture(
            Failures.reply(new IllegalStateException("the resource gave no answer"), described()));
  }

  /** Answers with what does not end. */
  void stream(Stream endless) {
    stream = endless;
  }

  /** The endless answer; null when it has an end. */
  @Nullable Stream streamed() {
    return stream;
  }

  /** Has {@code last} run when the answer has been written, or could not be. */
  void afterwards(Runnable last) {
    afterwards = last;
  }

  /** The answer is out. */
  void over() {
    if (afterwards != null) {
      afterwards.run();
    }
  }

  /** JSON as the caller wants it laid out. */
  Reply laidOut(Reply reply) {
    String layout = layout();
    if (layout.isEmpty() || reply.body().length() == 0 || !reply.headers().contains(Reply.JSON)) {
      return reply;
    }
    byte[] lines = Indenter.indent(reply.body().plain());
    if (layout.equals(PRETTY)) {
      lines = Arrays.copyOf(lines, lines.length + 1);
      lines[lines.length - 1] = '\n';
    }
    return reply.with(new Body(lines));
  }

  private String layout() {
    return parameters.has("pretty") ? PRETTY : settings.indented() ? INDENTED : "";
  }

  private String described() {
    return request.method() + " " + request.path();
  }
}
