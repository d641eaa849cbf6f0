package org.lictor.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files in domain-config/examples start agents as their comments say. */
class ExampleFilesTest {
  private static final Path EXAMPLES = Path.of("domain-config", "examples").toAbsolutePath();

  @TempDir private Path directory;

  @Test
  void theServerIsOneOfThree() {
    Settings settings = load("server.json");
    assertThat(settings.role()).isEqualTo(new RoleSettings(false, true, false, 3));
    assertThat(settings.warnings())
        .containsExactly("bootstrap_expect > 0: expecting 3 servers"); // as Consul says it
    itIsAMember(settings);
  }

  @Test
  void theClientFindsTheSameServers() {
    Settings settings = load("client.json");
    assertThat(settings.role()).isEqualTo(new RoleSettings(false, false, false, 0));
    assertThat(settings.warnings()).isEmpty();
    assertThat(settings.leave().onTerminate()).isTrue();
    itIsAMember(settings);
  }

  @Test
  void thereAreNoOthers() throws Exception {
    try (Stream<Path> files = Files.list(EXAMPLES)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("client.json", "server.json");
    }
  }

  private static void itIsAMember(Settings settings) {
    assertThat(settings.cluster().retryJoin())
        .isEqualTo(List.of("10.0.0.1", "10.0.0.2", "10.0.0.3"));
    assertThat(settings.addresses().bind().getHostAddress()).isEqualTo("10.0.0.7");
    assertThat(settings.addresses().serf()).isEqualTo(settings.addresses().advertise());
    assertThat(settings.node().dataDir()).contains(Path.of("/var/lib/lictor"));
    assertThat(settings.unusedKeys()).isEmpty();
  }

  private Settings load(String name) {
    return new ConfigScene(directory).load("-config-file", EXAMPLES.resolve(name).toString());
  }
}
