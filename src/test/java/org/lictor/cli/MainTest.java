package org.lictor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Finding the command; exit codes and streams as Consul's tool 1.8.7 has them. */
class MainTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        // arguments             | code | first line of out                            | first line
        // of err
        "''                      | 127 | -                                             | Usage: lictor [--version] [--help] <command> [<args>]",
        "bogus                   | 127 | -                                             | Usage: lictor [--version] [--help] <command> [<args>]",
        "bogus -h                | 127 | -                                             | Usage: lictor [--version] [--help] <command> [<args>]",
        "-bogus                  | 127 | -                                             | Usage: lictor [--version] [--help] <command> [<args>]",
        "-- members              | 127 | -                                             | Usage: lictor [--version] [--help] <command> [<args>]",
        "-h                      | 0   | Usage: lictor [--version] [--help] <command> [<args>] | -",
        "-bogus --help           | 0   | Usage: lictor [--version] [--help] <command> [<args>] | -",
        "kv                      | 1   | -                                             | Usage: lictor kv <subcommand> [options] [args]",
        "kv bogus                | 1   | -                                             | Usage: lictor kv <subcommand> [options] [args]",
        "kv -version             | 1   | -                                             | Usage: lictor kv <subcommand> [options] [args]",
        "kv -h                   | 0   | Usage: lictor kv <subcommand> [options] [args] | -",
        "kv bogus -h             | 0   | Usage: lictor kv <subcommand> [options] [args] | -",
        "kv -h get               | 0   | Usage: lictor kv <subcommand> [options] [args] | -",
        "catalog                 | 1   | -                                             | Usage: lictor catalog <subcommand> [options] [args]",
        "services                | 1   | -                                             | Usage: lictor services <subcommand> [options] [args]",
        "operator                | 1   | -                                             | Usage: lictor operator <subcommand> [options] [args]",
        "operator raft           | 1   | -                                             | Usage: lictor operator raft <subcommand> [options] [args]",
        "operator raft bogus     | 1   | -                                             | Usage: lictor operator raft <subcommand> [options] [args]",
        "operator autopilot -h   | 0   | Usage: lictor operator autopilot <subcommand> [options] [args] | -",
        "kv get -h               | 0   | Usage: lictor kv get [options] [KEY_OR_PREFIX] | -",
        "members x --help        | 0   | Usage: lictor members [options]               | -",
        "members -h -bogus       | 0   | Usage: lictor members [options]               | -",
        "members -bogus          | 1   | -                                             | flag provided but not defined: -bogus",
        "members -version        | 1   | -                                             | flag provided but not defined: -version",
        "keygen -bogus           | 1   | -                                             | flag provided but not defined: -bogus",
        "-http-addr=x members    | 1   | -                                             | Invalid flags before the subcommand. If these flags are for",
        "-v                      | 0   | Lictor v0.1.0                                 | -",
        "--version               | 0   | Lictor v0.1.0                                 | -",
        "-v members              | 0   | Lictor v0.1.0                                 | -",
        "version                 | 0   | Lictor v0.1.0                                 | -",
        "version extra           | 0   | Lictor v0.1.0                                 | -",
        "version -format=bogus   | 1   | -                                             | Unknown format: bogus",
      })
  void callsEndAsConsulsDo(String arguments, int code, String out, String err) {
    Tool.Result result = Tool.alone(arguments.isEmpty() ? new String[0] : arguments.split(" "));
    assertThat(result.code()).isEqualTo(code);
    assertThat(firstLine(result.out())).isEqualTo(out);
    assertThat(firstLine(result.err())).isEqualTo(err);
  }

  private static String firstLine(String text) {
    return text.isEmpty() ? null : text.lines().findFirst().orElseThrow();
  }

  @Test
  void oneArgumentWithASpaceIsNoTwoWords() {
    assertThat(Tool.alone("kv get").code()).isEqualTo(127);
    assertThat(Tool.alone("").code()).isEqualTo(127);
  }

  @Test
  void theListOfCommandsIsSortedAndPadded() {
    String list = Tool.alone().err();
    assertThat(list)
        .startsWith(
            "Usage: lictor [--version] [--help] <command> [<args>]\n\nAvailable commands are:\n    ")
        .contains("\n    version        ");
    assertThat(list)
        .contains("\n    force-leave    Forces a member")
        .contains("\n    kv             Interact with the key-value store\n");
    assertThat(list.lines().filter(line -> line.startsWith("    ")).toList())
        .isSorted()
        .hasSizeGreaterThan(13);
  }

  @Test
  void aGroupListsItsCommandsBelowItsHelp() {
    assertThat(Tool.alone("kv").err())
        .endsWith(
            """

        Subcommands:
            delete    Removes data from the KV store
            export    Exports a tree from the KV store as JSON
            get       Retrieves or lists data from the KV store
            import    Imports a tree stored as JSON to the KV store
            put       Sets or updates data in the KV store
        """);
  }

  @Test
  void aHelpPageShowsCommonFlagsBeforeTheCommandsOwn() {
    String page = Tool.alone("join", "-h").out();
    assertThat(page)
        .contains(
            "\n\nHTTP API Options\n\n  -ca-file=<value>\n     File of CA certificates that vouch for the agent. Also\n"
                + "     LICTOR_CACERT or CONSUL_CACERT.\n\n  -ca-path=<value>\n");
    assertThat(page).contains("\n  -http-addr=<address>\n");
    assertThat(page)
        .endsWith(
            "\n\nCommand Options\n\n  -wan\n     Join servers of another datacenter in the WAN pool.\n");
    assertThat(page.lines()).allMatch(line -> line.length() <= 80);
  }

  @Test
  void everyListedCommandHasAHelpPage() {
    for (String name : Commands.below("")) {
      assertThat(Tool.alone(name, "-h").out()).as(name).startsWith("Usage: lictor " + name);
      for (String below : Commands.below(name + " ")) {
        assertThat(Tool.alone(name, below, "-h").out())
            .as(below)
            .startsWith("Usage: lictor " + name + " " + below);
      }
    }
  }

  @Test
  void theVersionIsThatOfTheBuild() throws Exception {
    assertThat(Files.readString(Path.of("pom.xml")))
        .contains("<version>" + VersionCommand.NUMBER + "</version>\n  <packaging>war");
    assertThat(Tool.alone("version").out())
        .isEqualTo(
            "Lictor v"
                + VersionCommand.NUMBER
                + "\nCompatible with Consul 1.21\n"
                + "Protocol 2 spoken by default, understands 2 to 3 (agent will automatically use protocol >2 when speaking to compatible agents)\n\n");
  }

  @Test
  void theVersionAsJsonIsIndentedByThree() {
    assertThat(Tool.alone("version", "-format=json").out())
        .isEqualTo(
            """
        {
           "Version": "1.21.4",
           "Revision": "",
           "Prerelease": "",
           "Lictor": "0.1.0",
           "RPC": {
              "Default": 2,
              "Min": 2,
              "Max": 3
           }
        }
        """);
  }

  @Test
  void aGeneratedKeyHas32Bytes() {
    String key = Tool.alone("keygen").out();
    assertThat(Base64.getDecoder().decode(key.strip())).hasSize(32);
    assertThat(key).hasSize(45).isNotEqualTo(Tool.alone("keygen", "extra").out());
  }
}
