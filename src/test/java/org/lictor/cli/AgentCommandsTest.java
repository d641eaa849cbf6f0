package org.lictor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands that speak to one agent about itself and its cluster. */
class AgentCommandsTest {
  private final FakeAgent agent = new FakeAgent();

  @AfterEach
  void stop() {
    agent.close();
  }

  @Test
  void infoIsSortedBySectionAndKey() {
    agent.answering(
        "GET /v1/agent/self",
        "{\"Stats\":{\"raft\":{\"term\":\"2\",\"state\":\"Leader\"},\"agent\":{\"checks\":\"0\",\"a\":\"\"}}}");
    assertThat(Tool.ask(agent, "info"))
        .isEqualTo(
            new Tool.Result(
                0, "agent:\n\ta = \n\tchecks = 0\nraft:\n\tstate = Leader\n\tterm = 2\n", ""));
    agent.answering("GET /v1/agent/self", "{}");
    assertThat(Tool.ask(agent, "info"))
        .isEqualTo(new Tool.Result(1, "", "Agent response did not contain 'Stats' key\n"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        // call                    | request                               | success
        //                     | failure
        "reload                    | PUT /v1/agent/reload                  | Configuration reload triggered              | Error reloading: ",
        "leave                     | PUT /v1/agent/leave                   | Graceful leave complete                     | Error leaving: ",
        "force-leave n             | PUT /v1/agent/force-leave/n           | -                                           | Error force leaving: ",
        "force-leave -prune -wan n | PUT /v1/agent/force-leave/n?prune=1&wan=1 | -                                       | Error force leaving: ",
        "join a:1                  | PUT /v1/agent/join/a:1                | Successfully joined cluster by contacting 1 nodes. | Error joining address 'a:1': ",
        "join -wan a               | PUT /v1/agent/join/a?wan=1            | Successfully joined cluster by contacting 1 nodes. | Error joining address 'a': ",
        "maint -enable             | PUT /v1/agent/maintenance?enable=true&reason= | Node maintenance is now enabled     | Error enabling node maintenance: ",
        "maint -disable            | PUT /v1/agent/maintenance?enable=false | Node maintenance is now disabled           | Error disabling node maintenance: ",
        "maint -enable -service=w -reason=x+y | PUT /v1/agent/service/maintenance/w?enable=true&reason=x%2By | Service maintenance is now enabled for \"w\" | Error enabling service maintenance: ",
        "maint -disable -service=w | PUT /v1/agent/service/maintenance/w?enable=false | Service maintenance is now disabled for \"w\" | Error disabling service maintenance: ",
      })
  void aCommandIsOneRequest(String call, String request, String success, String failure) {
    Tool.Result refused = Tool.ask(agent, call.split(" "));
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.out()).isEmpty();
    assertThat(refused.err()).startsWith(failure + " Unexpected response code: 404 ()\n");
    assertThat(agent.lines()).containsExactly(request);
    agent.answering(request.replaceFirst("\\?.*", ""), "");
    assertThat(Tool.ask(agent, call.split(" ")))
        .isEqualTo(new Tool.Result(0, success == null ? "" : success + "\n", ""));
  }

