package org.lictor.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files of every kind an operator, an editor or a failing disk may leave behind. */
class ConfigFilesTest {
  @TempDir Path directory;
  private ConfigScene scene;

  @BeforeEach
  void aHost() {
    scene = new ConfigScene(directory);
  }

  private static Stream<String> lines(String resource) {
    try (InputStream in = ConfigFilesTest.class.getResourceAsStream("/config/" + resource)) {
      return List.of(new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")).stream();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static Stream<String> keys() {
    return lines("every-key.txt");
  }

  static Stream<String> brokenFiles() {
    return lines("broken.txt");
  }

  /** Each key of the reference, sections 3, 5 and 6. */
  @ParameterizedTest
  @MethodSource("keys")
  void everyKeyOfTheReferenceIsAccepted(String fragment) throws IOException {
    scene.file("a.hcl", fragment);
    assertThatCode(() -> scene.load("-data-dir", "data", "-config-file", "a.hcl"))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @MethodSource("brokenFiles")
  void aBrokenFileIsRefusedWithItsNameOrItsKey(String row) throws IOException {
    String format = row.substring(0, row.indexOf('|'));
    scene.file("broken." + format, row.substring(row.indexOf('|') + 1));
    assertThatThrownBy(() -> scene.load("-data-dir", "data", "-config-dir", "."))
        .isExactlyInstanceOf(ConfigException.class)
        .message()
        .isNotBlank()
        .doesNotContain("Exception")
        .satisfies(
            message ->
                assertThat(
                        message.contains("broken." + format)
                            || message.matches(
                                "(?s).*(watch|Watch|bind_addr|pid_file|ui_config|key_file|Handler).*"))
                    .as(message)
                    .isTrue());
  }

  @Test
  void aFileCutAnywhereIsRefusedOrReadNeverAnythingElse() throws IOException {
    String json =
        "{\"data_dir\":\"d\",\"ports\":{\"http\":8500},"
            + "\"service\":{\"name\":\"w\",\"tags\":[\"a\"],\"check\":{\"ttl\":\"1s\"}}}";
    String hcl =
        "data_dir = \"d\" ports { http = 8500 } "
            + "service { name = \"w\" tags = [\"a\"] check { ttl = \"1s\" } } # end";
    for (int end = 0; end < json.length(); end++) {
      String cut = json.substring(0, end);
      scene.file("cut.json", cut);
      // An empty file holds no settings; every other cut leaves a brace open.
      if (end == 0)
        assertThat(scene.load("-data-dir", "d", "-config-file", "cut.json").services()).isEmpty();
      else
        assertThatThrownBy(() -> scene.load("-data-dir", "d", "-config-file", "cut.json"))
            .as(cut)
            .isInstanceOf(ConfigException.class);
    }
    int refused = 0;
    for (int end = 0; end < hcl.length(); end++) {
      scene.file("cut.hcl", hcl.substring(0, end));
      try {
        scene.load("-data-dir", "d", "-config-file", "cut.hcl");
      } catch (ConfigException expected) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(80);
  }

  @Test
  void changedBytesNeverBreakTheLoader() throws IOException {
    Random random = new Random(5);
    List<String> seeds = keys().toList();
    int refused = 0;
    for (int i = 0; i < 6_000; i++) {
      byte[] bytes = seeds.get(random.nextInt(seeds.size())).getBytes(StandardCharsets.UTF_8);
      for (int n = random.nextInt(4); n >= 0; n--)
        bytes[random.nextInt(bytes.length)] = (byte) (random.nextInt(96) + 32);
      if (random.nextInt(8) == 0) bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      Files.write(directory.resolve("fuzz.hcl"), bytes);
      try {
        scene.load("-data-dir", "data", "-config-file", "fuzz.hcl");
      } catch (ConfigException expected) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(3_000);
  }

  @Test
  void deepNestingAndBadEncodingsAreRefused() throws IOException {
    scene.file(
        "deep.json", "{\"watches\":[{\"type\":" + "[".repeat(50_000) + "]".repeat(50_000) + "}]}");
    assertThatThrownBy(() -> scene.load("-dev", "-config-file", "deep.json"))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("failed to parse deep.json: ");
    Files.write(directory.resolve("latin.hcl"), new byte[] {'a', '=', '"', (byte) 0xe9, '"'});
    assertThatThrownBy(() -> scene.load("-dev", "-config-file", "latin.hcl"))
        .hasMessage("failed to parse latin.hcl: illegal UTF-8 encoding");
  }

  @Test
  void anEmptyDirectoryAndAnEmptyFileHoldNoSettings() throws IOException {
    Files.createDirectories(directory.resolve("conf"));
    scene.file("empty.hcl", "\n# nothing\n");
    assertThat(scene.load("-dev", "-config-dir", "conf", "-config-file", "empty.hcl").warnings())
        .isEmpty();
  }

  @Test
  void aFileThatIsTooLargeToBeSettingsIsRefused() throws IOException {
    scene.file("big.json", " ".repeat((16 << 20) + 1));
    assertThatThrownBy(() -> scene.load("-dev", "-config-file", "big.json"))
        .hasMessage("config: failed to read big.json: larger than 16777216 bytes");
  }
}
