package org.lictor.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Public client libraries drive an agent through their own API. Their programs are in {@code
 * src/test/clients}; each runs in a JVM of its own, on the class path of its library alone.
 */
class ClientLibrariesIT {
  @TempDir private static Path directory;
  private static LictorProcess agent;

  @BeforeAll
  static void start() throws IOException {
    agent =
        new LictorProcess(
            directory,
            "-server",
            "-bootstrap-expect",
            "1",
            "-data-dir",
            directory.resolve("data").toString(),
            "-bind",
            "127.0.0.1",
            "-node",
            "n1");
    agent.start();
  }

  @AfterAll
  static void stop() throws InterruptedException {
    agent.close();
  }

  @TestFactory
  Stream<DynamicTest> consulClientOfKiwiproject() throws Exception {
    return scenarios("kiwi", "KiwiRegistry", "KiwiKeys");
  }

  @TestFactory
  Stream<DynamicTest> consulApiOfEcwid() throws Exception {
    return scenarios("ecwid", "EcwidRegistry", "EcwidKeys");
  }

  @TestFactory
  Stream<DynamicTest> applicationsOnSpringCloudConsul() throws Exception {
    return scenarios("spring", "SpringApplications");
  }

  private static Stream<DynamicTest> scenarios(String library, String... classes)
      throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(List.of(java(), "-XX:+UseSerialGC", "-Xmx256m"));
    line.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp", classPath(library)));
    line.addAll(List.of("org.lictor.clients.Scenarios", "127.0.0.1", "" + agent.httpPort));
    for (String name : classes) {
      line.add("org.lictor.clients." + library + "." + name);
    }
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
    tests.add(
        dynamicTest("all of " + library, () -> assertThat(ran.exit()).as(ran.err()).isZero()));
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

  private static String classPath(String library) throws IOException {
    Path built = Path.of(System.getProperty("lictor.target"), "clients", library);
    assertThat(built.resolve("classpath"))
        .as("made by scripts/test, or by ./mvnw -f src/test/clients/pom.xml process-classes")
        .exists();
    return built.resolve("classes") + ":" + Files.readString(built.resolve("classpath"));
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}
