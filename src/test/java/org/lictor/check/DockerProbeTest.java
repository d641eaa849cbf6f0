package org.lictor.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lictor.model.CheckStatus;

@Timeout(60)
class DockerProbeTest {
  private static final String CREATED =
      "HTTP/1.1 201 Created\r\nContent-Length: 13\r\n\r\n{\"Id\":\"ab12\"}";
  private ScriptedServer docker;

  @BeforeEach
  void start() throws IOException {
    docker = new ScriptedServer();
  }

  @AfterEach
  void stop() throws IOException {
    docker.close();
  }

  private ProbeResult ran(Duration timeout) {
    DockerSpec spec =
        new DockerSpec(
            "web 1", List.of("/bin/probe", "say \"hi\""), Duration.ofSeconds(1), timeout);
    return new DockerProbe(spec, 4096, new DockerEndpoint("tcp://" + docker.authority())).run();
  }

  private void exits(int code) {
    docker.answer(CREATED);
    docker.answer(
        "HTTP/1.1 200 OK\r\nContent-Type: application/vnd.docker.raw-stream\r\n\r\n"
            + "\1\0\0\0\0\0\0\4all \2\0\0\0\0\0\0\4well");
    docker.answer(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
            + "20\r\n{\"Running\":false, \"ExitCode\": "
            + (char) ('0' + code)
            + "}\r\n0\r\n\r\n");
  }

  @ParameterizedTest
  @CsvSource({"0, PASSING", "1, WARNING", "2, CRITICAL"})
  void theExitCodeIsTheStatus(int code, CheckStatus status) {
    exits(code);
    assertThat(ran(Duration.ofSeconds(20))).isEqualTo(new ProbeResult(status, "all well"));
    assertThat(docker.request())
        .startsWith("POST /v1.24/containers/web%201/exec HTTP/1.1\r\n")
        .contains("\"Cmd\":[\"/bin/probe\",\"say \\\"hi\\\"\"]");
    assertThat(docker.request()).startsWith("POST /v1.24/exec/ab12/start HTTP/1.1\r\n");
    assertThat(docker.request()).startsWith("GET /v1.24/exec/ab12/json HTTP/1.1\r\n");
  }

  @Test
  void aContainerThatIsNotThereIsCritical() {
    docker.answer(
        "HTTP/1.1 404 Not Found\r\nContent-Length: 39\r\n\r\n{\"message\":\"No such container: web 1\"}\n");
    assertThat(ran(Duration.ofSeconds(20)))
        .isEqualTo(
            ProbeResult.critical("exec in container web 1 failed: No such container: web 1"));
  }

  @Test
  void aProgramThatTakesTooLongIsCriticalWithWhatItSaid() {
    docker.answer(CREATED);
    docker.answerAndHang("HTTP/1.1 200 OK\r\n\r\n\1\0\0\0\0\0\0\4busy");
    assertThat(ran(Duration.ofMillis(500)))
        .isEqualTo(ProbeResult.critical("Timed out (500ms) running check\n\nbusy"));
  }

  @Test
  void aHostWithoutDockerIsCritical() {
    DockerSpec spec =
        new DockerSpec("web", List.of("true"), Duration.ofSeconds(1), Duration.ofSeconds(5));
    DockerEndpoint nobody = new DockerEndpoint("unix:///nonexistent/docker.sock");
    ProbeResult result = new DockerProbe(spec, 4096, nobody).run();
    assertThat(result.status()).isEqualTo(CheckStatus.CRITICAL);
    assertThat(result.output())
        .startsWith(
            "Cannot connect to the Docker daemon at unix:///nonexistent/docker.sock. Is the docker"
                + " daemon running?");
  }
}
