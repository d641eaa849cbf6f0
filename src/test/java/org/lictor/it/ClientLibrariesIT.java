package org.lictor.it;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Public client libraries drive an agent through their own API. */
class ClientLibrariesIT {
  @TempDir private static Path directory;
  private static LictorProcess agent;

  @BeforeAll
  static void start() throws Exception {
    Path own = Files.createDirectory(directory.resolve("one"));
    agent =
        new LictorProcess(
            own,
            "-server",
            "-bootstrap-expect",
            "1",
            "-data-dir",
            own.resolve("data").toString(),
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
    return ClientLibrary.KIWI.against(agent.uri(""));
  }

  @TestFactory
  Stream<DynamicTest> consulApiOfEcwid() throws Exception {
    return ClientLibrary.ECWID.against(agent.uri(""));
  }

  @TestFactory
  Stream<DynamicTest> consulClientOfVertx() throws Exception {
    return ClientLibrary.VERTX.against(agent.uri(""));
  }

  @TestFactory
  Stream<DynamicTest> applicationsOnSpringCloudConsul() throws Exception {
    return ClientLibrary.SPRING.against(agent.uri(""));
  }

  @TestFactory
  Stream<DynamicTest> eachOfThemThroughAClientOfThreeServers() throws Exception {
    LongRun.assumeWanted();
    Path own = Files.createDirectory(directory.resolve("three"));
    try (ClusterProcesses cluster = ClusterProcesses.onLoopback(own, 3, 1).start()) {
      cluster.awaitMembers(4);
      Stream<DynamicTest> tests = Stream.empty();
      for (ClientLibrary library :
          List.of(
              ClientLibrary.KIWI, ClientLibrary.ECWID, ClientLibrary.VERTX, ClientLibrary.SPRING)) {
        tests = Stream.concat(tests, library.against(cluster.client(1).url()));
      }
      return tests;
    }
  }
}
