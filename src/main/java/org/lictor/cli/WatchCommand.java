package org.lictor.cli;

import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.lictor.cli.net.AgentException;
import org.lictor.cli.net.Query;
import org.lictor.cli.net.Reply;

/** {@code watch}: shows some data once, or runs a program whenever they change. */
final class WatchCommand implements Command {
  private static final long RETRY_SECONDS = 5;
  private static final long LONGEST_RETRY_SECONDS = 180;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  @Override
  public String usage() {
    return """
        Usage: lictor watch [options] [child...]

          Watches data of the cluster. Without a program to run, the data are printed as
          they are now. A program is run once at the start and then for each change: it
          reads the data as JSON, and the variable CONSUL_INDEX holds their index. The
          command goes on until it is interrupted, or the program fails.
        """;
  }

  @Override
  public void declare(FlagSet flags) {
    flags.client().server();
    flags.text(
        "type", "", "What to watch: key, keyprefix, services, nodes, service, checks or event.");
    flags.text("key", "", "Key to watch. For 'key' only.");
    flags.text("prefix", "", "Prefix of the keys to watch. For 'keyprefix' only.");
    flags.text("service", "", "Service to watch. Needed for 'service', possible for 'checks'.");
    flags.repeated("tag", "Tag that instances must have; may be repeated. For 'service' only.");
    flags.text(
        "passingonly", "", "Whether only passing instances count: true or false. For 'service'.");
    flags.text("state", "", "State of the checks to watch. For 'checks' only.");
    flags.text("name", "", "Name of the events to watch. For 'event' only.");
    flags.text("filter", "", "Filter expression for what is watched.");
    flags.toggledOn("shell", "Have a shell read the program's line.");
  }

  @Override
  public int run(Call call) throws Failure {
    WatchPlan plan = WatchPlan.of(call.flags());
    try {
      call.agent().get("/v1/agent/self", new Query()).ok();
    } catch (AgentException e) {
      throw Call.failed("Error querying Consul agent", e);
    }
    // An interrupt is how this command is meant to end, so it is a success.
    Thread interrupted = new Thread(() -> Runtime.getRuntime().halt(0));
    Runtime.getRuntime().addShutdownHook(interrupted);
    try {
      return new Loop(call, plan).run();
    } finally {
      Runtime.getRuntime().removeShutdownHook(interrupted);
    }
  }

  /** Asks again and again. */
  private static final class Loop {
    private final Call call;
    private final WatchPlan plan;
    private String index = "";
    private int failures;
    private boolean shown;
    private @Nullable Object last;

    Loop(Call call, WatchPlan plan) {
      this.call = call;
      this.plan = plan;
    }

    int run() throws Failure {
      while (!Thread.currentThread().isInterrupted()) {
        Reply reply;
        Object value;
        try {
          reply = plan.ask(call.agent(), call.readQuery(), index);
          value = plan.value(reply, index);
        } catch (AgentException e) {
          retry(String.valueOf(e.getMessage()));
          continue;
        }
        failures = 0;
        String now = reply.headers().getOrDefault("x-consul-index", "0");
        if (now.equals(index)) continue;
        index = next(now);
        if (shown && Objects.equals(last, value)) continue;
        shown = true;
        last = value;
        if (call.operands().isEmpty()) {
          call.say(IndentedJson.of(value, "    "));
          return 0;
        }
        int code = handle(now, value);
        if (code != 0) throw new Failure("Error executing handler: exit status " + code);
      }
      return 0;
    }

    private int handle(String now, @Nullable Object value) throws Failure {
      List<String> command =
          HandlerProcess.command(call.operands(), call.flags().on("shell"), call.environment());
      return HandlerProcess.run(
          command, "CONSUL_INDEX", now, IndentedJson.compact(value).concat("\n"));
    }

    /** An index that goes back begins anew (http-api.md A8). */
    private String next(String now) {
      return !plan.unordered()
              && !index.isEmpty()
              && new BigInteger(now).compareTo(new BigInteger(index)) < 0
          ? ""
          : now;
    }

    private void retry(String why) {
      failures++;
      long pause = Math.min(LONGEST_RETRY_SECONDS, RETRY_SECONDS * failures * failures);
      call.warn(
          TIME.format(Instant.now())
              + " [ERROR] watch.watch: Watch errored: type="
              + plan.type()
              + " error=\""
              + why
              + "\" retry="
              + (pause < 60 ? pause + "s" : pause / 60 + "m" + pause % 60 + "s"));
      try {
        Thread.sleep(pause * 1000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
