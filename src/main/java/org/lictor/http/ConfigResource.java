package org.lictor.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.nio.charset.StandardCharsets;
import org.lictor.http.wire.BadBodyException;
import org.lictor.http.wire.ConfigEntryBody;
import org.lictor.http.wire.ConfigEntryJson;
import org.lictor.model.ConfigEntry;
import org.lictor.query.ConfigQuery;

/**
 * {@code /v1/config}: the entries of the central configuration (Consul HTTP API, "Config"). They
 * belong to the primary datacenter, so a write does not look at {@code dc}.
 */
@Path("config")
public final class ConfigResource {
  private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.UTF_8);

  @PUT
  public void put(@Context HttpServletRequest request) {
    Call call = Call.of(request);
    ConfigEntry entry = entry(call);
    Long index = call.parameters().unsignedOrFail("cas");
    call.answerJson(
        call.parts().operator().configuration().set(entry, index).thenApply(Call::yesOrNo));
  }

  private static ConfigEntry entry(Call call) {
    try {
      return ConfigEntryBody.of(call.body());
    } catch (BadBodyException e) {
      throw HttpProblem.badRequest("Request decoding failed: " + e.getMessage());
    }
  }

  @GET
  @Path("{kind}")
  public void get(@Context HttpServletRequest request) {
    Call call = Call.of(request);
    String kind = kind(call);
    String name = name(call);
    if (!kind.isEmpty() && !ConfigEntryJson.isKind(kind)) {
      throw new HttpProblem(500, "invalid config entry kind: " + kind);
    }
    if (call.rest().contains("/")) {
      Reply missing =
          Reply.text(404, "Config entry not found for \"" + kind + "\" / \"" + name + "\"");
      call.ask(
          new ConfigQuery.Get(kind, name),
          false,
          new Shape<>(
              "config", found -> found.map(ConfigEntryJson::one).map(Reply::json).orElse(missing)));
    } else {
      call.ask(
          call.filtered(new ConfigQuery.All(kind)),
          false,
          Shape.json("configs", ConfigEntryJson::all));
    }
  }

  @DELETE
  @Path("{kind}")
  public void delete(@Context HttpServletRequest request) {
    Call call = Call.of(request);
    String kind = kind(call);
    String name = name(call);
    if (kind.isEmpty() || name.isEmpty()) {
      throw new HttpProblem(404, "Must provide both a kind and name to delete");
    }
    if (!ConfigEntryJson.isKind(kind)) {
      throw HttpProblem.badRequest("invalid config entry kind: " + kind);
    }
    Long index = call.parameters().unsignedOrFail("cas");
    call.answerJson(
        call.parts()
            .operator()
            .configuration()
            .delete(kind, name, index)
            .thenApply(done -> index == null ? NOTHING : Call.yesOrNo(done)));
  }

  private static String kind(Call call) {
    return call.rest().split("/", 2)[0];
  }

  private static String name(Call call) {
    int slash = call.rest().indexOf('/');
    return slash < 0 ? "" : call.rest().substring(slash + 1);
  }
}
