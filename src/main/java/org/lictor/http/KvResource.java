package org.lictor.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.lictor.http.wire.KvJson;
import org.lictor.model.KvEntry;
import org.lictor.model.Octets;
import org.lictor.model.SessionId;
import org.lictor.query.KvQuery;
import org.lictor.registrar.InvalidRequestException;
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

  @Frequent
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
      if (key.isEmpty()) {
        call.options(); // what is wrong with them is said first
      }
      call.ask(
          new KvQuery.Get(call.restOr("Missing key name")),
          false,
          parameters.has("raw") ? RAW : ENTRY);
    }
  }

  @Frequent
  @PUT
  @Path("{key}")
  public void put(@Context HttpServletRequest request) {
    Call call = Call.of(request);
    call.here();
    String key = call.restOr("Missing key name");
    Parameters parameters = call.parameters();
    refuseConflict(parameters, "acquire", "cas", "release");
    Long given = parameters.unsignedOrFail("flags");
    long flags = given == null ? 0 : given;
    Long index = parameters.unsignedOrFail("cas");
    long most = call.parts().settings().kvMaxValueBytes();
    Octets value = Octets.owning(call.body(most, size -> tooLarge(size, most)));
    KvWriter writer = call.parts().kvWriter();
    CompletableFuture<Boolean> written;
    if (parameters.has("acquire")) {
      written = writer.lock(key, value, flags, SessionResource.id(session(parameters, "acquire")));
    } else if (parameters.has("release")) {
      written = writer.unlock(key, value, flags, holder(session(parameters, "release")));
    } else {
      written = writer.set(key, value, flags, index);
    }
    call.answerJson(written.thenApply(Call::yesOrNo));
  }

  private static String session(Parameters parameters, String name) {
    if (parameters.get(name).isEmpty()) {
      throw new InvalidRequestException("missing session");
    }
    return parameters.get(name);
  }

  /** Who is meant as the holder of a key; what is no id of a session holds none. */
  private static String holder(String text) {
    try {
      return SessionId.of(text).value();
    } catch (IllegalArgumentException noId) {
      return text;
    }
  }

  @Frequent
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
      throw HttpProblem.badRequest("Conflicting flags: " + parameters.encoded() + "\n");
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
