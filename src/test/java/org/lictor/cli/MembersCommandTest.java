package org.lictor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MembersCommandTest {
  private final FakeAgent agent = new FakeAgent();

  @BeforeEach
  void answer() {
    agent.answering(
        "GET /v1/agent/members",
        """
        [{"Name":"zeta","Addr":"10.0.0.1","Port":8301,"Tags":{"role":"consul","build":"1.21.4:abc","vsn":"2","dc":"dc1","segment":""},"Status":1},
         {"Name":"alpha","Addr":"10.0.0.22","Port":8301,"Tags":{"role":"node","build":"1.21.4:abc","vsn":"2","dc":"dc1","segment":"beta"},"Status":4},
         {"Name":"client","Addr":"10.0.0.22","Port":8301,"Tags":{"role":"node","vsn":"2","dc":"dc1"},"Status":3},
         {"Name":"foo","Addr":"::1","Port":8301,"Tags":{"role":"what","x":"y"},"Status":2},
         {"Name":"bar","Addr":"10.0.0.2","Port":8301,"Tags":null,"Status":0},
         {"Name":"beta","Addr":"10.0.0.2","Port":8301,"Tags":{"role":"consul"},"Status":1}]""");
  }

  @AfterEach
  void stop() {
    agent.close();
  }

  @Test
  void serversComeFirstThenSegmentsThenNames() {
    Tool.Result result = Tool.ask(agent, "members");
    assertThat(result.code()).isZero();
    assertThat(result.out())
        .isEqualTo(
            """
        Node    Address         Status   Type     Build   Protocol  DC   Partition  Segment  \n\
        beta    10.0.0.2:8301   alive    server   < 0.3                  default    <all>    \n\
        zeta    10.0.0.1:8301   alive    server   1.21.4  2         dc1  default    <all>    \n\
        bar     10.0.0.2:8301   none     unknown                                             \n\
        client  10.0.0.22:8301  left     client   < 0.3   2         dc1  default    <default>\n\
        foo     [::1]:8301      leaving  unknown                                             \n\
        alpha   10.0.0.22:8301  failed   client   1.21.4  2         dc1  default    beta     \n\
        """);
    assertThat(agent.lines()).containsExactly("GET /v1/agent/members?segment=_all");
  }

  @Test
  void theTagsAreSortedByName() {
    assertThat(Tool.ask(agent, "members", "-detailed", "-status=leaving").out())
        .isEqualTo(
            "Node  Address     Status   Tags                                      \n"
                + "foo   [::1]:8301  leaving  ap=default,role=what,segment=<default>,x=y\n");
  }

  @Test
  void theStatusIsNotAnchored() {
    assertThat(Tool.ask(agent, "members", "-status", "al|ft").out().lines()).hasSize(4);
    assertThat(Tool.ask(agent, "members", "-status", "^lea").out().lines()).hasSize(2);
  }

  @Test
  void nobodyIsTheExitCode2() {
    Tool.Result result = Tool.ask(agent, "members", "-status=nothing");
    assertThat(result).isEqualTo(new Tool.Result(2, "", ""));
    agent.answering("GET /v1/agent/members", "[]");
    assertThat(Tool.ask(agent, "members")).isEqualTo(new Tool.Result(2, "", ""));
  }

  @Test
  void theAgentIsAskedForPoolSegmentAndFilter() {
    Tool.ask(agent, "members", "-wan", "-segment=x", "-filter", "Name == a", "-token=t");
    assertThat(agent.lines())
        .containsExactly("GET /v1/agent/members?filter=Name+%3D%3D+a&segment=x&wan=1");
    assertThat(agent.requests().get(0).headers()).containsEntry("x-consul-token", "t");
  }

  @Test
  void mistakesAndAnswersThatAreNoneAreTold() {
    assertThat(Tool.ask(agent, "members", "-status=[").err())
        .isEqualTo(
            "Failed to compile status regexp: error parsing regexp: missing closing ]: `[`\n");
    agent.answering("GET /v1/agent/members", 500, "No cluster leader\n");
    assertThat(Tool.ask(agent, "members"))
        .isEqualTo(
            new Tool.Result(
                1,
                "",
                "Error retrieving members: Unexpected response code: 500 (No cluster leader)\n"));
    agent.answering("GET /v1/agent/members", "[");
    assertThat(Tool.ask(agent, "members").err())
        .isEqualTo("Error retrieving members: unexpected EOF\n");
    agent.answering("GET /v1/agent/members", "");
    assertThat(Tool.ask(agent, "members").err()).isEqualTo("Error retrieving members: EOF\n");
    agent.answering("GET /v1/agent/members", "{}");
    assertThat(Tool.ask(agent, "members").err())
        .startsWith("Error retrieving members: json: cannot unmarshal object into ");
  }
}
