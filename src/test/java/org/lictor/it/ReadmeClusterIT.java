package org.lictor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lictor.FreePorts;

/**
 * README.md's three servers and a client on one host, command by command, each port replaced by a
 * free one.
 */
class ReadmeClusterIT {
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final int AGENTS = 4;

  /** The usual ports, and for each agent after the first tens above them: 8500, 8510 … */
  private static final Pattern PORT = Pattern.compile("\\b8(?:[56][0-3]0|3[0-3][01])\\b");

  private static final List<String> LOGS = List.of("s1.log", "s2.log", "s3.log", "c1.log");

  @TempDir private Path directory;
  private final Map<String, String> ports = new LinkedHashMap<>();
  private final List<ProcessHandle> agents = new ArrayList<>();

  @AfterEach
  void stop() throws Exception {
    for (ProcessHandle agent : agents) {
      agent.destroyForcibly();
    }
    for (ProcessHandle agent : agents) {
      agent.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
  }

  @Test
  void theCommandsDoWhatTheySay() throws Exception {
    Assumptions.assumeTrue(Ran.has("dig") && Ran.has("curl"), "dig or curl is not here");
    List<Readme.Block> blocks =
        Readme.blocks().stream().filter(block -> block.kind().equals("cluster")).toList();
    for (Readme.Block block : blocks) {
      if (block.text().contains("scripts/lictor agent ")) {
        start(block);
      } else {
        run(block);
      }
    }
    assertThat(agents).hasSize(AGENTS);
  }

  /** The agents run in the background of the shell, which tells their process ids at its end. */
  private void start(Readme.Block block) throws Exception {
    Ran ran = shell(block.text() + "\njobs -p");
    for (String pid : ran.lines()) {
      agents.add(ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow());
    }
  }

  /** What a command prints may take a moment to come true, as for a reader who tries again. */
  private void run(Readme.Block block) throws Exception {
    boolean changes =
        block.text().contains("kill ")
            || block.text().contains(" PUT ")
            || block.text().contains("lictor leave");
    if (changes) {
      Ran ran = shell(block.text());
      assertThat(ran.exit()).as(block.text() + ": " + ran.err()).isZero();
      assertThat(matches(block, ran)).as(block.text() + ": " + ran.out()).isTrue();
      return;
    }
    List<String> printed = new ArrayList<>();
    Await.until(
        block.text(),
        PATIENCE,
        () -> {
          try {
            Ran ran = shell(block.text());
            printed.add(ran.out() + ran.err());
            return ran.exit() == 0 && matches(block, ran);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        },
        () -> false,
        () -> "the last output: " + printed.get(printed.size() - 1) + logs());
  }

  private boolean matches(Readme.Block block, Ran ran) {
    // A port that is not printed whole is any one.
    String expected = onFreePorts(block.printed()).replaceAll("\\b83…", "…");
    return Readme.matches(expected, ran.out());
  }

  /** Stands for the command while the script's name is replaced elsewhere. */
  private static final String AGENT = "@agent@";

  private Ran shell(String command) throws IOException, InterruptedException {
    String there =
        "cd "
            + directory
            + " && "
            + onFreePorts(command)
                .replace("scripts/lictor agent", AGENT)
                .replace("scripts/lictor", LictorProcess.script())
                .replace(AGENT, agentCommand());
    return Ran.command(List.of("sh", "-c", there), "CONSUL_HTTP_ADDR", "127.0.0.1:" + port("8500"));
  }

  /** The first agent has the usual ports, which its command does not name. */
  private String agentCommand() {
    return LictorProcess.script()
        + " agent -http-port "
        + port("8500")
        + " -dns-port "
        + port("8600")
        + " -serf-lan-port "
        + port("8301")
        + " -server-port "
        + port("8300");
  }

  private String onFreePorts(String text) {
    Matcher found = PORT.matcher(text);
    return found.replaceAll(match -> port(match.group()));
  }

  private String port(String usual) {
    return ports.computeIfAbsent(usual, name -> "" + FreePorts.next());
  }

  private String logs() {
    StringBuilder all = new StringBuilder();
    for (String name : LOGS) {
      Path log = directory.resolve(name);
      if (!Files.exists(log)) {
        continue;
      }
      try {
        all.append('\n').append(name).append(":\n").append(Files.readString(log));
      } catch (IOException e) {
        all.append(e);
      }
    }
    return all.toString();
  }
}
