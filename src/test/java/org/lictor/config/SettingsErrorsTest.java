package org.lictor.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What is refused, and warned of, and in which words. The words are those of the reference, section
 * 4, and of a running 1.8.7.
 */
class SettingsErrorsTest {
  @TempDir Path directory;
  private ConfigScene scene;

  @BeforeEach
  void aHost() {
    scene = new ConfigScene(directory);
  }

  /** A fragment of HCL, and the whole message; ~ is a line end. */
  @ParameterizedTest
  @CsvFileSource(resources = "/config/refused.txt", delimiter = '|', quoteCharacter = '`')
  void refuses(String fragment, String message) {
    assertThatThrownBy(() -> scene.agent(fragment))
        .isInstanceOf(ConfigException.class)
        .hasMessage(message.replace('~', '\n'));
  }

  @ParameterizedTest
  @CsvFileSource(resources = "/config/warned.txt", delimiter = '|', quoteCharacter = '`')
  void warns(String fragment, String warning) {
    assertThat(scene.agent(fragment).warnings()).contains(warning);
    assertThat(scene.agent("").warnings()).isEmpty();
  }

  @Test
  void aDataDirectoryIsNeededButInDevMode() throws IOException {
    assertThatThrownBy(() -> scene.load())
        .isInstanceOf(ConfigException.class)
        .hasMessage("data_dir cannot be empty");
    assertThat(scene.load("-dev").node().dataDir()).isEmpty();
    scene.file("plain", "x");
    assertThatThrownBy(() -> scene.load("-data-dir", "plain"))
        .hasMessage("data_dir \"plain\" is not a directory");
  }

  @Test
  void devModeExpectsNobody() {
    assertThatThrownBy(() -> scene.load("-dev", "-bootstrap-expect", "3"))
        .hasMessage("'bootstrap_expect > 0' not allowed in dev mode");
  }

  @Test
  void wordsThatAreNoFlagsAreRefused() {
    assertThatThrownBy(() -> scene.load("-dev", "foo", "bar"))
        .isInstanceOf(ConfigException.class)
        .hasMessage("Unexpected extra arguments: [foo bar]");
  }

  @Test
  void severalProblemsAreToldAtOnce() {
    assertThatThrownBy(
            () -> scene.agent("ports { http = 70000 dns = 80000 } session_ttl_min = \"y\""))
        .hasMessage(
            "3 errors occurred:\n\t* ports.dns: invalid port: 80000\n\t* ports.http: invalid port: 70000\n"
                + "\t* session_ttl_min: invalid duration: \"y\": time: invalid duration \"y\"\n\n");
  }

  @Test
  void theAdvertisedAddressMustBeClear() {
    scene.address("eth1", "192.168.1.1");
    assertThatThrownBy(() -> scene.agent(""))
        .hasMessage(
            "Error detecting private IPv4 address: Multiple private IPv4 "
                + "addresses found. Please configure one with 'bind' and/or 'advertise'.");
    assertThat(scene.agent("advertise_addr = \"192.168.1.1\"").addresses().tagged())
        .containsEntry("lan", "192.168.1.1");
    scene.network.removeIf(entry -> !entry.networkInterface().equals("lo"));
    assertThat(scene.agent("").addresses().tagged()).containsEntry("lan", "127.0.0.1");
    scene.network.clear();
    assertThatThrownBy(() -> scene.agent(""))
        .hasMessage("Error detecting private IPv4 address: No private IPv4 address found");
    assertThatThrownBy(() -> scene.agent("bind_addr = \"[::]\""))
        .hasMessage("Error detecting public IPv6 address: No public IPv6 address found");
  }

  @Test
  void scriptsInFilesNeedLeaveButValidateDoesNotMind() throws IOException {
    scene.file(
        "a.json",
        "{\"data_dir\":\"d\","
            + "\"service\":{\"name\":\"w\",\"check\":{\"args\":[\"x\"],\"interval\":\"1s\"}}}");
    assertThatThrownBy(() -> scene.load("-config-file", "a.json"))
        .hasMessage(
            "Failed to register service \"w\": Scripts are "
                + "disabled on this agent; to enable, configure 'enable_script_checks' "
                + "or 'enable_local_script_checks' to true");
    assertThat(scene.validate("a.json").services()).hasSize(1);
    assertThat(
            scene
                .load("-config-file", "a.json", "-enable-local-script-checks")
                .checks()
                .remoteScripts())
        .isFalse();
    assertThat(
            scene.load("-config-file", "a.json", "-enable-script-checks").checks().remoteScripts())
        .isTrue();
    assertThat(scene.load("-config-file", "a.json", "-dev").checks().localScripts()).isTrue();
    assertThatThrownBy(() -> scene.agent("check { name = \"c\" script = \"x\" interval = \"1s\" }"))
        .hasMessageStartingWith(
            "Failed to register check 'c': Scripts are disabled on this agent;");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{{ GetFoo }}|bind_addr: unsupported address template \"{{ GetFoo }}\"",
        "{{ GetAllInterfaces \"x\" }}|bind_addr: unsupported address template",
        "{{ GetInterfaceIP }}|bind_addr: unsupported address template"
      })
  void refusesTemplatesThatItDoesNotKnow(String template, String start) {
    assertThatThrownBy(() -> scene.load("-data-dir", "d", "-bind", template))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith(start);
  }
}
