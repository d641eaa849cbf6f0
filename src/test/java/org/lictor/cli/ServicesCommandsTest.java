package org.lictor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServicesCommandsTest {
  private final FakeAgent agent = new FakeAgent();
  @TempDir Path directory;

  @BeforeEach
  void answer() {
    agent.answering("PUT /v1/agent/service/register", "");
  }

  @AfterEach
  void stop() {
    agent.close();
  }

  private String file(String name, String text) throws Exception {
    return Files.writeString(directory.resolve(name), text).toString();
  }

  @Test
  void theFlagsDescribeOneService() {
    assertThat(
            Tool.ask(
                agent,
                "services",
                "register",
                "-name=web",
                "-id",
                "w",
                "-port",
                "80",
                "-tag=b",
                "-tag=a",
                "-meta",
                "x=y",
                "-tagged-address=lan=1.2.3.4:8080",
                "-tagged-address=v6=[::1]:1",
                "-address=h",
                "-kind=k",
                "-namespace=team"))
        .isEqualTo(new Tool.Result(0, "Registered service: web\n", ""));
    assertThat(agent.lines()).containsExactly("PUT /v1/agent/service/register?ns=team");
    assertThat(agent.requests().get(0).body())
        .isEqualTo(
            "{\"Kind\":\"k\",\"ID\":\"w\",\"Name\":\"web\",\"Tags\":[\"b\",\"a\"],\"Port\":80,"
                + "\"Address\":\"h\",\"TaggedAddresses\":{\"lan\":{\"Address\":\"1.2.3.4\",\"Port\":8080},\"v6\":{\"Address\":\"::1\",\"Port\":1}},"
                + "\"Meta\":{\"x\":\"y\"}}");
  }

  @Test
  void aFileDefinesSeveralInTheSpellingOfConfigurations() throws Exception {
    String file =
        file(
            "web.json",
            """
        // as in the article
        {"datacenter": "dc1",
         "service": {"name": "web", "port": 80, "enable_tag_override": true, "weights": {"passing": 2, "warning": 1},
           "tagged_addresses": {"lan": {"address": "1.2.3.4", "port": 8}},
           "check": {"id": "c", "script": "curl localhost", "interval": "10s", "tls_skip_verify": true, "ScriptArgs": ["a"]}},
         "services": [{"id": "db-1", "name": "db", "checks": [{"ttl": "5s"}, {"args": ["/bin/true"], "interval": "1s"}]}]}
        """);
    assertThat(Tool.ask(agent, "services", "register", file))
        .isEqualTo(new Tool.Result(0, "Registered service: db\nRegistered service: web\n", ""));
    assertThat(agent.requests())
        .extracting(FakeAgent.Request::body)
        .containsExactly(
            "{\"ID\":\"db-1\",\"Name\":\"db\",\"Checks\":[{\"TTL\":\"5s\"},{\"Args\":[\"/bin/true\"],\"Interval\":\"1s\"}]}",
            "{\"Name\":\"web\",\"Port\":80,\"EnableTagOverride\":true,\"Weights\":{\"Passing\":2,\"Warning\":1},"
                + "\"TaggedAddresses\":{\"lan\":{\"Address\":\"1.2.3.4\",\"Port\":8}},\"Checks\":[{\"CheckID\":\"c\","
                + "\"Script\":\"curl localhost\",\"Interval\":\"10s\",\"TLSSkipVerify\":true,\"Args\":[\"a\"]}]}");
  }

  @Test
  void theSameFileTakesThemAwayByIdOrName() throws Exception {
    agent
        .answering("PUT /v1/agent/service/deregister/db-1", "")
        .answering("PUT /v1/agent/service/deregister/web", "");
    String file =
        file(
            "web.json",
            "{\"service\": {\"name\": \"web\"}, \"services\": [{\"id\": \"db-1\", \"name\": \"db\"}]}");
    assertThat(Tool.ask(agent, "services", "deregister", file))
        .isEqualTo(
            new Tool.Result(0, "Deregistered service: db-1\nDeregistered service: web\n", ""));
    assertThat(Tool.ask(agent, "services", "deregister", "-id=web").out())
        .isEqualTo("Deregistered service: web\n");
  }

  @Test
  void aDashIsStandardInputAndADirectoryItsFiles() throws Exception {
    Tool.Result piped =
        Tool.run(
            Map.of("LICTOR_HTTP_ADDR", agent.address()),
            "{\"service\": {\"name\": \"in\"}}",
            "services",
            "register",
            "-");
    assertThat(piped.out()).isEqualTo("Registered service: in\n");
    file("b.json", "{\"service\": {\"name\": \"b\"}}");
    file("a.json", "{\"service\": {\"name\": \"a\"}}");
    file("notes.txt", "nothing");
    assertThat(Tool.ask(agent, "services", "register", directory.toString()).out())
        .isEqualTo("Registered service: a\nRegistered service: b\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "services register                                       | Service registration requires at least one argument or flags.",
        "services register -id x                                 | Service registration requires at least one argument or flags.",
        "services register -name web f.json                      | Service registration requires arguments or -id, not both.",
        "services register -name a -tagged-address lan=1.2.3.4   | Invalid Tagged Address: address 1.2.3.4: missing port in address",
        "services register -name a -tagged-address lan=1.2.3.4:x | Invalid Tagged Address: strconv.Atoi: parsing \"x\": invalid syntax",
        "services register /nonexistent.json                     | Error: config: Open failed on /nonexistent.json. open /nonexistent.json:"
            + " no such file or directory",
        "services deregister                                     | Service deregistration requires at least one argument or -id.",
        "services deregister -id a b.json                        | Service deregistration requires arguments or -id, not both.",
      })
  void aWrongCallIsRefusedBeforeTheAgentIsAsked(String call, String message) {
    assertThat(Tool.ask(agent, call.split(" "))).isEqualTo(new Tool.Result(1, "", message + "\n"));
    assertThat(agent.requests()).isEmpty();
  }

  @Test
  void aFileThatIsNotUnderstoodRegistersNothing() throws Exception {
    String good = file("good.json", "{\"service\": {\"name\": \"web\"}}");
    String misspelt = file("misspelt.json", "{\"service\": {\"name\": \"web\", \"prot\": 8}}");
    assertThat(Tool.ask(agent, "services", "register", good, misspelt))
        .isEqualTo(
            new Tool.Result(
                1,
                "",
                "Error: failed to parse "
                    + misspelt
                    + ": 1 error occurred:\n\t* invalid config key service.prot\n\n\n"));
    String unknown = file("unknown.json", "{\"bogus\": 1}");
    assertThat(Tool.ask(agent, "services", "register", unknown).err())
        .isEqualTo(
            "Error: failed to parse "
                + unknown
                + ": 1 error occurred:\n\t* invalid config key bogus\n\n\n");
    String cut = file("cut.json", "{");
    assertThat(Tool.ask(agent, "services", "register", cut).err())
        .isEqualTo("Error: failed to parse " + cut + ": unexpected end of JSON input\n");
    String other = file("web.yaml", "service:");
    assertThat(Tool.ask(agent, "services", "register", other).err())
        .isEqualTo(
            "Error: file "
                + other
                + " has unknown extension; must be .hcl or .json, or config format must be set\n");
    String hcl = file("web.hcl", "service { name = \"web\" }");
    assertThat(Tool.ask(agent, "services", "register", hcl).err())
        .contains("is HCL, which this command does not read");
    assertThat(agent.requests()).isEmpty();
  }

  @Test
  void aRefusalNamesTheService() {
    agent
        .answering("PUT /v1/agent/service/register", 400, "Invalid port")
        .answering("PUT /v1/agent/service/deregister/a b", 404, "Unknown service ID \"a b\"");
    assertThat(Tool.ask(agent, "services", "register", "-name=web").err())
        .isEqualTo(
            "Error registering service \"web\": Unexpected response code: 400 (Invalid port)\n");
    assertThat(Tool.ask(agent, "services", "deregister", "-id=a b").err())
        .isEqualTo(
            "Error deregistering service \"a b\": Unexpected response code: 404 (Unknown service ID \"a b\")\n");
  }
}
