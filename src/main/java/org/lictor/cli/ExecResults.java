package org.lictor.cli;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.lictor.cli.net.AgentClient;
import org.lictor.cli.net.AgentException;
import org.lictor.cli.net.Query;
import org.lictor.cli.net.Reply;

/** Follows the keys that nodes write, on a thread of its own, and tells what each one says. */
final class ExecResults {
  private static final String EXIT = "/exit";

  private final Call call;
  private final AgentClient agent;
  private final String folder;
  private final String wait;
  private final BlockingQueue<ExecReport> reports = new LinkedBlockingQueue<>();
  private final Set<String> seen = new HashSet<>();
  private volatile boolean over;

  /**
   * @param agent used by nobody else
   * @param folder the keys begin so
   * @param wait how long to wait for further ones at a time
   */
  ExecResults(Call call, AgentClient agent, String folder, String wait) {
    this.call = call;
    this.agent = agent;
    this.folder = folder;
    this.wait = wait;
  }

  void begin() {
    Thread thread = new Thread(this::follow, "results");
    thread.setDaemon(true);
    thread.start();
  }

  void end() {
    over = true;
  }

  BlockingQueue<ExecReport> reports() {
    return reports;
  }

  private void follow() {
    String index = "";
    while (!over) {
      try {
        Query query = call.readQuery().with("keys", "").withUnlessEmpty("index", index);
        Reply reply = agent.get("/v1/kv/".concat(folder), query.with("wait", wait));
        List<String> keys = reply.status() == 404 ? List.of() : reply.ok().texts();
        index = reply.headers().getOrDefault("x-consul-index", "");
        for (String key : keys) if (!key.endsWith(EXIT) && seen.add(key)) tell(key);
        // Written after the output, so shown after it.
        for (String key : keys) if (key.endsWith(EXIT) && seen.add(key)) tell(key);
      } catch (AgentException e) {
        if (!over) call.warn("Failed to read results: ".concat(String.valueOf(e.getMessage())));
        reports.add(new ExecReport(ExecReport.Kind.FAILED, "", "", 0));
        return;
      }
    }
  }

  private void tell(String key) {
    String name = key.substring(folder.length());
    int output = name.lastIndexOf("/out");
    if (name.equals("job")) return;
    if (name.endsWith("/ack")) {
      report(ExecReport.Kind.ACK, before(name, "/ack"), "", 0);
    } else if (name.endsWith(EXIT)) {
      exit(key, before(name, EXIT));
    } else if (output >= 0) {
      try {
        String text = value(key);
        report(
            text.isEmpty() ? ExecReport.Kind.HEARTBEAT : ExecReport.Kind.OUTPUT,
            name.substring(0, output),
            text,
            0);
      } catch (AgentException e) {
        call.warn("Failed to read key '" + key + "': " + e.getMessage());
      }
    } else {
      call.warn("Unknown key '" + name + "', ignoring.");
    }
  }

  private void exit(String key, String node) {
    String code;
    try {
      code = value(key);
    } catch (AgentException e) {
      call.warn("Failed to read key '" + key + "': " + e.getMessage());
      return;
    }
    try {
      report(ExecReport.Kind.EXIT, node, "", Integer.parseInt(code));
    } catch (NumberFormatException e) {
      call.warn(
          "Failed to parse exit code '"
              + code
              + "': strconv.ParseInt: parsing \""
              + code
              + "\": invalid syntax");
    }
  }

  private String value(String key) throws AgentException {
    List<KvPair> pairs = KvPair.of(agent.get("/v1/kv/".concat(key), call.readQuery()));
    if (pairs.isEmpty()) throw new AgentException("<nil>");
    return new String(pairs.get(0).shown(false), StandardCharsets.UTF_8);
  }

  private void report(ExecReport.Kind kind, String node, String output, int code) {
    reports.add(new ExecReport(kind, node, output, code));
  }

  private static String before(String text, String end) {
    return text.substring(0, text.length() - end.length());
  }
}
