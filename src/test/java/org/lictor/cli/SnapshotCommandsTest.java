package org.lictor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lictor.archive.ArchiveWriter;
import org.lictor.state.TestStore;

class SnapshotCommandsTest {
  @TempDir private Path directory;
  private HttpServer agent;
  private byte[] saved;
  private byte[] restored = {};
  private String query = "";
  private int status = 200;

  @BeforeEach
  void start() throws IOException {
    TestStore store = new TestStore();
    store.set("web/a/1", "x");
    store.set("web/a/2", "y");
    store.set("db", "z");
    store.register("n1", "web");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ArchiveWriter.write(out, to -> to.write(store.snapshot()), 4, 1, 1_700_000_000_000L);
    saved = out.toByteArray();
    agent = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    agent.createContext(
        "/v1/snapshot",
        exchange -> {
          try (exchange) {
            query = String.valueOf(exchange.getRequestURI().getQuery());
            boolean get = exchange.getRequestMethod().equals("GET");
            if (!get) {
              restored = exchange.getRequestBody().readAllBytes();
            }
            byte[] answer = status != 200 ? "no".getBytes() : get ? saved : new byte[0];
            exchange.sendResponseHeaders(status, answer.length == 0 ? -1 : answer.length);
            exchange.getResponseBody().write(answer);
          }
        });
    agent.createContext(
        "/v1/agent/self",
        exchange -> {
          try (exchange) {
            byte[] self =
                "{\"Config\":{\"Version\":\"1.21.4\",\"Datacenter\":\"dc1\",\"NodeName\":\"n1\"},\"Stats\":{\"consul\":{\"leader\":\"true\"}}}"
                    .getBytes();
            exchange.sendResponseHeaders(200, self.length);
            exchange.getResponseBody().write(self);
          }
        });
    agent.start();
  }

  @AfterEach
  void stop() {
    agent.stop(0);
  }

  @Test
  void aSnapshotIsSavedOnceItWasChecked() throws IOException {
    Path file = directory.resolve("s.snap");
    assertThat(ask("save", "-stale", file.toString()))
        .isEqualTo(new Tool.Result(0, "Saved and verified snapshot to index 4\n", ""));
    assertThat(Files.readAllBytes(file)).isEqualTo(saved);
    assertThat(query).isEqualTo("stale=");
    assertThat(directory).isDirectoryNotContaining("glob:**.unverified");
  }

  @Test
  void aDamagedOneDoesNotGetItsName() {
    saved[saved.length / 2] ^= 1;
    Path file = directory.resolve("s.snap");
    assertThat(ask("save", file.toString()).err()).startsWith("Error verifying snapshot file: ");
    assertThat(file).doesNotExist();
  }

  @Test
  void theNameTellsWhatItIsAskedToTell() {
    Path file = directory.resolve("s.snap");
    ask("save", "-append-filename=version,dc,node,status", file.toString());
    assertThat(directory.resolve("s-1.21.4-dc1-n1-leader.snap")).exists();
    assertThat(ask("save", "-append-filename=x", file.toString()).code()).isEqualTo(1);
  }

  @Test
  void aSnapshotIsRestored() throws IOException {
    Path file = directory.resolve("s.snap");
    Files.write(file, saved);
    assertThat(ask("restore", file.toString()))
        .isEqualTo(new Tool.Result(0, "Restored snapshot\n", ""));
    assertThat(restored).isEqualTo(saved);
    status = 500;
    assertThat(ask("restore", file.toString()).err())
        .isEqualTo("Error restoring snapshot: Unexpected response code: 500 (no)\n");
    assertThat(ask("save", file + "2").err())
        .isEqualTo("Error saving snapshot: Unexpected response code: 500 (no)\n");
  }

  @Test
  void whatIsInAFileIsShown() throws IOException {
    Path file = directory.resolve("s.snap");
    Files.write(file, saved);
    String page = ask("inspect", file.toString()).out();
    assertThat(page)
        .startsWith(
            """
            ID           1-4-1700000000000
            Size         """)
        .contains(
            """
            Index        4
            Term         1
            Version      1

            Type          Count      Size
            ----          ----       ----
            """)
        .containsPattern("\nKVS           3          [0-9]+B\n")
        .containsPattern("\nRegister      2          [0-9]+B\n")
        .containsPattern("\n----          ----       ----\nTotal                    [0-9]+B\n$");
    assertThat(ask("inspect", "-kvdetails", file.toString()).out())
        .containsPattern("\nKey Name      Count      Size\n")
        .containsPattern("\nweb/a         2          [0-9]+B\n")
        .containsPattern("\ndb            1          [0-9]+B\n");
    assertThat(ask("inspect", "-kvdetails", "-kvfilter=web/", "-kvdepth=1", file.toString()).out())
        .containsPattern("\nweb           2  ")
        .doesNotContain("\ndb ");
    assertThat(ask("inspect", "-format=json", file.toString()).out())
        .contains("\"Index\": 4")
        .contains("\"Name\": \"KVS\"");
  }

  @Test
  void wrongCallsAreToldInConsulsWords() throws IOException {
    assertThat(ask("save").err()).isEqualTo("Missing FILE argument\n");
    assertThat(ask("inspect", "a", "b").err())
        .isEqualTo("Too many arguments (expected 1, got 2)\n");
    assertThat(ask("inspect", "nope").err())
        .isEqualTo("Error opening snapshot file: open nope: no such file or directory\n");
    assertThat(ask("restore", "nope").err())
        .isEqualTo("Error opening snapshot file: open nope: no such file or directory\n");
    assertThat(ask("save", "/nope/s").err())
        .isEqualTo(
            "Error writing unverified snapshot file: open /nope/s.unverified: no such file or"
                + " directory\n");
    Path bad = directory.resolve("bad");
    Files.write(bad, new byte[] {'x'});
    assertThat(ask("inspect", bad.toString()).err())
        .isEqualTo("Error verifying snapshot: failed to decompress snapshot: unexpected EOF\n");
  }

  private Tool.Result ask(String... words) {
    String[] args = new String[words.length + 1];
    args[0] = "snapshot";
    System.arraycopy(words, 0, args, 1, words.length);
    return Tool.run(
        Map.of("LICTOR_HTTP_ADDR", "127.0.0.1:" + agent.getAddress().getPort()), "", args);
  }
}
