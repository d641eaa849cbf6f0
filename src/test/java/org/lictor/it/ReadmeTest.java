package org.lictor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** README.md has what its other test runs, and does not point at what is not there. */
class ReadmeTest {
  @Test
  void theSessionIsWhole() throws Exception {
    List<String> kinds = Readme.blocks().stream().map(Readme.Block::kind).toList();
    assertThat(kinds)
        .containsSubsequence(
            "file: conf.d/web.json", "agent", "log", "plain", "run", "agent", "run");
    assertThat(kinds.stream().filter("agent"::equals)).hasSize(2);
    assertThat(kinds.stream().filter("run"::equals)).hasSizeGreaterThan(12);
    assertThat(kinds.stream().filter("cluster"::equals)).hasSizeGreaterThan(8);
  }

  @Test
  void outputsMatchBlanksApartWithAnythingForAnEllipsis() {
    assertThat(Readme.matches("a  b\nc…f", "a b  \ncdef\n")).isTrue();
    assertThat(Readme.matches("a b", "a b c")).isFalse();
    assertThat(Readme.contains("x\nlog: a 1 b\n", "a … b")).isTrue();
    assertThat(Readme.contains("log: a 1 c\n", "a … b")).isFalse();
  }

  @Test
  void theFilesItNamesAreThere() {
    for (String file :
        List.of(
            "scripts/lictor",
            "scripts/test",
            "scripts/check",
            "domain-config/examples/server.json",
            "domain-config/examples/client.json",
            "src/adr",
            "src/changes/CHANGELOG.md")) {
      assertThat(Files.exists(Path.of(file))).as(file).isTrue();
    }
  }
}
