package org.lictor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigCommandsTest {
  private final FakeAgent agent = new FakeAgent();

  @AfterEach
  void stop() {
    agent.close();
  }

  @Test
  void anEntryIsWrittenFromHclOrJson(@TempDir Path folder) throws IOException {
    agent.answering("PUT /v1/config", "true");
    Path hcl = folder.resolve("web.hcl");
    Files.writeString(hcl, "Kind = \"service-defaults\"\nName = \"web\"\nProtocol = \"http\"\n");
    assertThat(Tool.ask(agent, "config", "write", hcl.toString()))
        .isEqualTo(new Tool.Result(0, "Config entry written: service-defaults/web\n", ""));
    Path json = folder.resolve("web.json");
    Files.writeString(json, "{\"kind\":\"service-defaults\",\"name\":\"db\"}");
    assertThat(Tool.ask(agent, "config", "write", "-cas", "-modify-index=7", json.toString()).out())
        .isEqualTo("Config entry written: service-defaults/db\n");
    assertThat(agent.lines()).containsExactly("PUT /v1/config", "PUT /v1/config?cas=7");
  }

  @Test
  void whatWasNotWrittenIsAFailure(@TempDir Path folder) throws IOException {
    agent.answering("PUT /v1/config", "false");
    Path file = folder.resolve("web.hcl");
    Files.writeString(file, "Kind = \"service-defaults\"\nName = \"web\"\n");
    assertThat(Tool.ask(agent, "config", "write", "-cas", file.toString()))
        .isEqualTo(new Tool.Result(1, "", "Config entry not updated: service-defaults/web\n"));
    assertThat(Tool.ask(agent, "config", "write").err())
        .isEqualTo(
            "Must provide exactly one positional argument to specify the config entry to write\n");
    assertThat(Tool.ask(agent, "config", "write", "nofile").err())
        .isEqualTo(
            "Failed to load data: Failed to read file: open nofile: no such file or directory\n");
    Files.writeString(file, "zz");
    assertThat(Tool.ask(agent, "config", "write", file.toString()).err())
        .startsWith("Failed to decode config entry input: ");
  }

  @Test
  void anEntryIsShownIndented() {
    agent.answering(
        "GET /v1/config/service-defaults/web",
        "{\"Kind\":\"service-defaults\",\"Name\":\"web\",\"Expose\":{},\"ModifyIndex\":7}");
    assertThat(Tool.ask(agent, "config", "read", "-kind=service-defaults", "-name=web").out())
        .isEqualTo(
            """
            {
                "Kind": "service-defaults",
                "Name": "web",
                "Expose": {},
                "ModifyIndex": 7
            }
            """);
    assertThat(Tool.ask(agent, "config", "read").err())
        .isEqualTo("Must specify the -kind parameter\n");
    assertThat(Tool.ask(agent, "config", "read", "-kind=x").err())
        .isEqualTo("Must specify the -name parameter\n");
  }

  @Test
  void entriesAreListedByName() {
    agent.answering("GET /v1/config/service-defaults", "[{\"Name\":\"a\"},{\"Name\":\"b\"}]");
    assertThat(Tool.ask(agent, "config", "list", "-kind=service-defaults", "-filter=Name==a"))
        .isEqualTo(new Tool.Result(0, "a\nb\n", ""));
    assertThat(agent.lines()).containsExactly("GET /v1/config/service-defaults?filter=Name%3D%3Da");
  }

  @Test
  void anEntryIsDeletedByNameOrByItsFile(@TempDir Path folder) throws IOException {
    agent.answering("DELETE /v1/config/service-defaults/web", "{}");
    assertThat(Tool.ask(agent, "config", "delete", "-kind=service-defaults", "-name=web"))
        .isEqualTo(new Tool.Result(0, "Config entry deleted: service-defaults/web\n", ""));
    Path file = folder.resolve("web.hcl");
    Files.writeString(file, "Kind = \"service-defaults\"\nName = \"web\"\n");
    assertThat(Tool.ask(agent, "config", "delete", "-filename=" + file).out())
        .isEqualTo("Config entry deleted: service-defaults/web\n");
    agent.answering("DELETE /v1/config/service-defaults/web", "false");
    assertThat(
            Tool.ask(
                agent,
                "config",
                "delete",
                "-kind=service-defaults",
                "-name=web",
                "-cas",
                "-modify-index=3"))
        .isEqualTo(new Tool.Result(1, "", "Config entry not deleted: service-defaults/web\n"));
    assertThat(agent.lines()).last().isEqualTo("DELETE /v1/config/service-defaults/web?cas=3");
  }

  @Test
  void aServiceIsExportedBesideThoseThatAre() {
    agent.answering(
        "GET /v1/config/exported-services/default",
        """
        {"Kind":"exported-services","Name":"default",
         "Services":[{"Name":"db","Consumers":[{"Peer":"west"}]}],"CreateIndex":3,"ModifyIndex":7}""");
    agent.answering("PUT /v1/config", "true");
    assertThat(Tool.ask(agent, "services", "export", "-name=web", "-consumer-peers=east,west"))
        .isEqualTo(
            new Tool.Result(
                0, "Successfully exported service \"web\" to cluster peers \"east,west\"\n", ""));
    assertThat(agent.lines()).last().isEqualTo("PUT /v1/config?cas=7");
    assertThat(Tool.ask(agent, "services", "export").err())
        .isEqualTo("Missing the required -name flag\n");
    assertThat(Tool.ask(agent, "services", "export", "-name=web").err())
        .isEqualTo("Missing the required -consumer-peers or -consumer-partitions flag\n");
  }

  @Test
  void whatIsExportedIsATable() {
    agent.answering("GET /v1/exported-services", "[]");
    assertThat(Tool.ask(agent, "services", "exported-services").out())
        .isEqualTo("No exported services found\n");
    agent.answering(
        "GET /v1/exported-services",
        "[{\"Service\":\"web\",\"Consumers\":{\"Peers\":[\"east\",\"west\"]}}]");
    assertThat(Tool.ask(agent, "services", "exported-services").out())
        .isEqualTo("Service  Consumer Peers\nweb      east, west    \n");
  }
}
