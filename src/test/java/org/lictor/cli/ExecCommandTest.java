package org.lictor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an agent is asked, and what is made of its answers; as recorded from Consul. */
class ExecCommandTest {
  private static final String FOLDER = "_rexec/id/";
  private final FakeAgent agent = new FakeAgent();
  private final StringBuilder keys = new StringBuilder("\"_rexec/id/job\"");

  @BeforeEach
  void start() {
    agent
        .answering(
            "GET /v1/agent/self", "{\"Config\":{\"Datacenter\":\"dc1\",\"NodeName\":\"here\"}}")
        .answering("PUT /v1/session/create", "{\"ID\":\"id\"}")
        .answering("PUT /v1/kv/_rexec/id/job", "true")
        .answering("PUT /v1/event/fire/_rexec", "{\"ID\":\"event\"}")
        .answering("PUT /v1/session/destroy/id", "true")
        .answering("DELETE /v1/kv/_rexec/id/", "true")
        .withIndexes("7");
  }

  @AfterEach
  void stop() {
    agent.close();
  }

  private void key(String name, String value) {
    keys.append(",\"").append(FOLDER).append(name).append('"');
    String encoded = Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
    agent.answering("GET /v1/kv/" + FOLDER + name, "[{\"Value\":\"" + encoded + "\"}]");
  }

  private Tool.Result exec(String... more) {
    agent.answering("GET /v1/kv/_rexec/id/", "[" + keys + "]");
    String[] words = new String[more.length + 3];
    words[0] = "exec";
    words[1] = "-wait=300ms";
    words[2] = "-wait-repl=1ms";
    System.arraycopy(more, 0, words, 3, more.length);
    return Tool.ask(agent, words);
  }

  @Test
  void theOutputIsShownByNodeAndTheExitCodeAfterIt() {
    key("n1/ack", "");
    key("n1/exit", "0");
    key("n1/out/00000", "first line\n");
    key("n1/out/00001", "a\n\nb  ");
    assertThat(exec("uptime"))
        .isEqualTo(
            new Tool.Result(
                0,
                "    n1: first line\n    n1:\n"
                    + "    n1: a\n    n1: \n    n1: b\n"
                    + "==> n1: finished with exit code 0\n"
                    + "1 / 1 node(s) completed / acknowledged\n",
                ""));
    assertThat(body("PUT /v1/session/create"))
        .isEqualTo("{\"Name\":\"Remote Exec\",\"Behavior\":\"delete\",\"TTL\":\"15s\"}");
    assertThat(body("PUT /v1/kv/_rexec/id/job?acquire=id"))
        .isEqualTo("{\"Command\":\"uptime\",\"Wait\":300000000}");
    assertThat(body("PUT /v1/event/fire/_rexec"))
        .isEqualTo("{\"Prefix\":\"_rexec\",\"Session\":\"id\"}");
    assertThat(agent.lines())
        .contains("PUT /v1/session/destroy/id", "DELETE /v1/kv/_rexec/id/?recurse=");
  }