  @Test
  void joinCountsTheAddressesThatWorked() {
    agent.answering("PUT /v1/agent/join/b", "").answering("PUT /v1/agent/join/c", "");
    assertThat(Tool.ask(agent, "join", "a", "b", "c"))
        .isEqualTo(
            new Tool.Result(
                0,
                "Successfully joined cluster by contacting 2 nodes.\n",
                "Error joining address 'a': Unexpected response code: 404 ()\n"));
    assertThat(Tool.ask(agent, "join", "a"))
        .isEqualTo(
            new Tool.Result(
                1,
                "",
                "Error joining address 'a': Unexpected response code: 404 ()\nFailed to join any nodes.\n"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "maint -enable -disable        | Only one of -enable or -disable may be provided",
        "maint -reason=x               | Reason may only be provided with -enable",
        "maint -disable -reason=x      | Reason may only be provided with -enable",
        "maint -service=x              | Service requires either -enable or -disable",
        "leave a b                     | Error found unexpected args: [a b]",
        "event -name=x -tag=y          | Cannot provide tag filter without service filter.",
        "event -name=x -node=(         | Failed to compile node filter regexp: error parsing regexp: missing closing ): `(`",
      })
  void aWrongCallIsRefusedBeforeTheAgentIsAsked(String call, String message) {
    assertThat(Tool.ask(agent, call.split(" "))).isEqualTo(new Tool.Result(1, "", message + "\n"));
    assertThat(agent.requests()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "event             | Event name must be specified",
        "event -name=x a b | Too many command line arguments.",
        "force-leave       | A single node name must be specified to force leave.",
        "force-leave a b   | A single node name must be specified to force leave.",
        "join              | At least one address to join must be specified.",
      })
  void aCallThatMakesNoSenseIsAnsweredWithTheHelpPage(String call, String message) {
    String[] words = call.split(" ");
    assertThat(Tool.ask(agent, words))
        .isEqualTo(new Tool.Result(1, "", message + "\n\n" + Tool.alone(words[0], "-h").out()));
  }

  @Test
  void maintListsWhatIsOut() {
    agent
        .answering("GET /v1/agent/self", "{\"Config\":{\"NodeName\":\"n1\"}}")
        .answering(
            "GET /v1/agent/checks",
            """
        {"_service_maintenance:web":{"CheckID":"_service_maintenance:web","ServiceID":"web","Notes":"new disk"},
         "service:web":{"CheckID":"service:web","Notes":"other"},
         "_node_maintenance":{"CheckID":"_node_maintenance","Notes":"text"}}""");
    assertThat(Tool.ask(agent, "maint").out())
        .isEqualTo(
            "Node:\n  Name:   n1\n  Reason: text\n\nService:\n  ID:     web\n  Reason: new disk\n\n");
    agent.answering("GET /v1/agent/checks", "{}");
    assertThat(Tool.ask(agent, "maint")).isEqualTo(new Tool.Result(0, "", ""));
  }

  @Test
  void anEventIsFiredAfterTheAgentWasFound() {
    assertThat(Tool.ask(agent, "event", "-name=x").err())
        .startsWith("Error querying Consul agent: ");
    agent.answering("GET /v1/agent/self", "{}");
    assertThat(Tool.ask(agent, "event", "-name=x").err()).startsWith("Error firing event: ");
    agent.answering(
        "PUT /v1/event/fire/my event", "{\"ID\":\"3321b01d-9e82-69f5-734c-3024ec4819d9\"}");
    agent.requests().clear();
    assertThat(
            Tool.ask(
                agent,
                "event",
                "-name=my event",
                "-node=n",
                "-service=s",
                "-tag=t",
                "-datacenter=dc2",
                "pay"))
        .isEqualTo(new Tool.Result(0, "Event ID: 3321b01d-9e82-69f5-734c-3024ec4819d9\n", ""));
    assertThat(agent.lines().get(1))
        .isEqualTo("PUT /v1/event/fire/my%20event?dc=dc2&node=n&service=s&tag=t");
    assertThat(agent.requests().get(1).body()).isEqualTo("pay");
  }

  @Test
  void monitorPassesTheLogOnUntilTheAgentEndsIt() {
    String farewell =
        "\nRemote side ended the monitor! This usually means that the\nremote side has exited or crashed.\n";
    agent.answering("GET /v1/agent/monitor", "one\ntwo");
    assertThat(Tool.ask(agent, "monitor", "-log-level=debug", "-log-json"))
        .isEqualTo(new Tool.Result(1, "one\ntwo\n" + farewell, ""));
    agent.answering("GET /v1/agent/monitor", "one\n");
    assertThat(Tool.ask(agent, "monitor").out()).isEqualTo("one\n" + farewell);
    assertThat(agent.lines())
        .containsExactly(
            "GET /v1/agent/monitor?logjson=true&loglevel=debug",
            "GET /v1/agent/monitor?loglevel=INFO");
    agent.answering("GET /v1/agent/monitor", 400, "Unknown log level: x");
    assertThat(Tool.ask(agent, "monitor").err())
        .isEqualTo(
            "Error starting monitor: Unexpected response code: 400 (Unknown log level: x)\n");
  }
}
