package org.lictor.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WireSamplesTest {
  @Test
  void thereAreSamplesOfEachFamily() {
    var names = WireSamples.all().map(WireSample::name).toList();
    assertThat(names).hasSizeGreaterThan(250);
    for (var family :
        List.of("agent-", "catalog-", "health-", "kv-", "operator-", "status-", "unknown-path-")) {
      assertThat(names).anyMatch(name -> name.startsWith(family));
    }
  }

  /** Otherwise one sample could find what another has left or is just working on. */
  @ParameterizedTest
  @MethodSource("org.lictor.wire.WireSamples#all")
  void whatASampleWritesCarriesItsName(WireSample sample) {
    assertThat(sample.requests().filter(WireRequest::isWrite))
        .filteredOn(request -> request != sample.request() || sample.response().status() == 200)
        .allSatisfy(
            request -> assertThat(request.target() + request.body()).contains(sample.name()));
  }

  @ParameterizedTest
  @MethodSource("org.lictor.wire.WireSamples#all")
  void whatASampleStoresItCleansUp(WireSample sample) {
    if (sample.setup().stream().anyMatch(WireSamplesTest::stores)) {
      assertThat(sample.cleanup()).isNotEmpty();
    }
  }

  /** An event is no state, and cannot be taken back. */
  private static boolean stores(WireRequest request) {
    boolean fires = request.target().startsWith("/v1/event/fire/");
    return request.isWrite() && request.status() == 200 && !fires;
  }

  @Test
  void playingGoesThroughPreparationRequestAndCleanup() throws IOException {
    var seen = Collections.synchronizedList(new ArrayList<String>());
    withServer(
        seen,
        agent ->
            WireSamples.play(agent, sample("{'status':200,'json':{'I':'<index:b>'}}", "a < b")));
    assertThat(seen).containsExactly("DELETE /x", "PUT /x", "GET /x?was=5", "DELETE /x");
  }

  @Test
  void aDifferenceIsToldAndCleanedUpAfter() throws IOException {
    var seen = Collections.synchronizedList(new ArrayList<String>());
    withServer(
        seen,
        agent ->
            assertThatThrownBy(
                    () ->
                        WireSamples.play(
                            agent, sample("{'status':404,'json':{'I':'<index:b>'}}", "b < a")))
                .isInstanceOf(AssertionError.class)
                .hasMessage(
                    """
                made-up (what it says)
                GET /x?was=${a}
                  status: expected 404 but found 200
                  indexes: expected b < a but b = 7, a = 5"""));
    assertThat(seen).endsWith("DELETE /x");
  }

  private interface Play {
    void on(URI agent);
  }

  /** An agent that says 5 to a PUT and 7 to all else. */
  private static void withServer(List<String> seen, Play play) throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          seen.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
          var index = exchange.getRequestMethod().equals("PUT") ? 5 : 7;
          var body = ("{\"I\":" + index + "}").getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    try {
      play.on(URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
    } finally {
      server.stop(0);
    }
  }

  private static WireSample sample(String response, String indexes) {
    var json =
        """
        {'follows': 'a page', 'what': 'what it says',
         'setup': [{'send': 'PUT /x', 'keep': {'a': '/I'}}], 'request': {'send': 'GET /x?was=${a}'},
         'response': %s, 'indexes': '%s', 'cleanup': [{'send': 'DELETE /x'}]}"""
            .formatted(response, indexes);
    try {
      return WireSample.of("made-up", WireSamples.JSON.readTree(json.replace('\'', '"')));
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
