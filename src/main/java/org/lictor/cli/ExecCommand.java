package org.lictor.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.lictor.cli.net.AgentClient;
import org.lictor.cli.net.AgentException;
import org.lictor.cli.net.Json;
import org.lictor.cli.net.Query;

/**
 * {@code exec}: has the nodes of the cluster run a command and shows what it prints there
 * (semantics.md 11). The exit code is 2 when it failed on some node.
 */
final class ExecCommand implements Command {
  private static final String NOBODY =
      "No node has taken the command. An agent takes it where `disable_remote_exec = false` is set and"
          + " -node, -service and -tag match.";

  private static final String EVENT = "_rexec";

  @Override
  public String usage() {
    return """
        Usage: lictor exec [options] [-|command...]

          Runs a command on the nodes of the cluster that allow it (disable_remote_exec
          is false in their configuration). Regular expressions limit which nodes. A "-"
          in place of the command stands for a script that is read from the input.

              $ lictor exec uptime

              $ lictor exec -service web -tag blue - < restart.sh
        """;
  }

  @Override
  public void declare(FlagSet flags) {
    flags.client().server();
    NodeFilters.declare(flags);
    flags.text("prefix", "_rexec", "Prefix of the keys by which nodes are told and tell.");
    flags.duration("wait", "2s", "Silence after which nothing more is expected.");
    flags.duration(
        "wait-repl", "200ms", "Time for the job to reach the servers before nodes look for it.");
    flags.toggledOn("shell", "Have a shell read the command on the nodes.");
    flags.toggle("verbose", "Say what happens.");
  }

  /** What is to be run. */
  private record Work(String command, List<String> args, byte[] script) {
    static Work of(Call call) throws Failure {
      List<String> operands = call.operands();
      Work work;
      if (operands.equals(List.of("-"))) {
        work = new Work("", List.of(), input(call));
      } else if (call.flags().on("shell")) {
        work = new Work(String.join(" ", operands), List.of(), new byte[0]);
      } else {
        work = new Work("", operands, new byte[0]);
      }
      if (work.command.isEmpty() && work.args.isEmpty() && work.script.length == 0)
        throw Failure.misuse("Must specify a command to execute");
      return work;
    }

    private static byte[] input(Call call) throws Failure {
      try {
        return call.in().readAllBytes();
      } catch (IOException e) {
        throw Failure.misuse("Failed to read stdin: ".concat(String.valueOf(e.getMessage())));
      }
    }
  }

  @Override
  public int run(Call call) throws Failure {
    Work work = Work.of(call);
    NodeFilters filters = NodeFilters.of(call.flags());
    Map<String, Object> self;
    try {
      self = call.agent().get("/v1/agent/self", new Query()).ok().object();
    } catch (AgentException e) {
      throw Call.failed("Error querying Consul agent", e);
    }
    ExecSession session = ExecSession.create(call.agent(), call, self);
    Thread interrupted =
        new Thread(
            () -> {
              session.close();
              Runtime.getRuntime().halt(1);
            });
    Runtime.getRuntime().addShutdownHook(interrupted);
    try (session) {
      verbose(call, "Created remote execution session: ".concat(session.id()));
      session.keepAlive(another(call));
      return new Run(call, session).run(work, filters);
    } finally {
      Runtime.getRuntime().removeShutdownHook(interrupted);
    }
  }

  /** A client for another thread. */
  private static AgentClient another(Call call) throws Failure {
    try {
      return Connection.of(call.flags(), call.environment());
    } catch (AgentException e) {
      throw Call.failed("Error connecting to Consul agent", e);
    }
  }

  private static void verbose(Call call, String line) {
    if (call.flags().on("verbose")) {
      call.say(line);
      call.out().flush();
    }
  }

  /** One job, from its upload to the silence that ends it. */
  private static final class Run {
    private final Call call;
    private final ExecSession session;
    private final Duration wait;
    private int acknowledged;
    private int completed;
    private int bad;

    Run(Call call, ExecSession session) {
      this.call = call;
      this.session = session;
      this.wait = call.flags().duration("wait");
    }

    int run(Work work, NodeFilters filters) throws Failure {
      long begun = System.nanoTime();
      try {
        session.put("job", ExecSession.job(work.command, work.args, work.script, wait.toNanos()));
      } catch (AgentException e) {
        throw Call.failed("Failed to create job file", e);
      }
      verbose(call, "Uploaded remote execution spec");
      try {
        Thread.sleep(call.flags().duration("wait-repl").toMillis());
        verbose(call, "Fired remote execution event: ".concat(fire(filters)));
        begun = System.nanoTime();
        return follow(begun);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return 1;
      }
    }

    private String fire(NodeFilters filters) throws Failure {
      String payload =
          IndentedJson.compact(
              new TreeMap<>(
                  Map.of("Prefix", call.flags().text("prefix"), "Session", session.id())));
      try {
        return Json.text(
            call.agent()
                .put(
                    "/v1/event/fire/".concat(EVENT),
                    filters.addTo(call.writeQuery()),
                    payload.getBytes(StandardCharsets.UTF_8))
                .ok()
                .object(),
            "ID");
      } catch (AgentException e) {
        throw Call.failed("Failed to fire event", e);
      }
    }

    private int follow(long begun) throws Failure, InterruptedException {
      ExecResults results =
          new ExecResults(call, another(call), session.folder(), wait.toMillis() + "ms");
      results.begin();
      try {
        while (true) {
          long patience = wait.toMillis() * (acknowledged > completed ? 2 : 1);
          ExecReport report = results.reports().poll(patience, TimeUnit.MILLISECONDS);
          if (report == null) return silence(begun);
          if (report.kind() == ExecReport.Kind.FAILED) return 1;
          show(report);
          call.out().flush();
        }
      } finally {
        results.end();
      }
    }

    private void show(ExecReport report) {
      switch (report.kind()) {
        case ACK -> {
          acknowledged++;
          if (call.flags().on("verbose")) call.say("==> " + report.node() + ": acknowledged");
        }
        case HEARTBEAT -> {
          if (call.flags().on("verbose")) call.say("==> " + report.node() + ": heartbeat received");
        }
        case OUTPUT -> call.say(lines(report.node(), report.output()));
        case EXIT -> {
          completed++;
          if (report.code() != 0) bad++;
          call.say("==> " + report.node() + ": finished with exit code " + report.code());
        }
        case FAILED -> throw new IllegalArgumentException("told by its receiver");
      }
    }

    private int silence(long begun) {
      call.say(completed + " / " + acknowledged + " node(s) completed / acknowledged");
      if (acknowledged == 0) call.warn(NOBODY);
      verbose(
          call,
          String.format(
              Locale.ROOT, "Completed in %.2f seconds", (System.nanoTime() - begun) / 1e9));
      return bad > 0 || completed < acknowledged ? 2 : 0;
    }
  }

  /** Each line with the node before it; what is white at the end of all is left out. */
  static String lines(String node, String output) {
    StringBuilder text = new StringBuilder();
    for (String line : output.split("\n", -1))
      text.append("    ").append(node).append(": ").append(line).append('\n');
    return text.toString().stripTrailing();
  }
}
