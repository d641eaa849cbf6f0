package org.lictor.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * The programs that use one public client library; they are in {@code src/test/clients}, and run in
 * a JVM of their own, on the class path of that library alone.
 *
 * @param name the name of the library's folder and package
 * @param classes the simple names of the programs
 */
record ClientLibrary(String name, List<String> classes) {
  static final ClientLibrary KIWI =
      new ClientLibrary(
          "kiwi",
          List.of(
              "KiwiRegistry",
              "KiwiKeys",
              "KiwiSessions",
              "KiwiEvents",
              "KiwiQueries",
              "KiwiTransactions"));
  static final ClientLibrary ECWID =
      new ClientLibrary(
          "ecwid", List.of("EcwidRegistry", "EcwidKeys", "EcwidSessions", "EcwidEvents"));
  static final ClientLibrary VERTX = new ClientLibrary("vertx", List.of("VertxClient"));
  static final ClientLibrary SPRING = new ClientLibrary("spring", List.of("SpringApplications"));

  /** Runs them against an agent, to their end, and gives a test for each scenario they told of. */
  Stream<DynamicTest> against(URI agent) throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(List.of(java(), "-XX:+UseSerialGC", "-Xmx256m"));
    line.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp", classPath()));
    line.addAll(List.of("org.lictor.clients.Scenarios", agent.getHost(), "" + agent.getPort()));
    classes.forEach(type -> line.add("org.lictor.clients." + name + "." + type));
    Ran ran = Ran.command(line);
    List<DynamicTest> tests = new ArrayList<>();
    StringBuilder before = new StringBuilder();
    for (String said : ran.lines()) {
      if (said.startsWith("scenario ")) {
        tests.add(scenario(said.split(" ")[2], said.contains(" ok "), before.toString()));
        before.setLength(0);
      } else {
        before.append(said).append('\n');
      }
    }
    String rest = before + ran.err();
    tests.add(dynamicTest("all of " + name, () -> assertThat(ran.exit()).as(rest).isZero()));
    return tests.stream();
  }

  private static DynamicTest scenario(String name, boolean ok, String said) {
    return dynamicTest(
        name,
        () -> {
          if (!ok) {
            throw new AssertionError(said);
          }
        });
  }

  private String classPath() throws IOException {
    Path built = Path.of(System.getProperty("lictor.target"), "clients", name);
    assertThat(built.resolve("classpath"))
        .as("made by scripts/test, or by ./mvnw -f src/test/clients/pom.xml process-classes")
        .exists();
    return built.resolve("classes") + ":" + Files.readString(built.resolve("classpath"));
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}
