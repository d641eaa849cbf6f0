package org.lictor.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** README.md names every endpoint and parameter of the interface, and says what is not here. */
class ReadmeEndpointsTest {
  private static final Path README = Path.of("README.md");
  private static final Path SOURCES = Path.of("src/main/java/org/lictor/http");
  private static final String BEGIN = "<!-- endpoints -->\n";
  private static final String END = "<!-- /endpoints -->\n";

  /** Where the code asks for a parameter: of {@code Parameters} itself, or by a word of its own. */
  private static final Pattern ASKED =
      Pattern.compile(
          "(?:parameters(?:\\(\\))?|call|parameters\\s*)\\s*"
              + "\\.(?:get|has|all|duration|unsignedOrFail|flag|number)\\(\\s*\"([a-z_-]+)\"");

  /** Read by every request before its endpoint is looked at, or by a spelling of old. */
  private static final Set<String> EVERYWHERE =
      Set.of("token", "ns", "partition", "seperator", "sg", "sameness-group");

  /** Has nothing to change where there are no proxies. */
  private static final Set<String> WITHOUT_EFFECT = Set.of("merge-central-config", "leader");

  @Test
  void everyEndpointOfTheCodeHasItsLine() throws IOException {
    List<String> lines = new ArrayList<>();
    for (ApiTable.Row row : ApiTable.read().rows()) {
      int parameter = row.path().indexOf(':');
      lines.add(
          row.method() + ' ' + (parameter < 0 ? row.path() : row.path().substring(0, parameter)));
    }
    List<String> code = new ArrayList<>();
    Endpoint.of(ApiApplication.RESOURCES)
        .forEach(
            (path, endpoint) -> endpoint.methods().forEach(verb -> code.add(verb + ' ' + path)));
    assertThat(lines).containsAll(code);
  }

  @Test
  void everyParameterThatIsReadIsNamedAndTheOtherWayRound() throws IOException {
    Set<String> asked = asked();
    Set<String> named = new TreeSet<>();
    for (ApiTable.Row row : ApiTable.read().rows()) {
      if (row.here()) {
        named.addAll(row.supported());
      }
    }
    named.removeAll(WITHOUT_EFFECT);
    asked.removeAll(EVERYWHERE);
    assertThat(asked).as("read by the code").isEqualTo(named);
  }

  @Test
  void theReadmeHasTheTable() throws IOException {
    String text = Files.readString(README);
    int begin = text.indexOf(BEGIN) + BEGIN.length();
    int end = text.indexOf(END);
    assertThat(end).as("the marks of the table in README.md").isGreaterThanOrEqualTo(begin);
    String table = ApiTable.read().markdown();
    if (Boolean.getBoolean("lictor.readme.write")) {
      Files.writeString(README, text.substring(0, begin) + table + text.substring(end));
      return;
    }
    assertThat(text.substring(begin, end)).isEqualTo(table);
  }

  private static Set<String> asked() throws IOException {
    Set<String> asked = new TreeSet<>();
    try (Stream<Path> files = Files.walk(SOURCES)) {
      files
          .filter(file -> file.toString().endsWith(".java"))
          .forEach(
              file -> {
                Matcher matcher = ASKED.matcher(read(file));
                while (matcher.find()) {
                  asked.add(matcher.group(1));
                }
              });
    }
    return asked;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
