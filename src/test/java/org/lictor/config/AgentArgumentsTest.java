package org.lictor.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgentArgumentsTest {
  private static AgentArguments parse(String line) {
    return AgentArguments.parse(line.isEmpty() ? List.of() : List.of(line.split(" ")));
  }

  @ParameterizedTest
  @CsvSource({
    "-node a, {node_name=a}",
    "-node=a, {node_name=a}",
    "--node a, {node_name=a}",
    "--node=a=b, {node_name=a=b}",
    "-server, {server=true}",
    "-server=false, {server=false}",
    "-server=T -ui=0, '{server=true, ui_config={enabled=false}}'",
    "-http-port 1 -dns-port=-1, '{ports={http=1, dns=-1}}'",
    "-node a -node b, {node_name=b}",
    "-node=, {node_name=}",
    "-node-meta a:b:c -node-meta d, '{node_meta={a=b:c, d=}}'",
    "-dc east, {datacenter=east}",
    "-bootstrap-expect +3, {bootstrap_expect=3}",
    "-- -node a, {}",
    "'', {}"
  })
  void readsFlagsAsGoDoes(String line, String scalars) {
    assertThat(parse(line).scalars()).hasToString(scalars);
  }

  @Test
  void listsKeepTheirOrderAndJoinIsRetryJoin() {
    AgentArguments arguments = parse("-retry-join a -join b -recursor 1.1.1.1 -recursor 8.8.8.8");
    assertThat(arguments.lists()).hasToString("{retry_join=[a, b], recursors=[1.1.1.1, 8.8.8.8]}");
    assertThat(arguments.scalars()).isEmpty();
  }

  @Test
  void filesAndDirectoriesShareOneList() {
    AgentArguments arguments =
        parse("-config-dir d -config-file f -config-dir=e -config-format hcl -hcl a=1 -dev");
    assertThat(arguments.configPaths()).containsExactly("d", "f", "e");
    assertThat(arguments.configFormat()).contains("hcl");
    assertThat(arguments.fragments()).containsExactly("a=1");
    assertThat(arguments.dev()).isTrue();
    assertThat(parse("-dev=false").dev()).isFalse();
  }

  @Test
  void theFirstWordThatIsNoFlagEndsThem() {
    assertThat(parse("-server false -node a").extra()).containsExactly("false", "-node", "a");
    assertThat(parse("-server -- -node").extra()).containsExactly("-node");
    assertThat(parse("-").extra()).containsExactly("-");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-h", "--help", "-help", "-server -h -bogus"})
  void helpIsSeenBeforeLaterErrors(String line) {
    assertThat(parse(line).helpRequested()).isTrue();
  }

  /** Texts of a running 1.8.7. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "-bogus|flag provided but not defined: -bogus",
        "--bogus=1|flag provided but not defined: -bogus",
        "-data-dir|flag needs an argument: -data-dir",
        "---x|bad flag syntax: ---x",
        "-=x|bad flag syntax: -=x",
        "-server=x|invalid boolean value \"x\" for -server: strconv.ParseBool: parsing \"x\": invalid syntax",
        "-bootstrap-expect=x|invalid value \"x\" for flag -bootstrap-expect: strconv.Atoi: parsing \"x\": invalid syntax",
        "-retry-max 99999999999|invalid value \"99999999999\" for flag -retry-max: strconv.Atoi: parsing \"99999999999\": "
            + "value out of range",
        "-dev=|invalid boolean value \"\" for -dev: strconv.ParseBool: parsing \"\": invalid syntax"
      })
  void refusesWithTheWordsOfGo(String line, String message) {
    assertThatThrownBy(() -> parse(line)).isInstanceOf(FlagException.class).hasMessage(message);
  }

  /** The flags of the reference, sections 1.1 and 1.2. */
  private static final String FLAGS =
      """
      advertise advertise-wan allow-write-http-from alt-domain auto-reload-config bind bootstrap bootstrap-expect client
      config-dir config-file config-format data-dir datacenter default-query-time dev disable-host-node-id
      disable-keyring-file dns-port domain enable-local-script-checks enable-script-checks encrypt grpc-port
      grpc-tls-port
      hcl http-port https-port join join-wan log-file log-json log-level log-rotate-bytes log-rotate-duration
      log-rotate-max-files max-query-time node node-id node-meta pid-file primary-gateway protocol raft-protocol
      read-replica non-voting-server recursor rejoin retry-interval retry-interval-wan retry-join retry-join-wan
      retry-max
      retry-max-wan segment serf-lan-allowed-cidrs serf-lan-bind serf-lan-port serf-wan-allowed-cidrs serf-wan-bind
      serf-wan-port server server-port syslog ui ui-content-path ui-dir atlas atlas-join atlas-token dc""";

  @Test
  void everyFlagOfTheReferenceIsKnownAndSetsAKeyOfFiles() {
    for (String name : FLAGS.strip().split("\\s+")) {
      AgentFlag flag = AgentFlag.named(name);
      assertThat(flag).as(name).isNotNull();
      AgentArguments arguments =
          AgentArguments.parse(
              List.of(
                  "-"
                      + name
                      + "="
                      + switch (flag.kind()) {
                        case BOOL -> "true";
                        case INT -> "7";
                        case MAP -> "k:v";
                        case TEXT, LIST -> "x";
                      }));
      Source lists = Source.of(arguments.lists());
      assertThat(Source.of(arguments.scalars()).tree().size() + lists.tree().size())
          .as(name)
          .isEqualTo(flag.path().isEmpty() ? 0 : 1);
      assertThat(flag.help()).as(name).endsWith(flag.help().contains("/ui/") ? "/ui/" : ".");
    }
  }
}
