package org.lictor.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SystemPropertiesTest {
  static LaunchSettings settings(
      boolean server, boolean dev, int expect, String bind, List<String> members) {
    return new LaunchSettings(
        "n1",
        "dc1",
        server,
        dev,
        expect,
        Path.of("data"),
        new LaunchSettings.Listener("127.0.0.1", 8500),
        new LaunchSettings.Listener("127.0.0.1", -1),
        bind,
        "10.0.0.1",
        8301,
        members,
        8300,
        "id=0",
        Level.INFO,
        false,
        true,
        false);
  }

  @ParameterizedTest
  @ValueSource(strings = {"domain.xml", "hazelcast.xml"})
  void everyPlaceholderOfTheDomainConfigurationHasAValue(String name) throws IOException {
    Set<String> wanted = new TreeSet<>();
    Matcher placeholders =
        Pattern.compile("\\$\\{(lictor[a-z.]+)}")
            .matcher(Files.readString(Path.of("domain-config", name)));
    while (placeholders.find()) wanted.add(placeholders.group(1));
    assertThat(wanted).isNotEmpty();
    assertThat(SystemProperties.of(settings(true, false, 3, "10.0.0.1", List.of())))
        .containsKeys(wanted.toArray(String[]::new));
  }

  @Test
  void threeServersHaveAConsensusGroupAndOneHasNot() {
    assertThat(SystemProperties.of(settings(true, false, 3, "10.0.0.1", List.of())))
        .containsEntry("lictor.launch.grid.cp.members", "3")
        .containsEntry("lictor.launch.grid.cp.group", "3");
    assertThat(SystemProperties.of(settings(true, false, 4, "10.0.0.1", List.of())))
        .containsEntry("lictor.launch.grid.cp.members", "4")
        .containsEntry("lictor.launch.grid.cp.group", "3");
    assertThat(SystemProperties.of(settings(true, false, 1, "10.0.0.1", List.of())))
        .containsEntry("lictor.launch.grid.cp.members", "0");
  }

  @Test
  void aClientIsALiteMember() {
    assertThat(SystemProperties.of(settings(false, false, 0, "10.0.0.1", List.of("10.0.0.2"))))
        .containsEntry("lictor.launch.grid.lite", "true")
        .containsEntry("lictor.launch.grid.members", "10.0.0.2:8301");
  }

  @Test
  void bindingEverywhereNamesNoInterface() {
    Map<String, String> properties =
        SystemProperties.of(settings(true, false, 1, "0.0.0.0", List.of()));
    assertThat(properties)
        .containsEntry("lictor.launch.grid.bind.any", "true")
        .containsEntry("lictor.launch.grid.interfaces.enabled", "false")
        .doesNotContainKey("hazelcast.local.localAddress");
  }

  @Test
  void anAddressToBindToIsTakenWithoutLookingForItsInterface() {
    assertThat(SystemProperties.of(settings(true, false, 3, "127.0.0.2", List.of())))
        .containsEntry("lictor.launch.grid.bind.any", "false")
        .containsEntry("hazelcast.local.localAddress", "127.0.0.2");
  }

  @Test
  void thePlatformNeitherPromotesByItselfNorPhonesHome() {
    assertThat(SystemProperties.of(settings(true, false, 3, "10.0.0.1", List.of())))
        .containsEntry("hazelcast.cp-subsystem.auto-promote", "false")
        .containsEntry("hazelcast.phone.home.enabled", "false");
  }
}
