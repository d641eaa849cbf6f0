package org.lictor.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.lictor.command.TxnOutcome;
import org.lictor.http.wire.BadBodyException;
import org.lictor.http.wire.CatalogJson;
import org.lictor.http.wire.TooLargeException;
import org.lictor.http.wire.TxnBody;
import org.lictor.http.wire.TxnJson;
import org.lictor.query.Answer;
import org.lictor.query.QueryOptions;
import org.lictor.query.TxnQuery;

/** {@code /v1/txn}: several operations as one (Consul HTTP API, "Transactions"). */
@Path("txn")
public final class TxnResource {
  private static final int CONFLICT = 409;

  @Frequent(waits = true)
  @PUT
  public void run(@Context HttpServletRequest request) {
    Call call = Call.of(request);
    TxnBody body = body(call);
    if (body.writes()) {
      write(call, body);
    } else {
      read(call, body);
    }
  }

  private static TxnBody body(Call call) {
    HttpSettings settings = call.parts().settings();
    long most = Math.max(settings.txnMaxBytes(), settings.kvMaxValueBytes());
    try {
      return TxnBody.of(call.body(most, size -> tooLarge(size, most)), settings.kvMaxValueBytes());
    } catch (BadBodyException bad) {
      throw HttpProblem.badRequest("Failed to parse body: " + bad.getMessage());
    } catch (TooLargeException large) {
      throw new HttpProblem(413, String.valueOf(large.getMessage()));
    }
  }

  private static String tooLarge(long size, long most) {
    return "Request body("
        + size
        + " bytes) too large, max size: "
        + most
        + " bytes. See https://developer.hashicorp.com/docs/agent/config/config-files#txn_max_req_len.";
  }

  private static void write(Call call, TxnBody body) {
    call.here();
    TxnJson json = json(call);
    CompletableFuture<TxnOutcome> outcome =
        body.problems().isEmpty()
            ? call.parts().txnWriter().run(body.ops())
            : CompletableFuture.completedFuture(new TxnOutcome(List.of(), body.problems()));
    call.answer(outcome.thenApply(done -> reply(call, done, json.written(done))));
  }

  private static void read(Call call, TxnBody body) {
    // Only the mode counts: a transaction does not wait.
    QueryOptions options = new QueryOptions(0, Duration.ZERO, call.options().consistency());
    TxnQuery query = new TxnQuery(body.problems().isEmpty() ? body.ops() : List.of());
    call.answer(
        call.parts()
            .registry()
            .ask(query, options)
            .thenApply(answer -> reply(call, answer, body.problems())));
  }

  private static Reply reply(
      Call call, Answer<TxnOutcome> answer, List<TxnOutcome.Problem> problems) {
    TxnOutcome outcome = problems.isEmpty() ? answer.value() : new TxnOutcome(List.of(), problems);
    Duration lastContact = Duration.ofMillis(answer.lastContactMillis());
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("X-Consul-Lastcontact", Long.toString(answer.lastContactMillis()));
    headers.put("X-Consul-Knownleader", Boolean.toString(answer.knownLeader()));
    return reply(call, outcome, json(call).read(outcome, answer.knownLeader(), lastContact))
        .with(headers);
  }

  private static Reply reply(Call call, TxnOutcome outcome, byte[] json) {
    Reply reply = call.laidOut(Reply.json(json));
    return outcome.done() ? reply : reply.with(CONFLICT);
  }

  private static TxnJson json(Call call) {
    return new TxnJson(new CatalogJson(call.parts().settings().datacenter()));
  }
}
