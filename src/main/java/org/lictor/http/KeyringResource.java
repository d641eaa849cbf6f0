package org.lictor.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.util.ArrayList;
import java.util.List;
import org.lictor.http.wire.KeyBody;
import org.lictor.model.Member;

/**
 * {@code /v1/operator/keyring}: there is no gossip here whose keys could be changed, and each
 * member says so as Consul's do without encryption (Consul HTTP API, "Keyring").
 */
@Path("operator")
public final class KeyringResource {
  private static final int MOST_RELAYS = 5;
  private static final String EMPTY = "Keyring is empty (encryption not enabled)";
  private static final String NONE = "No keyring to modify (encryption not enabled)";

  @GET
  @Path("keyring")
  public void list(@Context HttpServletRequest request) {
    Call call = Call.of(request);
    checkRelays(call);
    String local = call.parameters().get("local-only");
    Boolean localOnly = local.isEmpty() ? Boolean.FALSE : Parameters.bool(local);
    if (localOnly == null) {
      throw HttpProblem.badRequest(
          "Error parsing local-only: strconv.ParseBool: parsing \"" + local + "\": invalid syntax");
    }
    refuse(call, EMPTY, localOnly);
  }

  @POST
  @Path("keyring")
  public void install(@Context HttpServletRequest request) {
    change(Call.of(request));
  }

  @PUT
  @Path("keyring")
  public void use(@Context HttpServletRequest request) {
    change(Call.of(request));
  }

  @DELETE
  @Path("keyring")
  public void remove(@Context HttpServletRequest request) {
    change(Call.of(request));
  }

  private static void change(Call call) {
    KeyBody.of(call.body());
    checkRelays(call);
    if (!call.parameters().get("local-only").isEmpty()) {
      throw HttpProblem.badRequest(
          "Invalid use of local-only: local-only can only be set for list requests");
    }
    refuse(call, NONE, false);
  }

  private static void checkRelays(Call call) {
    String relays = call.parameters().get("relay-factor");
    if (relays.isEmpty()) {
      return;
    }
    if (!relays.matches("-?[0-9]{1,9}")) {
      throw HttpProblem.badRequest(
          "Error parsing relay factor: strconv.Atoi: parsing \"" + relays + "\": invalid syntax");
    }
    int count = Integer.parseInt(relays);
    if (count < 0 || count > MOST_RELAYS) {
      throw HttpProblem.badRequest(
          "Invalid relay-factor: Relay factor must be in range: [0, " + MOST_RELAYS + "]");
    }
  }

  /** Each member says why not; with {@code localOnly} those of this datacenter's pool alone. */
  private static void refuse(Call call, String why, boolean localOnly) {
    String datacenter = call.parts().settings().datacenter();
    call.answer(
        call.parts()
            .agent()
            .membership()
            .members()
            .thenApply(members -> Reply.text(500, errors(members, datacenter, why, localOnly))));
  }

  private static String errors(
      List<Member> members, String datacenter, String why, boolean localOnly) {
    List<Member> alive =
        members.stream().filter(one -> one.status() == Member.Status.ALIVE).toList();
    List<Member> servers = alive.stream().filter(Member::isServer).toList();
    List<String> errors = new ArrayList<>();
    if (!localOnly) {
      add(errors, "WAN", servers, "." + datacenter, why);
    }
    add(errors, datacenter + " (LAN)", alive, "", why);
    StringBuilder text = new StringBuilder(errors.size() + " errors occurred:");
    errors.forEach(error -> text.append("\n\t* ").append(error));
    return text.append("\n\n").toString();
  }

  private static void add(
      List<String> errors, String pool, List<Member> members, String suffix, String why) {
    errors.add(
        pool + " error: " + members.size() + "/" + members.size() + " nodes reported failure");
    members.forEach(one -> errors.add(one.name() + suffix + ": " + why));
  }
}
