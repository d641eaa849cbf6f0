package org.lictor.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lictor.dns.DnsTable;

/** What a Consul agent answered over DNS, asked of a running agent: before and after a reload. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DnsInterfaceIT {
  private static final Path FILES = Path.of("src/test/resources/dns");

  @TempDir private static Path directory;
  private static LictorProcess agent;

  @BeforeAll
  static void start() throws IOException {
    set("settings.json");
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
            "srv1",
            "-config-file",
            settings().toString());
    agent.start();
    send("registrations.json", "PUT", "/v1/catalog/register");
    send("queries.json", "POST", "/v1/query");
  }

  @AfterAll
  static void stop() throws InterruptedException {
    agent.close();
  }

  private static Path settings() {
    return directory.resolve("dns.json");
  }

  private static void set(String name) throws IOException {
    Files.writeString(settings(), Files.readString(FILES.resolve(name)));
  }

  private static void send(String file, String method, String path) throws IOException {
    for (JsonNode body : new ObjectMapper().readTree(FILES.resolve(file).toFile())) {
      assertThat(agent.send(method, path, body.toString()).statusCode()).isEqualTo(200);
    }
  }

  static Stream<DnsTable.Row> rows() throws IOException {
    return Stream.concat(table("consul-1.8.7.txt"), table("consul-1.8.7-queries.txt"));
  }

  static Stream<DnsTable.Row> rowsAfterReload() throws IOException {
    set("other-settings.json");
    assertThat(agent.put("/v1/agent/reload", "").statusCode()).isEqualTo(200);
    return table("consul-1.8.7-settings.txt");
  }

  private static Stream<DnsTable.Row> table(String name) throws IOException {
    return DnsTable.read(FILES.resolve(name)).stream();
  }

  @ParameterizedTest
  @MethodSource("rows")
  @Order(1)
  void answersAsRecorded(DnsTable.Row row) throws IOException {
    assertThat(row.askedOf(agent.dnsPort)).isEqualTo(row.answer());
  }

  @ParameterizedTest
  @MethodSource("rowsAfterReload")
  @Order(2)
  void answersAsRecordedWithOtherSettings(DnsTable.Row row) throws IOException {
    assertThat(row.askedOf(agent.dnsPort)).isEqualTo(row.answer());
  }
}
