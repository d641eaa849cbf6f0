package org.lictor.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import org.lictor.http.wire.QueryBody;
import org.lictor.http.wire.QueryJson;
import org.lictor.model.PreparedQuery;
import org.lictor.model.Uuid;
import org.lictor.query.Answer;
import org.lictor.query.PreparedQueryQuery;
import org.lictor.query.QueryExecutor;
import org.lictor.query.QueryOptions;

/** {@code /v1/query}: prepared queries (Consul HTTP API, "Prepared Queries"). */
@Path("query")
@OwnMethods(readOnly = {QueryResource.EXECUTE, QueryResource.EXPLAIN})
public final class QueryResource {
  static final String EXECUTE = "/execute";
  static final String EXPLAIN = "/explain";

  private static final String NOT_FOUND = "Query not found";
  private static final Shape<Optional<PreparedQuery>> ONE =
      new Shape<>(
          "query",
          found ->
              found
                  .map(query -> Reply.json(QueryJson.queries(List.of(query))))
                  .orElseThrow(() -> new HttpProblem(404, NOT_FOUND)));

  @GET
  public void all(@Context HttpServletRequest request) {
    Call.of(request)
        .ask(new PreparedQueryQuery.All(), true, Shape.json("queries", QueryJson::queries));
  }

  @POST
  public void create(@Context HttpServletRequest request) {
    Call call = Call.of(request);
    QueryBody body = QueryBody.of(call.body(), call.parts().queries().writer().newId());
    call.here();
    if (!body.id().isEmpty()) {
      throw new HttpProblem(500, "ID must be empty when creating a new prepared query");
    }
    call.answerJson(
        call.parts().queries().writer().create(body.query()).thenApply(QueryJson::created));
  }

  @GET
  @Path("{id}")
  public void get(@Context HttpServletRequest request) {
    Call call = Call.of(request);
    String path = call.rest();
    if (("/" + path).endsWith(EXECUTE)) {
      execute(call, nameIn(path, EXECUTE));
    } else if (("/" + path).endsWith(EXPLAIN)) {
      explain(call, nameIn(path, EXPLAIN));
    } else {
      refuseBadId("", path);
      call.ask(new PreparedQueryQuery.OfId(path), true, ONE);
    }
  }

  private static String nameIn(String path, String verb) {
    return path.substring(0, Math.max(0, path.length() - verb.length()));
  }

  @PUT
  @Path("{id}")
  public void update(@Context HttpServletRequest request) {
    Call call = Call.of(request);
    String id = call.rest();
    // Not an id is told so after the body was looked at.
    QueryBody body = QueryBody.of(call.body(), id.isEmpty() ? "none" : id);
    call.answer(
        kept(call, id)
            .thenCompose(
                kept -> call.parts().queries().writer().update(body.query().withId(kept.id())))
            .thenApply(done -> Reply.done()));
  }

  @DELETE
  @Path("{id}")
  public void delete(@Context HttpServletRequest request) {
    Call call = Call.of(request);
    call.answer(
        kept(call, call.rest())
            .thenCompose(kept -> call.parts().queries().writer().delete(kept.id()))
            .thenApply(done -> Reply.done()));
  }

  /** The query that is to be changed; fails when there is none. */
  private static CompletableFuture<PreparedQuery> kept(Call call, String id) {
    call.here();
    refuseBadId("Prepared Query lookup failed: ", id);
    return call.parts()
        .registry()
        .ask(new PreparedQueryQuery.OfId(id), QueryOptions.NOW)
        .thenApply(
            kept ->
                kept.value()
                    .orElseThrow(
                        () ->
                            new HttpProblem(
                                500, "Cannot modify non-existent prepared query: '" + id + "'")));
  }

  private static void refuseBadId(String where, String id) {
    Uuid.problem(id)
        .ifPresent(
            problem -> {
              throw new HttpProblem(
                  500, where + "failed prepared query lookup: index error: " + problem);
            });
  }

  private static void execute(Call call, String idOrName) {
    call.cacheable();
    Parameters parameters = call.parameters();
    QueryExecutor.Wish wish =
        new QueryExecutor.Wish(
            idOrName, parameters.get("near"), call.callerAddress(), limit(call), connect(call));
    QueryJson json = new QueryJson(call.parts().settings().datacenter());
    answer(call, call.parts().queries().executor().execute(wish, call.options()), json::executed);
  }

  private static void explain(Call call, String idOrName) {
    answer(
        call,
        call.parts().queries().executor().explain(idOrName, call.options()),
        QueryJson::explained);
  }

  private static <T> void answer(
      Call call,
      CompletableFuture<Answer<Optional<T>>> found,
      BiFunction<T, QueryJson.Meta, byte[]> shape) {
    String consistency = call.options().consistency().word();
    call.answerOnce(
        found.thenApply(
            answer -> {
              T value = answer.value().orElseThrow(() -> new HttpProblem(404, NOT_FOUND));
              QueryJson.Meta meta =
                  new QueryJson.Meta(answer.lastContactMillis(), answer.knownLeader(), consistency);
              return answer.at(0).with(Reply.json(shape.apply(value, meta)));
            }));
  }

  private static int limit(Call call) {
    String text = call.parameters().get("limit");
    if (text.isEmpty()) {
      return 0;
    }
    try {
      return (int) Math.max(-1, Math.min(Integer.MAX_VALUE, Long.parseLong(text)));
    } catch (NumberFormatException bad) {
      boolean digits = text.matches("[+-]?[0-9]+");
      throw new HttpProblem(
          500,
          "Bad limit: strconv.Atoi: parsing \""
              + text
              + "\": "
              + (digits ? "value out of range" : "invalid syntax"));
    }
  }

  private static boolean connect(Call call) {
    String word = call.parameters().get("connect");
    if (word.isEmpty()) {
      return false;
    }
    Boolean wanted = Parameters.bool(word);
    if (wanted == null) {
      throw new HttpProblem(
          500,
          "Error parsing 'connect' value: strconv.ParseBool: parsing \""
              + word
              + "\": invalid syntax");
    }
    return wanted;
  }
}
