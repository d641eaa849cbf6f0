package org.lictor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lictor.FreePorts;

/** The session of README.md, command by command, with free ports in place of the usual ones. */
class ReadmeIT {
  @TempDir private Path directory;
  private final int webPort = FreePorts.next();

  @Test
  void theCommandsDoWhatTheySay() throws Exception {
    Assumptions.assumeTrue(Ran.has("dig") && Ran.has("curl"), "dig or curl is not here");
    LictorProcess agent = null;
    try (WebServer web = WebServer.start(webPort)) {
      for (Readme.Block block : Readme.blocks()) {
        if (block.kind().startsWith("file: ")) {
          write(block);
        } else if (block.kind().equals("agent")) {
          agent = started(agent, block);
        } else if (agent != null && block.kind().equals("log")) {
          LictorProcess running = agent;
          for (String line : block.text().split("\n")) {
            agent.await(line, () -> Readme.contains(running.log(), onPorts(running, line)));
          }
        } else if (agent != null && block.kind().equals("run")) {
          run(agent, block);
        }
      }
      assertThat(agent).isNotNull();
      assertThat(agent.exitCode()).isZero(); // the last command of the session is a leave
      agent = null;
    } finally {
      if (agent != null) {
        agent.close();
      }
    }
  }

  @Test
  void aBrokenFileChangesNothingAndIsNamedByTheReload() throws Exception {
    Path definitions = Files.createDirectory(directory.resolve("conf.d"));
    Files.writeString(definitions.resolve("a.json"), "{\"service\": {\"name\": \"kept\"}}");
    try (LictorProcess agent =
        new LictorProcess(directory, "-dev", "-config-dir", definitions.toString())) {
      agent.start();
      Files.writeString(definitions.resolve("b.json"), "{\"bogus\": 1}");
      Ran reload = agent.cli("reload");
      assertThat(reload.exit()).isEqualTo(1);
      assertThat(reload.err()).contains("b.json", "invalid config key bogus");
      assertThat(agent.get("/v1/agent/services").body()).contains("kept");
    }
  }

  @Test
  void aSecondAgentOnADataDirectoryIsRefusedAndDisturbsNobody() throws Exception {
    String data = directory.resolve("data").toString();
    String[] arguments = {
      "-server",
      "-bootstrap-expect",
      "1",
      "-data-dir",
      data,
      "-bind",
      "127.0.0.1",
      "-node",
      "n1",
      "-ui"
    };
    Path elsewhere = Files.createDirectory(directory.resolve("second"));
    try (LictorProcess first = new LictorProcess(directory, arguments);
        LictorProcess second = new LictorProcess(elsewhere, arguments)) {
      first.start();
      second.launch();
      assertThat(second.exitCode()).isEqualTo(1);
      assertThat(second.log()).contains("is in use by another process (pid " + first.pid() + ")");
      assertThat(first.put("/v1/kv/a", "b").body()).isEqualTo("true");
      assertThat(first.get("/nonsense").statusCode()).isEqualTo(404);
      assertThat(first.get("/ui/").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void thePlainWayStartsAServer() throws Exception {
    int http = FreePorts.next();
    int dns = FreePorts.next();
    Path target = Path.of("target").toAbsolutePath();
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String command =
        Readme.blocks().stream()
            .filter(block -> block.kind().equals("plain"))
            .findFirst()
            .orElseThrow()
            .text()
            .replace("8600", "" + dns)
            .replace("8500", "" + http)
            .replace(
                "java -jar payara-micro.jar",
                "LICTOR_HTTP_PORT="
                    + http
                    + " exec "
                    + java
                    + " -jar "
                    + target.resolve("payara-micro.jar"))
            .replace("lictor.war", target.resolve("lictor.war").toString());
    Path log = directory.resolve("plain.log");
    Process process =
        new ProcessBuilder("sh", "-c", command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      String base = "http://127.0.0.1:" + http;
      Ran nodes =
          Ran.command(
              List.of(
                  "curl",
                  "-sf",
                  "--retry",
                  "100",
                  "--retry-delay",
                  "1",
                  "--retry-all-errors",
                  base + "/v1/catalog/nodes"));
      assertThat(nodes.out()).as(Files.readString(log)).contains("\"Node\":\"n1\"");
      Ran health =
          Ran.command(
              List.of("curl", "-s", "-o", "/dev/null", "-w", "%{http_code}", base + "/openapi"));
      assertThat(health.out()).isEqualTo("404");
      assertThat(directory.resolve("lictor-data/raft/log")).isNotEmptyDirectory();
    } finally {
      process.destroyForcibly();
      process.waitFor();
    }
  }

  private LictorProcess started(LictorProcess before, Readme.Block block) throws Exception {
    if (before != null) {
      before.exitCode(); // the command before killed it
      return before.start();
    }
    List<String> words = new ArrayList<>(List.of(block.text().split(" ")));
    assertThat(words.subList(0, 2)).containsExactly("scripts/lictor", "agent");
    LictorProcess agent =
        new LictorProcess(directory, words.subList(2, words.size()).toArray(String[]::new));
    return agent.start();
  }

  private void write(Readme.Block block) throws IOException {
    Path file = directory.resolve(block.kind().substring("file: ".length()));
    Files.createDirectories(file.getParent());
    Files.writeString(file, block.text().replace("80", "" + webPort).replace("15s", "1s"));
  }

  /** What a command prints may take a moment to come true, as for a reader who tries again. */
  private void run(LictorProcess agent, Readme.Block block) throws Exception {
    String command = onPorts(agent, block.text()).replace("scripts/lictor", LictorProcess.script());
    List<String> printed = new ArrayList<>();
    if (block.printed().isEmpty()
        || block.text().contains(" PUT ")
        || block.text().contains("lictor leave")) {
      Ran ran = shell(agent, command);
      assertThat(ran.exit()).as(command + ": " + ran.err()).isZero();
      assertThat(Readme.matches(onPorts(agent, block.printed()), ran.out()))
          .as(command + ": " + ran.out())
          .isTrue();
      return;
    }
    try {
      agent.await(
          command,
          () -> {
            try {
              Ran ran = shell(agent, command);
              printed.add(ran.out() + ran.err());
              return ran.exit() == 0 && Readme.matches(onPorts(agent, block.printed()), ran.out());
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
          });
    } catch (AssertionError e) {
      throw new AssertionError(
          "the last output of " + command + " was: " + printed.get(printed.size() - 1), e);
    }
  }

  private Ran shell(LictorProcess agent, String command) throws IOException, InterruptedException {
    String there = "cd " + directory + " && " + command;
    return Ran.command(
        List.of("sh", "-c", there), "CONSUL_HTTP_ADDR", "127.0.0.1:" + agent.httpPort);
  }

  private String onPorts(LictorProcess agent, String text) {
    return text.replace("8500", "" + agent.httpPort)
        .replace("8600", "" + agent.dnsPort)
        .replace("8301", "" + agent.gridPort)
        .replace("1 1 80 ", "1 1 " + webPort + " ")
        .replace("\"Port\":80,", "\"Port\":" + webPort + ",");
  }
}
