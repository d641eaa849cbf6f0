package org.lictor.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.lictor.consensus.PeerChangeException;
import org.lictor.http.wire.AutopilotBody;
import org.lictor.http.wire.BadBodyException;
import org.lictor.http.wire.OperatorJson;
import org.lictor.leader.ServerReport;
import org.lictor.model.AutopilotConfig;
import org.lictor.query.OperatorQuery;
import org.lictor.query.QueryOptions;

/** {@code /v1/operator}: the servers and what is done about them (Consul HTTP API, "Operator"). */
@Path("operator")
public final class OperatorResource {
  @GET
  @Path("raft/configuration")
  public void configuration(@Context HttpServletRequest request) {
    report(Call.of(request), report -> Reply.json(OperatorJson.configuration(report)));
  }

  @DELETE
  @Path("raft/peer")
  public void removePeer(@Context HttpServletRequest request) {
    Call call = Call.of(request);
    call.here();
    Parameters parameters = call.parameters();
    boolean byId = parameters.has("id");
    boolean byAddress = parameters.has("address");
    if (!byId && !byAddress) {
      throw HttpProblem.badRequest(
          "Must specify either ?id with the server's ID or ?address with IP:port of peer to"
              + " remove");
    }
    if (byId && byAddress) {
      throw HttpProblem.badRequest("Must specify only one of ?id or ?address");
    }
    String what = byId ? "id" : "address";
    String wanted = parameters.get(what);
    OperatorParts operator = call.parts().operator();
    call.answer(
        operator
            .servers()
            .report()
            .thenApply(seen -> byId ? seen.withId(wanted) : seen.withAddress(wanted))
            .thenApply(found -> found.orElseThrow(() -> notFound(what, wanted)))
            .thenCompose(server -> operator.peers().remove(server.peer()))
            .thenApply(removed -> Reply.done()));
  }

  private static PeerChangeException notFound(String what, String wanted) {
    return new PeerChangeException(
        what + " \"" + wanted + "\" was not found in the Raft configuration");
  }

  @POST
  @Path("raft/transfer-leader")
  public void transferLeader(@Context HttpServletRequest request) {
    Call call = Call.of(request);
    call.here();
    String id = call.parameters().get("id");
    OperatorParts operator = call.parts().operator();
    CompletionStage<String> heir =
        id.isEmpty()
            ? CompletableFuture.completedStage("")
            : operator.servers().report().thenApply(seen -> peer(seen, id));
    call.answer(
        heir.thenCompose(operator.peers()::transferLead)
            .thenApply(done -> Reply.json(OperatorJson.transferred())));
  }

  /** One that is not known is refused with the reason that there is for it. */
  private static String peer(ServerReport seen, String id) {
    return seen.withId(id).map(ServerReport.Server::peer).orElse(id);
  }

  @GET
  @Path("autopilot/configuration")
  public void autopilot(@Context HttpServletRequest request) {
    Call call = Call.of(request);
    call.answerJson(
        call.parts()
            .registry()
            .ask(new OperatorQuery.Autopilot(), call.options().atOnce())
            .thenApply(answer -> OperatorJson.autopilot(answer.value())));
  }

  @PUT
  @Path("autopilot/configuration")
  public void setAutopilot(@Context HttpServletRequest request) {
    Call call = Call.of(request);
    call.here();
    AutopilotConfig wanted = wanted(call);
    Long index = onlyAtIndex(call);
    call.answerJson(
        call.parts().operator().autopilot().set(wanted, index).thenApply(Call::yesOrNo));
  }

  private static AutopilotConfig wanted(Call call) {
    try {
      return AutopilotBody.of(call.body());
    } catch (BadBodyException e) {
      throw HttpProblem.badRequest("Error parsing autopilot config: " + e.getMessage());
    }
  }

  private static @Nullable Long onlyAtIndex(Call call) {
    try {
      return call.parameters().unsignedOrFail("cas");
    } catch (HttpProblem e) {
      throw HttpProblem.badRequest("Error parsing cas value: " + e.getMessage());
    }
  }

  @GET
  @Path("autopilot/health")
  public void health(@Context HttpServletRequest request) {
    report(
        Call.of(request),
        report -> Reply.json(OperatorJson.health(report)).with(report.healthy() ? 200 : 429));
  }

  @GET
  @Path("autopilot/state")
  public void state(@Context HttpServletRequest request) {
    report(Call.of(request), report -> Reply.json(OperatorJson.state(report)));
  }

  @GET
  @Path("usage")
  public void usage(@Context HttpServletRequest request) {
    Call call = Call.of(request);
    QueryOptions options = call.options().atOnce();
    String consistency =
        switch (options.consistency()) {
          case DEFAULT -> "leader";
          case STALE -> "stale";
          case CONSISTENT -> "consistent";
        };
    call.answerJson(
        call.parts()
            .registry()
            .ask(new OperatorQuery.Usage(), options)
            .thenApply(
                answer ->
                    OperatorJson.usage(call.parts().settings().datacenter(), answer, consistency)));
  }

  private static void report(Call call, Function<ServerReport, Reply> shape) {
    call.here();
    CompletionStage<ServerReport> report = call.parts().operator().servers().report();
    call.answer(report.thenApply(seen -> call.laidOut(shape.apply(seen))));
  }
}
