package org.lictor.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.lictor.agent.CheckProposal;
import org.lictor.agent.ServiceProposal;
import org.lictor.http.wire.AgentJson;
import org.lictor.http.wire.CheckBody;
import org.lictor.http.wire.SelfJson;
import org.lictor.http.wire.ServiceBody;
import org.lictor.http.wire.TtlBody;
import org.lictor.model.CheckStatus;
import org.lictor.model.Member;
import org.lictor.query.RegistrySelectors;

/**
 * {@code /v1/agent}: what this agent itself has registered, and the agent as such (Consul HTTP API,
 * "Agent").
 */
@Path("agent")
public final class AgentResource {
  /** What clients name when they mean members of whichever network segment. */
  private static final String ALL_SEGMENTS = "_all";

  private static final String NO_WAN = "WAN federation is not supported by this agent";

  @Frequent(waits = true)
  @GET
  @Path("self")
  public void self(@Context HttpServletRequest request) {
    Call call = Call.of(request);
    call.answerJson(call.parts().agent().self().get().thenApply(SelfJson::bytes));
  }

  @Frequent(waits = true)
  @GET
  @Path("members")
  public void members(@Context HttpServletRequest request) {
    Call call = Call.of(request);
    Predicate<Member> wanted = call.filter(RegistrySelectors.member());
    boolean wan = !call.parameters().get("wan").isEmpty();
    String segment = call.parameters().get("segment");
    if (!segment.isEmpty() && !segment.equals(ALL_SEGMENTS)) {
      throw wan
          ? HttpProblem.badRequest("Cannot provide a segment with wan=true")
          : new HttpProblem(500, "Network segments are not supported in this version of Consul");
    }
    var membership = call.parts().agent().membership();
    call.answerJson(
        (wan ? membership.wanMembers() : membership.members())
            .thenApply(members -> json(call).members(members.stream().filter(wanted).toList())));
  }

  @Frequent(waits = true)
  @GET
  @Path("services")
  public void services(@Context HttpServletRequest request) {
    Call call = Call.of(request);
    call.answer(
        call.laidOut(
            Reply.json(
                json(call)
                    .services(
                        wanted(
                            call.parts().agent().state().image().services(),
                            call.filter(RegistrySelectors.service()))))));
  }

  @Frequent(waits = true)
  @GET
  @Path("checks")
  public void checks(@Context HttpServletRequest request) {
    Call call = Call.of(request);
    call.answer(
        call.laidOut(
            Reply.json(
                json(call)
                    .checks(
                        wanted(
                            call.parts().agent().state().image().checks(),
                            call.filter(RegistrySelectors.check()))))));
  }

  private static <V> Map<String, V> wanted(Map<String, V> all, Predicate<V> filter) {
    Map<String, V> left = new LinkedHashMap<>();
    all.forEach(
        (id, value) -> {
          if (filter.test(value)) {
            left.put(id, value);
          }
        });
    return left;
  }

  @Frequent(waits = true)
  @PUT
  @Path("service/register")
  public void registerService(@Context HttpServletRequest request) {
    Call call = Call.of(request);
    ServiceProposal wanted = ServiceBody.of(call.body(), call.token());
    String replace = call.parameters().get("replace-existing-checks");
    boolean replaceChecks =
        call.parameters().has("replace-existing-checks")
            && (replace.isEmpty() || Boolean.TRUE.equals(Parameters.bool(replace)));
    call.parts().agent().services().registerService(wanted, replaceChecks);
    whenTold(call);
  }

  @Frequent(waits = true)
  @PUT
  @Path("service/deregister/{id}")
  public void deregisterService(@Context HttpServletRequest request) {
    Call call = Call.of(request);
    call.parts().agent().services().deregisterService(call.rest());
    whenTold(call);
  }

  @PUT
  @Path("service/maintenance/{id}")
  public void serviceMaintenance(@Context HttpServletRequest request) {
    Call call = Call.of(request);
    String id = call.restOr("Missing service ID");
    call.parts().agent().maintenance().service(id, enable(call), call.parameters().get("reason"));
    whenTold(call);
  }

  @PUT
  @Path("maintenance")
  public void nodeMaintenance(@Context HttpServletRequest request) {
    Call call = Call.of(request);
    call.parts().agent().maintenance().node(enable(call), call.parameters().get("reason"));
    whenTold(call);
  }

