package org.lictor.cli;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lictor.cli.net.AgentClient;
import org.lictor.cli.net.AgentException;
import org.lictor.cli.net.Json;
import org.lictor.cli.net.Query;

/**
 * The session under whose prefix a job and its results lie (semantics.md 11): while it is kept
 * alive, agents may write there.
 */
final class ExecSession implements AutoCloseable {
  private static final String TTL = "15s";
  private static final long RENEW_MILLIS = 5_000;

  private final AgentClient agent;
  private final Call call;
  private final String id;
  private final String folder;
  private volatile boolean over;

  private ExecSession(AgentClient agent, Call call, String id) {
    this.agent = agent;
    this.call = call;
    this.id = id;
    this.folder = call.flags().text("prefix").concat("/").concat(id).concat("/");
  }

  /**
   * Makes a session.
   *
   * @param self what the agent says of itself
   */
  static ExecSession create(AgentClient agent, Call call, Map<String, Object> self) throws Failure {
    Map<String, Object> config = Json.object(self.get("Config"));
    String here = Json.text(config, "Datacenter");
    String there = call.flags().text("datacenter");
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("Name", "Remote Exec");
    body.put("Behavior", "delete");
    body.put("TTL", TTL);
    try {
      if (!there.isEmpty() && !there.equals(here)) {
        if (call.flags().on("verbose"))
          call.say("Remote exec in foreign datacenter, using Session TTL");
        String node = serverIn(agent, there);
        if (call.flags().on("verbose"))
          call.say("Binding session to remote node " + node + "@" + there);
        body.put("Name", "Remote Exec via " + Json.text(config, "NodeName") + "@" + here);
        body.put("Node", node);
        body.put("Checks", List.of());
      }
      String id =
          Json.text(
              agent.put("/v1/session/create", call.writeQuery(), Json.write(body)).ok().object(),
              "ID");
      return new ExecSession(agent, call, id);
    } catch (AgentException e) {
      throw Call.failed("Failed to create session", e);
    }
  }

  private static String serverIn(AgentClient agent, String datacenter) throws AgentException {
    String problem = "Failed to find Consul server in remote datacenter";
    List<Map<String, Object>> servers;
    try {
      servers =
          agent
              .get(
                  "/v1/health/service/consul",
                  new Query().with("dc", datacenter).with("passing", "1"))
              .ok()
              .objects();
    } catch (AgentException e) {
      throw new AgentException(problem.concat(": ").concat(String.valueOf(e.getMessage())));
    }
    if (servers.isEmpty()) throw new AgentException(problem);
    return Json.text(Json.object(servers.get(0).get("Node")), "Node");
  }

  String id() {
    return id;
  }

  /** The keys of this session begin so. */
  String folder() {
    return folder;
  }

  /** Writes a key that goes with the session. */
  void put(String name, byte[] value) throws AgentException {
    if (!agent
        .put("/v1/kv/".concat(folder).concat(name), call.writeQuery().with("acquire", id), value)
        .ok()
        .isTrue()) {
      throw new AgentException("failed to acquire key lock");
    }
  }

  /** Keeps the session alive, with a client of its own, until it is closed. */
  void keepAlive(AgentClient own) {
    Thread renewing =
        new Thread(
            () -> {
              while (!over) {
                try {
                  Thread.sleep(RENEW_MILLIS);
                  if (!over)
                    own.put("/v1/session/renew/".concat(id), call.writeQuery(), new byte[0]).ok();
                } catch (AgentException e) {
                  if (!over)
                    call.warn("Session renew failed: ".concat(String.valueOf(e.getMessage())));
                  return;
                } catch (InterruptedException e) {
                  return;
                }
              }
            },
            "renew");
    renewing.setDaemon(true);
    renewing.start();
  }

  /** Ends the session and removes its keys: agents that still run something stop. */
  @Override
  public void close() {
    over = true;
    try {
      agent.put("/v1/session/destroy/".concat(id), call.writeQuery(), new byte[0]).ok();
      agent.delete("/v1/kv/".concat(folder), call.writeQuery().with("recurse", "")).ok();
    } catch (AgentException e) {
      call.warn("Failed to remove the session's data: ".concat(String.valueOf(e.getMessage())));
    }
  }

  /** The text of a job. */
  static byte[] job(String command, List<String> args, byte[] script, long waitNanos) {
    Map<String, Object> job = new LinkedHashMap<>();
    if (!command.isEmpty()) job.put("Command", command);
    if (!args.isEmpty()) job.put("Args", args);
    if (script.length > 0) job.put("Script", Base64.getEncoder().encodeToString(script));
    job.put("Wait", waitNanos);
    return IndentedJson.compact(job).getBytes(StandardCharsets.UTF_8);
  }
}