  private String body(String line) {
    return agent.requests().stream()
        .filter(request -> request.line().equals(line))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + line + " in " + agent.lines()))
        .body();
  }

  @Test
  void verboselyItSaysWhatHappens() {
    key("n1/ack", "");
    key("n1/out/00000", "");
    key("n1/exit", "0");
    Tool.Result result = exec("-verbose", "-node=n", "-service=s", "-tag=t", "true");
    assertThat(result.out())
        .startsWith(
            "Created remote execution session: id\nUploaded remote execution spec\n"
                + "Fired remote execution event: event\n==> n1: acknowledged\n==> n1: heartbeat received\n"
                + "==> n1: finished with exit code 0\n1 / 1 node(s) completed / acknowledged\nCompleted in 0.");
    assertThat(agent.lines()).contains("PUT /v1/event/fire/_rexec?node=n&service=s&tag=t");
  }

  @Test
  void aFailureOnSomeNodeIsTheExitCode2() {
    key("n1/ack", "");
    key("n1/exit", "3");
    key("n2/ack", "");
    key("n2/exit", "0");
    Tool.Result result = exec("false");
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.out()).endsWith("2 / 2 node(s) completed / acknowledged\n");
  }

  @Test
  void aNodeThatDoesNotEndIsAFailure() {
    key("n1/ack", "");
    Tool.Result result = exec("sleep 9");
    assertThat(result)
        .isEqualTo(new Tool.Result(2, "0 / 1 node(s) completed / acknowledged\n", ""));
  }

  @Test
  void thatNobodyAnswersIsNoneAndTheReasonIsNamed() {
    Tool.Result result = exec("true");
    assertThat(result.code()).isZero();
    assertThat(result.out()).isEqualTo("0 / 0 node(s) completed / acknowledged\n");
    assertThat(result.err()).contains("`disable_remote_exec = false`");
  }

  @Test
  void aScriptComesFromTheInputAndWordsAreLeftAsTheyAre() {
    agent.answering("GET /v1/kv/_rexec/id/", "[]");
    Tool.run(
        Map.of("LICTOR_HTTP_ADDR", agent.address()),
        "#!x\n",
        "exec",
        "-wait=50ms",
        "-wait-repl=1ms",
        "-");
    assertThat(body("PUT /v1/kv/_rexec/id/job?acquire=id"))
        .isEqualTo("{\"Script\":\"IyF4Cg==\",\"Wait\":50000000}");
    agent.requests().clear();
    exec("-shell=false", "echo", "a b");
    assertThat(body("PUT /v1/kv/_rexec/id/job?acquire=id"))
        .isEqualTo("{\"Args\":[\"echo\",\"a b\"],\"Wait\":300000000}");
  }

  @Test
  void anotherDatacenterHasTheSessionOnOneOfItsServers() {
    agent.answering("GET /v1/health/service/consul", "[{\"Node\":{\"Node\":\"far\"}}]");
    assertThat(exec("-datacenter=dc2", "-verbose", "true").out())
        .startsWith(
            "Remote exec in foreign datacenter, using Session TTL\nBinding session to remote node far@dc2\n");
    assertThat(body("PUT /v1/session/create?dc=dc2"))
        .isEqualTo(
            "{\"Name\":\"Remote Exec via here@dc1\",\"Behavior\":\"delete\",\"TTL\":\"15s\",\"Node\":\"far\",\"Checks\":[]}");
    agent.answering("GET /v1/health/service/consul", "[]");
    assertThat(exec("-datacenter=dc2", "true").err())
        .isEqualTo("Failed to create session: Failed to find Consul server in remote datacenter\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PUT /v1/session/create   | 500 | x     | Failed to create session: Unexpected response code: 500 (x)",
        "PUT /v1/kv/_rexec/id/job | 200 | false | Failed to create job file: failed to acquire key lock",
        "PUT /v1/event/fire/_rexec | 500 | x    | Failed to fire event: Unexpected response code: 500 (x)",
        "GET /v1/agent/self       | 500 | x     | Error querying Consul agent: Unexpected response code: 500 (x)",
      })
  void troubleWithTheAgentIsTold(String request, int status, String answer, String message) {
    agent.answering(request, status, answer);
    Tool.Result result = Tool.ask(agent, "exec", "-wait-repl=1ms", "true");
    assertThat(result).isEqualTo(new Tool.Result(1, "", message + "\n"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-node=( x | Failed to compile node filter regexp: error parsing regexp: missing closing ): `(`",
        "-tag=a x  | Cannot provide tag filter without service filter.",
      })
  void aWrongCallIsRefusedBeforeTheAgentIsAsked(String call, String message) {
    assertThat(Tool.ask(agent, ("exec " + call).split(" ")))
        .isEqualTo(new Tool.Result(1, "", message + "\n"));
    assertThat(agent.requests()).isEmpty();
  }

  @Test
  void withoutACommandThereIsHelpAndAWrongDurationIsTold() {
    assertThat(Tool.ask(agent, "exec").err())
        .startsWith("Must specify a command to execute\n\nUsage: lictor exec ");
    assertThat(Tool.ask(agent, "exec", "-wait=x", "y").err())
        .startsWith("invalid value \"x\" for flag -wait: parse error\n")
        .contains("(default 2s)", "(default true)", "(default \"_rexec\")");
  }
}
