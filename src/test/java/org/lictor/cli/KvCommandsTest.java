package org.lictor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KvCommandsTest {
  private static final String TREE =
      """
      [{"LockIndex":3,"Key":"k","Flags":18446744073709551615,"Value":"aGVsbG8=","Session":"abcd","CreateIndex":1,"ModifyIndex":2},
       {"LockIndex":0,"Key":"k2","Flags":1,"Value":null,"CreateIndex":3,"ModifyIndex":4},
       {"LockIndex":0,"Key":"k/","Flags":0,"Value":"YQoiPD4m4oKs4oCo","CreateIndex":5,"ModifyIndex":6}]""";

  private final FakeAgent agent = new FakeAgent();

  @AfterEach
  void stop() {
    agent.close();
  }

  private String out(String... args) {
    Tool.Result result = Tool.ask(agent, args);
    assertThat(result.err()).isEmpty();
    assertThat(result.code()).isZero();
    return result.out();
  }

  private String err(String... args) {
    Tool.Result result = Tool.ask(agent, args);
    assertThat(result.out()).isEmpty();
    assertThat(result.code()).isEqualTo(1);
    return result.err();
  }

  @Test
  void getPrintsTheValueAndALineEnd() {
    agent.answering("GET /v1/kv/k", TREE);
    assertThat(out("kv", "get", "k")).isEqualTo("hello\n");
    assertThat(out("kv", "get", "-base64", "/k")).isEqualTo("aGVsbG8=\n");
    assertThat(agent.lines()).containsOnly("GET /v1/kv/k");
  }

  @Test
  void getDetailedPrintsALineForEachField() {
    agent.answering("GET /v1/kv/k", TREE);
    assertThat(out("kv", "get", "-detailed", "k"))
        .isEqualTo(
            """
        CreateIndex      1
        Flags            18446744073709551615
        Key              k
        LockIndex        3
        ModifyIndex      2
        Session          abcd
        Value            hello
        """);
  }

  @Test
  void getRecursePrintsKeysAndValues() {
    agent.answering("GET /v1/kv/k", TREE);
    assertThat(out("kv", "get", "-recurse", "-stale", "-datacenter=dc2", "k"))
        .isEqualTo("k:hello\nk2:\nk/:a\n\"<>&€\u2028\n");
    assertThat(agent.lines()).containsExactly("GET /v1/kv/k?dc=dc2&recurse=&stale=");
    assertThat(out("kv", "get", "-recurse", "-keys", "k")).isEqualTo("k\nk2\nk/\n");
    assertThat(out("kv", "get", "-recurse", "-detailed", "k"))
        .startsWith("CreateIndex      1\n")
        .contains(
            """
        Value            hello

        CreateIndex      3
        Flags            1
        Key              k2
        LockIndex        0
        ModifyIndex      4
        Session          -
        Value

        CreateIndex      5
        """);
  }

  @Test
  void getKeysPrintsOneALine() {
    agent.answering("GET /v1/kv/", "[\"a/\",\"b\"]");
    assertThat(out("kv", "get", "-keys")).isEqualTo("a/\nb\n");
    assertThat(out("kv", "get", "-keys", "-separator=", "/")).isEqualTo("a/\nb\n");
    assertThat(agent.lines())
        .containsExactly("GET /v1/kv/?keys=&separator=%2F", "GET /v1/kv/?keys=");
  }

  @Test
  void whatIsNotThereIsAnErrorOnlyForASingleKey() {
    assertThat(err("kv", "get", "nope")).isEqualTo("Error! No key exists at: nope\n");
    assertThat(out("kv", "get", "-recurse", "nope")).isEmpty();
    assertThat(out("kv", "get", "-keys", "nope")).isEmpty();
    assertThat(out("kv", "export", "nope")).isEqualTo("[]\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "kv get                                  | Error! Missing KEY argument",
        "kv get a b                              | Too many arguments (expected 1, got 2)",
        "kv get a -detailed                      | Too many arguments (expected 1, got 2)",
        "kv put                                  | Error! Missing KEY argument",
        "kv put a b c                            | Error! Too many arguments (expected 1 or 2, got 3)",
        "kv put -acquire a                       | Error! Missing -session (required with -acquire and -release)",
        "kv put -release a                       | Error! Missing -session (required with -acquire and -release)",
        "kv put -base64 a !!                     | Error! Cannot base 64 decode data: illegal base64 data at input byte 0",
        "kv put a @/nonexistent                  | Error! Failed to read file: open /nonexistent: no such file or directory",
        "kv put a @                              | Error! Failed to read file: open : no such file or directory",
        "kv put /a x                             | Error! Failed writing data: Invalid key. Key must not begin with a '/': /a",
        "kv delete                               | Error! Missing KEY argument",
        "kv delete a b                           | Too many arguments (expected 1, got 2)",
        "kv delete -cas a                        | Cannot delete a key that does not exist. Provide a -modify-index greater than than 0.",
        "kv delete -modify-index=3 a             | Cannot specify -modify-index without -cas!",
        "kv delete -cas -modify-index=3 -recurse a | Cannot specify both -cas and -recurse!",
        "kv export a b                           | Too many arguments (expected 1, got 2)",
        "kv import                               | Error! Missing DATA argument",
        "kv import a b                           | Error! Too many arguments (expected 1, got 2)",
        "kv import @/nonexistent                 | Error! Failed to read file: open /nonexistent: no such file or directory",
        "kv import -                             | Cannot unmarshal data: unexpected end of JSON input",
        "kv import {}                            | Cannot unmarshal data: not an array",
      })
  void aWrongCallIsRefusedBeforeTheAgentIsAsked(String call, String message) {
    assertThat(err(call.split(" "))).isEqualTo(message + "\n");
    assertThat(agent.requests()).isEmpty();
  }

  @Test
  void putSendsTheArgumentAFileOrStandardInput(@TempDir Path directory) throws Exception {
    agent.answering("PUT /v1/kv/a b/ü?x#&", "true");
    Path file = Files.writeString(directory.resolve("data"), "from file\n");
    Map<String, String> env = Map.of("CONSUL_HTTP_ADDR", agent.address());
    for (String data : new String[] {"plain", "@" + file, "-", ""}) {
      assertThat(Tool.run(env, "from stdin", "kv", "put", "-flags=42", "a b/ü?x#&", data))
          .isEqualTo(new Tool.Result(0, "Success! Data written to: a b/ü?x#&\n", ""));
    }
    Tool.run(env, "", "kv", "put", "-base64", "a b/ü?x#&", "aGk=");
    assertThat(agent.requests())
        .extracting(FakeAgent.Request::body)
        .containsExactly("plain", "from file\n", "from stdin", "", "hi");
    assertThat(agent.lines().get(0)).isEqualTo("PUT /v1/kv/a%20b/%C3%BC%3Fx%23&?flags=42");
  }

  @Test
  void conditionalWritesTellWhetherTheyWereDone() {
    agent.answering("PUT /v1/kv/k", "true");
    assertThat(out("kv", "put", "-cas", "-modify-index=7", "k", "v"))
        .isEqualTo("Success! Data written to: k\n");
    assertThat(out("kv", "put", "-acquire", "-session=s", "k"))
        .isEqualTo("Success! Lock acquired on: k\n");
    assertThat(out("kv", "put", "-release", "-session=s", "k"))
        .isEqualTo("Success! Lock released on: k\n");
    assertThat(agent.lines())
        .containsExactly("PUT /v1/kv/k?cas=7", "PUT /v1/kv/k?acquire=s", "PUT /v1/kv/k?release=s");
    agent.answering("PUT /v1/kv/k", "false");
    assertThat(err("kv", "put", "-cas", "-modify-index=7", "k"))
        .isEqualTo("Error! Did not write to k: CAS failed\n");
    assertThat(err("kv", "put", "-cas", "k"))
        .isEqualTo(
            "Error! Did not write to k: CAS performed with index=0 and key already exists.\n");
    assertThat(err("kv", "put", "-acquire", "-session=s", "k"))
        .isEqualTo("Error! Did not acquire lock\n");
    assertThat(err("kv", "put", "-release", "-session=s", "k"))
        .isEqualTo("Error! Did not release lock\n");
  }

  @Test
  void deleteRemovesAKeyOrATree() {
    agent.answering("DELETE /v1/kv/k", "true").answering("DELETE /v1/kv/", "true");
    assertThat(out("kv", "delete", "/k")).isEqualTo("Success! Deleted key: k\n");
    assertThat(out("kv", "delete", "-recurse", "k"))
        .isEqualTo("Success! Deleted keys with prefix: k\n");
    assertThat(out("kv", "delete", "-recurse")).isEqualTo("Success! Deleted keys with prefix: \n");
    assertThat(out("kv", "delete", "-cas", "-modify-index=7", "k"))
        .isEqualTo("Success! Deleted key: k\n");
    assertThat(agent.lines())
        .containsExactly(
            "DELETE /v1/kv/k",
            "DELETE /v1/kv/k?recurse=",
            "DELETE /v1/kv/?recurse=",
            "DELETE /v1/kv/k?cas=7");
    agent.answering("DELETE /v1/kv/k", "false");
    assertThat(err("kv", "delete", "-cas", "-modify-index=7", "k"))
        .isEqualTo("Error! Did not delete key k: CAS failed\n");
  }

  @Test
  void anExportIsIndentedByTabsAndCanBeImported() {
    agent
        .answering("GET /v1/kv/k", TREE)
        .answering("PUT /v1/kv/k", "true")
        .answering("PUT /v1/kv/k2", "true")
        .answering("PUT /v1/kv/k/", "true");
    String exported = out("kv", "export", "k");
    assertThat(exported)
        .startsWith(
            "[\n\t{\n\t\t\"key\": \"k\",\n\t\t\"flags\": 18446744073709551615,\n\t\t\"value\": \"aGVsbG8=\"\n\t},\n\t{");
    assertThat(exported).endsWith("\t\t\"value\": \"YQoiPD4m4oKs4oCo\"\n\t}\n]\n");
    Tool.Result imported =
        Tool.run(Map.of("LICTOR_HTTP_ADDR", agent.address()), exported, "kv", "import", "-");
    assertThat(imported)
        .isEqualTo(new Tool.Result(0, "Imported: k\nImported: k2\nImported: k/\n", ""));
    assertThat(agent.lines().subList(1, 4))
        .containsExactly(
            "PUT /v1/kv/k?flags=18446744073709551615", "PUT /v1/kv/k2?flags=1", "PUT /v1/kv/k/");
    assertThat(agent.requests().get(3).body()).isEqualTo("a\n\"<>&€\u2028");
  }

  @Test
  void anImportStopsAtTheFirstEntryThatFails() {
    agent.answering("PUT /v1/kv/in/a", "true");
    String entries =
        "[{\"key\":\"a\",\"value\":\"aGk=\"},{\"key\":\"b\",\"value\":\"!\"},{\"key\":\"c\",\"value\":\"\"}]";
    assertThat(Tool.ask(agent, "kv", "import", "-prefix=in", entries))
        .isEqualTo(
            new Tool.Result(
                1,
                "Imported: in/a\n",
                "Error base 64 decoding value for key b: illegal base64 data at input byte 0\n"));
    assertThat(agent.requests()).hasSize(1);
  }

  @Test
  void aRefusalOfTheAgentIsPassedOn() {
    agent.answering("PUT /v1/kv/k", 403, "Permission denied");
    assertThat(err("kv", "put", "k", "v"))
        .isEqualTo(
            "Error! Failed writing data: Unexpected response code: 403 (Permission denied)\n");
    agent.answering("GET /v1/kv/k", 500, "No path to datacenter");
    assertThat(err("kv", "get", "k"))
        .isEqualTo(
            "Error querying Consul agent: Unexpected response code: 500 (No path to datacenter)\n");
  }
}
