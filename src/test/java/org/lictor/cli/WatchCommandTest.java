package org.lictor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WatchCommandTest {
  private final FakeAgent agent = new FakeAgent();
  @TempDir private Path directory;

  @BeforeEach
  void start() {
    agent.answering("GET /v1/agent/self", "{}").withIndexes("7");
  }

  @AfterEach
  void stop() {
    agent.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "-type=key -key=a/b                | GET /v1/kv/a/b",
        "-type=keyprefix -prefix=a/        | GET /v1/kv/a/?recurse=",
        "-type=services                    | GET /v1/catalog/services",
        "-type=nodes -stale                | GET /v1/catalog/nodes?stale=",
        "-type=service -service=web -tag=a -tag=b -passingonly=true | GET /v1/health/service/web?passing=1&tag=a&tag=b",
        "-type=checks                      | GET /v1/health/state/any",
        "-type=checks -state=critical -datacenter=dc2 | GET /v1/health/state/critical?dc=dc2",
        "-type=checks -service=web -filter=x | GET /v1/health/checks/web?filter=x",
        "-type=event -name=e               | GET /v1/event/list?name=e",
      })
  void eachTypeIsOneRead(String call, String request) {
    agent.answering(request.replaceFirst("\\?.*", ""), "[]");
    assertThat(Tool.ask(agent, ("watch " + call).split(" ")).code()).isZero();
    assertThat(agent.lines()).containsExactly("GET /v1/agent/self", request);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-type=x                                 | Unsupported watch type: x",
        "-type=key                               | Must specify a single key to watch",
        "-type=keyprefix                         | Must specify a single prefix to watch",
        "-type=service                           | Must specify a single service to watch",
        "-type=checks -service=a -state=b        | Cannot specify service and state",
        "-type=service -service=a -passingonly=x | Failed to parse passingonly flag: strconv.ParseBool: parsing \"x\": invalid syntax",
        "-type=connect_roots                     | Type connect_roots is not supported in the CLI tool",
        "-type=agent_service                     | Type agent_service is not supported in the CLI tool",
        "-type=nodes -tag=x -key=y               | Invalid parameters: [key tag]",
      })
  void aWrongCallIsRefusedBeforeTheAgentIsAsked(String call, String message) {
    assertThat(Tool.ask(agent, ("watch " + call).split(" ")))
        .isEqualTo(new Tool.Result(1, "", message + "\n"));
    assertThat(agent.requests()).isEmpty();
  }

  @Test
  void withoutATypeThereIsHelp() {
    assertThat(Tool.ask(agent, "watch").err())
        .startsWith("Watch type must be specified\n\nUsage: lictor watch ");
  }

  @Test
  void whatIsThereIsPrintedInTheLayoutOfTheClientLibrary() {
    agent.answering(
        "GET /v1/kv/a",
        "[{\"LockIndex\":0,\"Key\":\"a\",\"Flags\":18446744073709551615,\"Value\":\"PA==\",\"CreateIndex\":3,\"ModifyIndex\":4}]");
    assertThat(Tool.ask(agent, "watch", "-type=key", "-key=a").out())
        .isEqualTo(
            """
            {
                "Key": "a",
                "CreateIndex": 3,
                "ModifyIndex": 4,
                "LockIndex": 0,
                "Flags": 18446744073709551615,
                "Value": "PA==",
                "Session": ""
            }
            """);
    assertThat(Tool.ask(agent, "watch", "-type=key", "-key=b").out()).isEqualTo("null\n");
  }

  @Test
  void aProgramReadsTheDataAndTheIndexUntilItFails() {
    Path out = directory.resolve("out");
    agent.answering("GET /v1/kv/a", "[{\"Key\":\"<a>\"}]");
    Tool.Result result =
        Tool.ask(
            agent,
            "watch",
            "-type=key",
            "-key=a",
            "echo $CONSUL_INDEX >",
            out + ";",
            "cat",
            ">>",
            out + ";",
            "exit 3");
    assertThat(result)
        .isEqualTo(new Tool.Result(1, "", "Error executing handler: exit status 3\n"));
    assertThat(out)
        .hasContent(
            "7\n{\"Key\":\"\\u003ca\\u003e\",\"CreateIndex\":0,\"ModifyIndex\":0,\"LockIndex\":0,\"Flags\":0,\"Value\":null,\"Session\":\"\"}\n");
  }

  @Test
  void aProgramIsRunAgainForWhatIsNewOnly() {
    agent.withIndexes("8", "9", "10");
    Path out = directory.resolve("out");
    agent.answering(
        "GET /v1/event/list",
        """
        [{"ID":"00000000-0000-0000-0000-000000000007","Name":"a"},
         {"ID":"00000000-0000-0000-0000-000000000008","Name":"b"},
         {"ID":"00000000-0000-0000-0000-000000000009","Name":"c"}]""");
    Tool.ask(
        agent,
        "watch",
        "-type=event",
        "-shell=false",
        "/bin/sh",
        "-c",
        "grep -o '\"Name\":\"[a-z]*\"' >> "
            + out
            + "; echo -- >> "
            + out
            + "; test $CONSUL_INDEX != 9");
    // First all; then those after 7, and after 8.
    assertThat(out)
        .hasContent(
            "\"Name\":\"a\"\n\"Name\":\"b\"\n\"Name\":\"c\"\n--\n\"Name\":\"b\"\n\"Name\":\"c\"\n--\n\"Name\":\"c\"\n--\n");
    assertThat(agent.lines())
        .containsExactly(
            "GET /v1/agent/self",
            "GET /v1/event/list",
            "GET /v1/event/list?index=7",
            "GET /v1/event/list?index=8");
  }

  @Test
  void aProgramThatCannotBeStartedEndsTheCommand() {
    agent.answering("GET /v1/catalog/nodes", "[]");
    assertThat(Tool.ask(agent, "watch", "-type=nodes", "-shell=false", "/no/such").err())
        .isEqualTo("Error starting handler: fork/exec /no/such: no such file or directory\n");
    assertThat(Tool.ask(agent, "watch", "-type=nodes", "-shell=false", "no-such").err())
        .isEqualTo(
            "Error starting handler: exec: \"no-such\": executable file not found in $PATH\n");
  }
}
