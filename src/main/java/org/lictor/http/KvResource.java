package org.lictor.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.util.List;
import java.util.Optional;
import org.lictor.http.wire.KvJson;
import org.lictor.model.KvEntry;
import org.lictor.model.Octets;
import org.lictor.query.KvQuery;
import org.lictor.registrar.KvWriter;
import org.lictor.state.WatchSet;

/** {@code /v1/kv}: keys (Consul HTTP API, "KV Store"). */
@Path("kv")
public final class KvResource {
  private static final Reply MISSING = Reply.text(404, "");
  private static final Shape<Optional<KvEntry>> ENTRY =
      new Shape<>(
          "entry",
          found -> found.map(entry -> Reply.json(KvJson.entries(List.of(entry)))).orElse(MISSING));
  private static final Shape<Optional<KvEntry>> RAW =
      new Shape<>("raw", found -> found.map(KvResource::raw).orElse(MISSING));
  private static final Shape<List<KvEntry>> ENTRIES =
      new Shape<>(
          "entries", found -> found.isEmpty() ? MISSING : Reply.json(KvJson.entries(found)));
  private static final Shape<List<String>> KEYS =
      new Shape<>("keys", found -> found.isEmpty() ? MISSING : Reply.json(KvJson.keys(found)));
  private static final Shape<List<String>> ALL_KEYS = Shape.json("all-keys", KvJson::keys);

  @GET
  @Path("{key}")
  public void get(@Context HttpServletRequest request) {
    Call call = Call.of(request);
    Parameters parameters = call.parameters();
    String key = call.rest();
    if (parameters.has("keys")) {
      String separator = parameters.get(parameters.has("separator") ? "separator" : "seperator");
      call.ask(new KvQuery.Keys(key, separator), false, key.isEmpty() ? ALL_KEYS : KEYS);
    } else if (parameters.has("recurse")) {
      call.ask(new KvQuery.Under(key), false, ENTRIES);
    } else {
      call.ask(
          new KvQuery.Get(call.restOr("Missing key name")),
          false,
          parameters.has("raw") ? RAW : ENTRY);
    }
  }

  @PUT
  @Path("{key}")
  public void put(@Context HttpServletRequest request) {
    Call call = Call.of(request);
    call.here();
    String key = call.restOr("Missing key name");
    Parameters parameters = call.parameters();
    refuseConflict(parameters, "acquire", "cas", "release");
    if (parameters.has("acquire") || parameters.has("release")) {
      throw HttpProblem.badRequest(
          "sessions are not supported by this agent: acquire and release cannot be used");
    }
    Long flags = parameters.unsignedOrFail("flags");
    Long index = parameters.unsignedOrFail("cas");
    long most = call.parts().settings().kvMaxValueBytes();
    byte[] value = call.body(most, size -> tooLarge(size, most));
    KvWriter writer = call.parts().kvWriter();
    call.answerJson(
        writer
            .set(key, Octets.owning(value), flags == null ? 0 : flags, index)
            .thenApply(Call::yesOrNo));
  }

  @DELETE
  @Path("{key}")
  public void delete(@Context HttpServletRequest request) {
    Call call = Call.of(request);
    call.here();
    Parameters parameters = call.parameters();
    refuseConflict(parameters, "cas", "recurse");
    KvWriter writer = call.parts().kvWriter();
    if (parameters.has("recurse")) {
      call.answerJson(writer.deleteUnder(call.rest()).thenApply(Call::yesOrNo));
    } else {
      String key = call.restOr("Missing key name");
      call.answerJson(
          writer.delete(key, parameters.unsignedOrFail("cas")).thenApply(Call::yesOrNo));
    }
  }

  private static void refuseConflict(Parameters parameters, String... exclusive) {
    int given = 0;
    for (String name : exclusive) {
      given += parameters.has(name) ? 1 : 0;
    }
    if (given > 1) {
      throw HttpProblem.badRequest("Conflicting flags: " + parameters.encoded(exclusive) + "\n");
    }
  }

  private static String tooLarge(long size, long most) {
    return "Request body("
        + size
        + " bytes) too large, max size: "
        + most
        + " bytes. See https://developer.hashicorp.com/docs/agent/config/config-files#kv_max_value_size.";
  }

  private static Reply raw(KvEntry entry) {
    List<String> headers =
        List.of(
            "Content-Type", "text/plain",
            "X-Content-Type-Options", "nosniff",
            "Content-Security-Policy", "sandbox");
    return new Reply(200, headers, new Body(entry.value().bytes()), false, WatchSet.NONE);
  }
}
