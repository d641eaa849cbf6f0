package org.lictor.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * README.md names every setting, with its flags and its default, and every key that has no effect.
 */
class ReadmeSettingsTest {
  private static final Pattern DEFINITION = Pattern.compile("(services?|checks?)(\\..*)?");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  @Test
  void theTableHasEverySettingWithItsFlagsAndDefault() throws Exception {
    List<String> expected =
        Keys.ROOT.keys().entrySet().stream()
            .filter(Map.Entry::getValue)
            .map(Map.Entry::getKey)
            .filter(ReadmeSettingsTest::isSetting)
            .map(key -> "| `" + key + "` | " + flags(key) + " | " + byDefault(key) + " |")
            .toList();
    List<String> rows = section("settings").lines().filter(line -> line.startsWith("| `")).toList();
    List<String> effects =
        rows.stream().map(row -> row.substring(row.lastIndexOf(" | ") + 3)).toList();
    assertThat(rows.stream().map(row -> row.substring(0, row.lastIndexOf(" | ") + 2)).toList())
        .isEqualTo(expected);
    assertThat(effects).allMatch(effect -> effect.length() > 10);
  }

  @Test
  void keysWithoutEffectAreListedByName() throws Exception {
    Set<String> expected = new TreeSet<>();
    Keys.ROOT
        .keys()
        .forEach(
            (key, used) -> {
              if (!used && isSetting(key)) expected.add(key);
            });
    assertThat(named(section("unused"))).isEqualTo(expected);
  }

  @Test
  void whatADefinitionMayHaveIsThere() throws Exception {
    String text = Files.readString(Path.of("README.md"));
    String definitions =
        text.substring(
            text.indexOf("A service in a file has"), text.indexOf("These keys are read"));
    Set<String> words = new TreeSet<>(List.of(definitions.split("[\\s`,()]+")));
    assertThat(words).containsAll(actedOn(Keys.CHECK.keys()));
    assertThat(words)
        .containsAll(
            actedOn(Keys.SERVICE.keys()).stream()
                .map(key -> key.startsWith("weights.") ? "weights" : key)
                .filter(key -> !key.startsWith("check."))
                .toList());
  }

  @Test
  void flagsThatAreNoSettingsAreThere() throws Exception {
    String text = Files.readString(Path.of("README.md"));
    assertThat(AgentFlag.all().stream().filter(flag -> flag.path().isEmpty()))
        .allMatch(flag -> text.contains("`-" + flag.name()));
  }

  private static List<String> actedOn(Map<String, Boolean> keys) {
    List<String> names = new ArrayList<>();
    keys.forEach(
        (key, used) -> {
          if (used) names.add(key);
        });
    return names;
  }

  private static boolean isSetting(String key) {
    return !DEFINITION.matcher(key).matches()
        && !Keys.DEPRECATED.containsKey(key)
        && !Keys.OLD_SPELLINGS.containsKey(key);
  }

  private static String flags(String key) {
    return AgentFlag.all().stream()
        .filter(flag -> flag.path().equals(key))
        .map(flag -> "`-" + flag.name() + "`")
        .collect(Collectors.joining(", "));
  }

  private static String byDefault(String key) {
    Object value = Trees.get(Defaults.ALL.tree(), key);
    return value == null ? "" : "`" + value + "`";
  }

  private static Set<String> named(String text) {
    Set<String> names = new TreeSet<>();
    CODE.matcher(text).results().forEach(match -> names.add(match.group(1)));
    return names;
  }

  private static String section(String name) throws IOException {
    String text = Files.readString(Path.of("README.md"));
    int start = text.indexOf("<!-- " + name + " -->");
    assertThat(start).as("the section " + name).isPositive();
    return text.substring(start, text.indexOf("<!-- end -->", start));
  }
}
