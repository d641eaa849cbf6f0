package org.lictor.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lictor.check.ProbeTls;
import org.lictor.check.Probes;

class WatchHandlersTest {
  private final ExecutorService workers = Executors.newCachedThreadPool();
  @TempDir private Path directory;

  @AfterEach
  void stop() {
    workers.shutdownNow();
  }

  private void run(String script, Sighting sighting) {
    new ScriptHandler(List.of("/bin/sh", "-c", script), workers).handle(sighting);
  }

  @Test
  void aScriptReadsTheFindAndItsIndex() throws IOException {
    Path out = directory.resolve("out");
    run("echo \"$CONSUL_INDEX\" > " + out + "; cat >> " + out, new Sighting(-1, "{\"a\":1}"));
    assertThat(out).hasContent("18446744073709551615\n{\"a\":1}\n");
  }

  @Test
  void aScriptNeedNotReadAndMayWriteMuch() throws IOException {
    Path out = directory.resolve("out");
    run("yes | head -c 1000000; echo done > " + out, new Sighting(1, "x".repeat(1_000_000)));
    assertThat(Files.readString(out)).isEqualTo("done\n");
  }

  @Test
  void whatAScriptLeavesInTheBackgroundIsNotWaitedFor() {
    long begun = System.nanoTime();
    run("sleep 30 & exit 3", new Sighting(1, "1"));
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(20));
  }

  @Test
  void aProgramThatIsNotThereIsNoTrouble() {
    new ScriptHandler(List.of("/nowhere/at/all"), workers).handle(new Sighting(1, "1"));
  }

  @Test
  void aFindIsSentToAUrl() throws IOException {
    List<String> got = new CopyOnWriteArrayList<>();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          got.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
          for (String name : List.of("Content-Type", "X-Consul-Index", "X-Mine"))
            got.add(String.join(" ", exchange.getRequestHeaders().get(name)));
          got.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(500, -1);
          exchange.close();
        });
    server.start();
    try {
      new HttpHandler(
              Probes.real(ProbeTls.ofRuntime()),
              new HttpHandler.Target(
                  "http://127.0.0.1:" + server.getAddress().getPort() + "/hook?a=b",
                  "PUT",
                  Duration.ofSeconds(10),
                  Map.of("X-Mine", List.of("m1", "m2")),
                  false))
          .handle(new Sighting(7, "[\"ü\"]"));
    } finally {
      server.stop(0);
    }
    assertThat(got).containsExactly("PUT /hook?a=b", "application/json", "7", "m1 m2", "[\"ü\"]");
  }
}
