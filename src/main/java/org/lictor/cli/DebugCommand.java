package org.lictor.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.lictor.cli.net.AgentException;
import org.lictor.cli.net.Json;
import org.lictor.cli.net.Query;

/**
 * {@code debug}: gathers what an agent tells of itself for a while, for somebody who looks at it
 * elsewhere: its settings, host and members, its figures and its log.
 */
final class DebugCommand implements Command {
  private static final Duration LEAST_DURATION = Duration.ofSeconds(10);
  private static final Duration LEAST_INTERVAL = Duration.ofSeconds(5);

  /** What is read once, by the name of what is captured. */
  private static final Map<String, String> ONCE = new LinkedHashMap<>();

  static {
    ONCE.put("agent", "/v1/agent/self");
    ONCE.put("host", "/v1/agent/host");
    ONCE.put("members", "/v1/agent/members");
  }

  private static final List<String> TARGETS =
      List.of("agent", "host", "logs", "members", "metrics");

  @Override
  public String usage() {
    return """
        Usage: lictor debug [options]

          Gathers what the agent tells of itself for the given time, and puts it into an
          archive: its settings, its host, the members, its metrics and its log at the
          level DEBUG. What the agent holds secret is not in it, but look at it before you
          pass it on. There are no Go profiles of a Java process: "pprof" is refused.
        """;
  }

  @Override
  public void declare(FlagSet flags) {
    flags.client();
    flags.text("interval", "30s", "How often to read the metrics; 5s at least.");
    flags.text("duration", "5m", "How long to gather; 10s at least.");
    flags.repeated(
        "capture", "What to gather: agent, host, members, metrics, logs. All by default.");
    flags.bool("archive", "Put it into one .tar.gz file (default true).");
    flags.text("output", "", "Name of the folder and the archive.");
  }

  @Override
  public int run(Call call) throws Failure {
    call.expectAtMost(0);
    Duration duration = duration(call, "duration", LEAST_DURATION);
    Duration interval = duration(call, "interval", LEAST_INTERVAL);
    List<String> targets = targets(call.flags().all("capture"));
    String named = call.flags().text("output");
    Path folder =
        Path.of(named.isEmpty() ? "consul-debug-" + System.currentTimeMillis() / 1000 : named);
    try {
      Map<String, Object> self =
          Json.object(Json.read(call.agent().get("/v1/agent/self", new Query()).ok().body()));
      String version = Json.text(Json.object(self.get("Config")), "Version");
      call.say("==> Starting debugger and capturing static information...");
      call.say("     Agent Version: '" + version + "'");
      call.say("          Interval: '" + call.flags().text("interval") + "'");
      call.say("          Duration: '" + call.flags().text("duration") + "'");
      call.say("            Output: '" + folder + (archived(call) ? ".tar.gz" : "") + "'");
      call.say("           Capture: '" + String.join(", ", targets) + "'");
      call.out().flush();
      Files.createDirectories(folder);
      gather(call, folder, targets, duration, interval);
      Map<String, Object> index = new LinkedHashMap<>();
      index.put("Version", 1);
      index.put("AgentVersion", version);
      index.put("Interval", call.flags().text("interval"));
      index.put("Duration", call.flags().text("duration"));
      index.put("Targets", targets);
      Files.write(folder.resolve("index.json"), Json.write(index));
      call.say("==> " + (archived(call) ? archive(folder) : "Saved debug directory: " + folder));
      return 0;
    } catch (AgentException e) {
      throw Call.failed("Capture validation failed: error querying target agent", e);
    } catch (IOException e) {
      throw new Failure("Error creating debug archive: " + e.getMessage());
    }
  }

  private static boolean archived(Call call) {
    return !call.flags().given("archive") || call.flags().on("archive");
  }

  private static void gather(
      Call call, Path folder, List<String> targets, Duration duration, Duration interval)
      throws Failure, AgentException, IOException {
    for (Map.Entry<String, String> once : ONCE.entrySet()) {
      if (targets.contains(once.getKey())) {
        Files.write(
            folder.resolve(once.getKey() + ".json"),
            call.agent().get(once.getValue(), new Query()).ok().body());
      }
    }
    long end = System.nanoTime() + duration.toNanos();
    if (targets.contains("logs")) follow(call, folder.resolve("consul.log"));
    while (true) {
      if (targets.contains("metrics")) {
        byte[] line = call.agent().get("/v1/agent/metrics", new Query()).ok().body();
        try (OutputStream out =
            Files.newOutputStream(
                folder.resolve("metrics.json"),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND)) {
          out.write(line);
          out.write('\n');
        }
      }
      long left = end - System.nanoTime();
      if (left <= 0) return;
      try {
        TimeUnit.NANOSECONDS.sleep(Math.min(left, interval.toNanos()));
      } catch (InterruptedException e) {
        return; // what there is so far is saved
      }
    }
  }

  /** Copies the log for as long as this process lives, which is as long as it gathers. */
  private static void follow(Call call, Path file) throws Failure, AgentException {
    InputStream log =
        call.agent().stream("/v1/agent/monitor", new Query().with("loglevel", "DEBUG"));
    Thread copier =
        new Thread(
            () -> {
              try (log;
                  OutputStream out = Files.newOutputStream(file)) {
                log.transferTo(out);
              } catch (IOException e) {
                call.warn("The log ends early: " + e.getMessage());
              }
            });
    copier.setDaemon(true);
    copier.start();
  }

  private static String archive(Path folder) throws IOException {
    Path archive = Path.of(folder + ".tar.gz");
    TarGz.write(folder, archive);
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) Files.delete(path);
    }
    return "Saved debug archive: " + archive;
  }

  private static List<String> targets(List<String> asked) throws Failure {
    List<String> targets = new ArrayList<>();
    for (String one : asked.isEmpty() ? TARGETS : asked) {
      String target = one.equals("cluster") ? "members" : one;
      if (!TARGETS.contains(target)) {
        throw new Failure(
            "Capture validation failed: error setting up capture: unknown target '" + one + "'");
      }
      targets.add(target);
    }
    return targets;
  }

  private static Duration duration(Call call, String flag, Duration least) throws Failure {
    String given = call.flags().text(flag);
    if (!given.matches("([0-9]+h)?([0-9]+m)?([0-9]+s)?") || given.isEmpty()) {
      throw new Failure("invalid value \"" + given + "\" for flag -" + flag + ": parse error");
    }
    Duration duration = Duration.parse("PT" + given.toUpperCase(java.util.Locale.ROOT));
    if (duration.compareTo(least) < 0) {
      throw new Failure(
          "Capture validation failed: " + flag + " must be longer than " + least.toSeconds() + "s");
    }
    return duration;
  }
}