  @Frequent(waits = true)
  @PUT
  @Path("check/register")
  public void registerCheck(@Context HttpServletRequest request) {
    Call call = Call.of(request);
    CheckProposal wanted = CheckBody.of(call.body(), call.token());
    call.parts().agent().services().registerCheck(wanted);
    whenTold(call);
  }

  @Frequent(waits = true)
  @PUT
  @Path("check/deregister/{id}")
  public void deregisterCheck(@Context HttpServletRequest request) {
    Call call = Call.of(request);
    call.parts().agent().services().deregisterCheck(call.rest());
    whenTold(call);
  }

  @Frequent(waits = true)
  @PUT
  @Path("check/pass/{id}")
  public void pass(@Context HttpServletRequest request) {
    note(Call.of(request), CheckStatus.PASSING);
  }

  @Frequent(waits = true)
  @PUT
  @Path("check/warn/{id}")
  public void warn(@Context HttpServletRequest request) {
    note(Call.of(request), CheckStatus.WARNING);
  }

  @Frequent(waits = true)
  @PUT
  @Path("check/fail/{id}")
  public void fail(@Context HttpServletRequest request) {
    note(Call.of(request), CheckStatus.CRITICAL);
  }

  @Frequent(waits = true)
  @PUT
  @Path("check/update/{id}")
  public void update(@Context HttpServletRequest request) {
    Call call = Call.of(request);
    TtlBody body = TtlBody.of(call.body());
    CheckStatus status =
        CheckStatus.fromWord(body.status())
            .orElseThrow(
                () -> HttpProblem.badRequest("Invalid check status: '" + body.status() + "'"));
    call.parts().agent().ttlChecks().renew(call.rest(), status, body.output());
    whenTold(call);
  }

  @PUT
  @Path("join/{address}")
  public void join(@Context HttpServletRequest request) {
    Call call = Call.of(request);
    if (!call.parameters().get("wan").isEmpty()) {
      throw HttpProblem.badRequest(NO_WAN);
    }
    call.answer(
        call.parts()
            .agent()
            .membership()
            .join(List.of(call.rest()))
            .thenApply(joined -> Reply.done()));
  }

  @PUT
  @Path("force-leave/{node}")
  public void forceLeave(@Context HttpServletRequest request) {
    Call call = Call.of(request);
    if (call.parameters().has("wan")) {
      throw HttpProblem.badRequest(NO_WAN);
    }
    String node = call.rest();
    call.answer(
        call.parts()
            .agent()
            .membership()
            .forceLeave(node, call.parameters().has("prune"))
            .thenApply(
                known ->
                    known
                        ? Reply.done()
                        : Reply.text(500, "agent: No node found with name '" + node + "'")));
  }

  @PUT
  @Path("reload")
  public void reload(@Context HttpServletRequest request) {
    Call call = Call.of(request);
    call.parts().agent().control().reload();
    call.answer(Reply.done());
  }

  @PUT
  @Path("leave")
  public void leave(@Context HttpServletRequest request) {
    Call call = Call.of(request);
    AgentParts.Control control = call.parts().agent().control();
    call.afterwards(control::stop);
    call.answer(
        control
            .leave()
            .handle(
                (left, problem) ->
                    problem == null && left
                        ? Reply.done()
                        : Reply.text(500, "the leave did not complete")));
  }

  private static void note(Call call, CheckStatus status) {
    call.parts().agent().ttlChecks().renew(call.rest(), status, call.parameters().get("note"));
    whenTold(call);
  }

  /**
   * Answers when the catalog has been told; that it could not be is a matter for the next sync, not
   * for this caller.
   */
  private static void whenTold(Call call) {
    CompletableFuture<Reply> told =
        call.parts().agent().sync().get().handle((nothing, problem) -> Reply.done());
    call.answer(told);
  }

  private static boolean enable(Call call) {
    if (!call.parameters().has("enable")) {
      throw HttpProblem.badRequest("Missing value for enable");
    }
    String word = call.parameters().get("enable");
    Boolean enable = Parameters.bool(word);
    if (enable == null) {
      throw HttpProblem.badRequest("Invalid value for enable: \"" + word + "\"");
    }
    return enable;
  }

  private static AgentJson json(Call call) {
    return new AgentJson(call.parts().settings().datacenter());
  }
}
