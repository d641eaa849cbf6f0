package org.lictor.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lictor.cli.net.AgentClient;
import org.lictor.cli.net.AgentException;
import org.lictor.cli.net.Json;
import org.lictor.cli.net.Query;
import org.lictor.cli.net.Reply;

/**
 * What one watch asks the agent, and what it shows of the answer (semantics.md 13).
 *
 * @param path of the request
 * @param query its parameters, without those of the wait
 * @param shape of the objects in the answer; null for one that is shown as it comes
 */
record WatchPlan(String type, String path, List<String[]> query, @Nullable ApiShape shape) {
  private static final Map<String, Set<String>> PARAMETERS =
      Map.of(
          "key", Set.of("key"),
          "keyprefix", Set.of("prefix"),
          "services", Set.of("filter"),
          "nodes", Set.of("filter"),
          "service", Set.of("service", "tag", "passingonly", "filter"),
          "checks", Set.of("service", "state", "filter"),
          "event", Set.of("name"));

  /** Those with a meaning to some types only, in the order in which they are complained of. */
  private static final List<String> ALL =
      List.of("filter", "key", "name", "passingonly", "prefix", "service", "state", "tag");

  /** The plan that the flags of a call ask for. */
  static WatchPlan of(FlagValues flags) throws Failure {
    String type = flags.text("type");
    if (type.isEmpty()) throw Failure.misuse("Watch type must be specified");
    if (type.startsWith("connect_") || type.startsWith("agent_"))
      throw new Failure("Type " + type + " is not supported in the CLI tool");
    boolean passing = passingOnly(flags);
    Set<String> known = PARAMETERS.get(type);
    if (known == null) throw new Failure("Unsupported watch type: ".concat(type));
    WatchPlan plan = plan(type, flags, passing);
    List<String> unknown = new ArrayList<>();
    for (String name : ALL) if (flags.given(name) && !known.contains(name)) unknown.add(name);
    if (!unknown.isEmpty())
      throw new Failure("Invalid parameters: [" + String.join(" ", unknown) + "]");
    return plan;
  }

  private static boolean passingOnly(FlagValues flags) throws Failure {
    String given = flags.text("passingonly");
    if (given.isEmpty()) return false;
    Boolean passing = GoValues.bool(given);
    if (passing == null) {
      throw new Failure(
          "Failed to parse passingonly flag: strconv.ParseBool: parsing \""
              + given
              + "\": invalid syntax");
    }
    return passing;
  }

  private static WatchPlan plan(String type, FlagValues flags, boolean passing) throws Failure {
    List<String[]> query = new ArrayList<>();
    add(query, "filter", flags.text("filter"));
    String service = flags.text("service");
    switch (type) {
      case "key":
        return new WatchPlan(
            type, "/v1/kv/".concat(required(flags, "key", "key")), query, ApiShape.KEY);
      case "keyprefix":
        query.add(new String[] {"recurse", ""});
        return new WatchPlan(
            type, "/v1/kv/".concat(required(flags, "prefix", "prefix")), query, ApiShape.KEY);
      case "services":
        return new WatchPlan(type, "/v1/catalog/services", query, null);
      case "nodes":
        return new WatchPlan(type, "/v1/catalog/nodes", query, ApiShape.NODE);
      case "service":
        required(flags, "service", "service");
        for (String tag : flags.all("tag")) add(query, "tag", tag);
        if (passing) query.add(new String[] {"passing", "1"});
        return new WatchPlan(type, "/v1/health/service/".concat(service), query, ApiShape.INSTANCE);
      case "checks":
        String state = flags.text("state");
        if (!service.isEmpty() && !state.isEmpty())
          throw new Failure("Cannot specify service and state");
        String path =
            service.isEmpty()
                ? "/v1/health/state/".concat(state.isEmpty() ? "any" : state)
                : "/v1/health/checks/".concat(service);
        return new WatchPlan(type, path, query, ApiShape.CHECK);
      default:
        add(query, "name", flags.text("name"));
        return new WatchPlan(type, "/v1/event/list", query, ApiShape.EVENT);
    }
  }

  private static void add(List<String[]> query, String name, String value) {
    if (!value.isEmpty()) query.add(new String[] {name, value});
  }

  private static String required(FlagValues flags, String flag, String what) throws Failure {
    String value = flags.text(flag);
    if (value.isEmpty()) throw new Failure("Must specify a single " + what + " to watch");
    return value;
  }

  /** Whether its indexes have no order. */
  boolean unordered() {
    return type.equals("event");
  }

  /**
   * Asks the agent.
   *
   * @param common what every request of the call carries
   * @param index waits for another one; empty for an answer at once
   */
  Reply ask(AgentClient agent, Query common, String index) throws AgentException {
    for (String[] parameter : query) common.with(parameter[0], parameter[1]);
    common.withUnlessEmpty("index", index);
    Reply reply = agent.get(path, common);
    return path.startsWith("/v1/kv/") && reply.status() == 404 ? reply : reply.ok();
  }

  /**
   * What the watch shows of an answer.
   *
   * @param seen the index up to which events were shown; empty for none
   */
  @Nullable Object value(Reply reply, String seen) throws AgentException {
    if (reply.status() == 404) return null;
    Object value = Json.read(reply.body());
    if (type.equals("key"))
      value = value instanceof List<?> list && !list.isEmpty() ? list.get(0) : null;
    if (unordered() && value instanceof List<?> events) value = newer(events, seen);
    return shape == null ? value : shape.of(value);
  }

  private static List<?> newer(List<?> events, String seen) {
    for (int i = events.size() - 1; i >= 0; i--) {
      if (EventIndex.of(Json.text(Json.object(events.get(i)), "ID")).equals(seen))
        return events.subList(i + 1, events.size());
    }
    return events;
  }
}
