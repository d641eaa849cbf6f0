package org.lictor.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MalformedRequestsTest {
  private HttpServer server;
  private volatile int status = 400;
  private volatile String answer = "Missing key name";
  private volatile boolean stores;
  private volatile String keys = "[]";

  @BeforeEach
  void startAnAgentThatIsTold() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  @AfterEach
  void stopIt() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    var isList = exchange.getRequestMethod().equals("GET");
    if (!isList && stores) keys = "[\"bad\"]";
    if (!isList && status == MalformedRequest.CLOSED) {
      exchange.close();
      return;
    }
    var list = exchange.getRequestURI().getPath().contains("/kv/") ? keys : "{}";
    var body = (isList ? list : answer).getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(isList ? 200 : status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Test
  void theCorpusIsLargeAndNamesEachMistakeOnce() {
    var names = new HashSet<String>();
    assertThat(MalformedRequests.all())
        .hasSizeGreaterThan(240)
        .allMatch(request -> names.add(request.what()));
  }

  @Test
  void aRefusalInTheRightWordsIsRight() {
    MalformedRequests.play(agent(), request(""));
  }

  @Test
  void anotherStatusIsWrong() {
    status = 200;
    assertThatThrownBy(() -> MalformedRequests.play(agent(), request("")))
        .isInstanceOf(AssertionError.class)
        .hasMessage("no key\n  expected status [400] but found 200: Missing key name");
  }

  @Test
  void otherWordsAreWrong() {
    answer = "java.lang.NullPointerException";
    assertThatThrownBy(() -> MalformedRequests.play(agent(), request("")))
        .hasMessageContaining("expected the body to start with \"Missing key\"");
  }

  @Test
  void somethingStoredIsWrongWhateverTheAnswer() {
    stores = true;
    assertThatThrownBy(() -> MalformedRequests.play(agent(), request("")))
        .hasMessage("no key\n  /v1/kv/?keys was [] and now is [\"bad\"]");
  }

  @Test
  void aClosedConnectionIsRightOnlyWhereItIsNamed() {
    status = MalformedRequest.CLOSED;
    assertThatThrownBy(() -> MalformedRequests.play(agent(), request("")))
        .hasMessageContaining("connection closed");
    MalformedRequests.play(agent(), request(", 'container': {'status': [0]}"));
  }

  @Test
  void theContainersOwnAnswersNeedNotBeInOurWords() {
    status = 505;
    answer = "";
    MalformedRequests.play(agent(), request(", 'container': {'status': [505]}"));
  }

  private URI agent() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private static MalformedRequest request(String more) {
    var json =
        "{'what': 'no key', 'send': 'PUT /v1/kv/', 'status': 400, 'starts': 'Missing key'"
            + more
            + "}";
    try {
      return MalformedRequest.of(WireSamples.JSON.readTree(json.replace('\'', '"')));
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
