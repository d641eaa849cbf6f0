package org.lictor.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lictor.model.CheckStatus;

@Timeout(60)
class HttpProbeTest {
  private static final ProbeTls TLS = ProbeTls.ofRuntime();

  private ScriptedServer server;

  @BeforeEach
  void open() throws IOException {
    server = new ScriptedServer();
  }

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "200 OK, passing",
    "204 No Content, passing",
    "299 Odd, passing",
    "300 Choices, critical",
    "304 Not Modified, critical",
    "404 Not Found, critical",
    "429 Too Many Requests, warning",
    "500 Oops, critical",
    "503, critical",
  })
  void theCodeOfTheAnswerIsTheStatus(String status, String word) {
    server.answer("HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n\r\n");
    String output = "HTTP GET " + server.url("/x") + ": " + status + " Output: ";
    assertThat(get("/x"))
        .isEqualTo(new ProbeResult(CheckStatus.fromWord(word).orElseThrow(), output));
  }

  @Test
  void theBodyIsTheOutputHoweverItIsFramed() {
    for (String framed :
        List.of(
            "Content-Length: 5\r\n\r\nhellotoo much",
            "\r\nhello",
            "Transfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n3;ext=1\r\nllo\r\n0\r\n\r\n",
            "Content-Length: 50\r\n\r\nhello")) {
      server.answer("HTTP/1.1 200 OK\r\n" + framed);
      assertThat(get("/").output())
          .isEqualTo("HTTP GET " + server.url("/") + ": 200 OK Output: hello");
    }
  }

  @Test
  void aLongBodyIsCutToItsLastBytes() {
    server.answer("HTTP/1.1 200 OK\r\n\r\n" + "x".repeat(100_000) + "END");
    assertThat(get("/").output())
        .isEqualTo("HTTP GET " + server.url("/") + ": 200 OK Output: " + "x".repeat(4093) + "END");
  }

  @Test
  void anInterimAnswerIsPassedOver() {
    server.answer(
        "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    assertThat(get("/").status()).isEqualTo(CheckStatus.PASSING);
  }

  @Test
  void aBodyThatIsTooSlowDoesNotChangeTheStatus() {
    server.answerAndHang("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nbegin");
    assertThat(probe(server.url("/"), "GET", Map.of(), "", true, 400).run())
        .isEqualTo(ProbeResult.passing("HTTP GET " + server.url("/") + ": 200 OK Output: begin"));
  }

  @Test
  void noAnswerInTimeIsCritical() {
    server.answerAndHang("HTTP/1.1 200 OK\r\n");
    assertThat(probe(server.url("/"), "GET", Map.of(), "", true, 400).run())
        .isEqualTo(
            ProbeResult.critical(
                "Get \""
                    + server.url("/")
                    + "\": context deadline exceeded (Client.Timeout exceeded while awaiting headers)"));
  }

  @Test
  void theRequestIsConsuls() {
    server.answer("HTTP/1.1 200 OK\r\n\r\n");
    get("/a b?c=d#e");
    assertThat(server.request())
        .isEqualTo(
            "GET /a%20b?c=d HTTP/1.1\r\nHost: "
                + server.authority()
                + "\r\nUser-Agent: Consul Health Check\r\n"
                + "Accept: text/plain, text/*, */*\r\nConnection: close\r\n\r\n");
  }

  @Test
  void headersMethodAndBodyAreTheUsers() {
    server.answer("HTTP/1.1 200 OK\r\n\r\n");
    Map<String, List<String>> header = new LinkedHashMap<>();
    header.put("X-A", List.of("1", "2"));
    header.put("Host", List.of("h.example"));
    header.put("User-Agent", List.of("me"));
    header.put("Accept", List.of("*/*"));
    ProbeResult result = probe(server.url("/p"), "PATCH", header, "{}", true, 10_000).run();
    assertThat(result)
        .isEqualTo(ProbeResult.passing("HTTP PATCH " + server.url("/p") + ": 200 OK Output: "));
    assertThat(server.request())
        .isEqualTo(
            "PATCH /p HTTP/1.1\r\nHost: h.example\r\nUser-Agent: me\r\nContent-Length: 2\r\n"
                + "Accept: */*\r\nX-A: 1\r\nX-A: 2\r\nConnection: close\r\n\r\n{}");
  }

  @Test
  void aHeaderCannotSmuggleAnother() {
    ProbeResult result =
        probe(server.url("/"), "GET", Map.of("X-A", List.of("1\r\nX-B: 2")), "", true, 10_000)
            .run();
    assertThat(result)
        .isEqualTo(
            ProbeResult.critical(
                "Get \""
                    + server.url("/")
                    + "\": net/http: invalid header field value for \"X-A\""));
  }

  @Test
  void aRedirectIsFollowedWithGet() {
    server.answer("HTTP/1.1 302 Found\r\nLocation: next?x\r\n\r\n");
    server.answer("HTTP/1.1 200 OK\r\n\r\nthere");
    assertThat(probe(server.url("/a/b"), "POST", Map.of(), "body", true, 10_000).run())
        .isEqualTo(
            ProbeResult.passing("HTTP POST " + server.url("/a/b") + ": 200 OK Output: there"));
    assertThat(server.request()).startsWith("POST /a/b ").endsWith("body");
    assertThat(server.request())
        .startsWith("GET /a/next?x ")
        .contains("Referer: " + server.url("/a/b") + "\r\n")
        .endsWith("\r\n\r\n");
  }

  @Test
  void anAbsoluteRedirectKeepsMethodAndBodyIfTheCodeSaysSo() {
    server.answer(
        "HTTP/1.1 307 Temporary Redirect\r\nLocation: " + server.url("/other") + "\r\n\r\n");
    server.answer("HTTP/1.1 429 Busy\r\n\r\n");
    assertThat(probe(server.url("/"), "POST", Map.of(), "body", true, 10_000).run().status())
        .isEqualTo(CheckStatus.WARNING);
    server.request();
    assertThat(server.request()).startsWith("POST /other ").endsWith("body");
  }

  @Test
  void aRedirectNotToBeFollowedIsCritical() {
    server.answer("HTTP/1.1 302 Found\r\nLocation: /next\r\n\r\n");
    assertThat(probe(server.url("/"), "GET", Map.of(), "", false, 10_000).run())
        .isEqualTo(ProbeResult.critical("HTTP GET " + server.url("/") + ": 302 Found Output: "));
  }

  @Test
  void redirectsWithoutEndStopAfterTen() {
    for (int hop = 0; hop < 10; hop++) {
      server.answer("HTTP/1.1 302 Found\r\nLocation: /loop\r\n\r\n");
    }
    assertThat(get("/loop"))
        .isEqualTo(ProbeResult.critical("Get \"/loop\": stopped after 10 redirects"));
  }

  @Test
  void nonsenseAndSilenceAreCritical() {
    server.answer("hello there\r\n\r\n");
    assertThat(get("/").output())
        .isEqualTo(
            "Get \""
                + server.url("/")
                + "\": net/http: HTTP/1.x transport connection broken: malformed HTTP status code \"there\"");
    server.answer("");
    assertThat(get("/").output()).isEqualTo("Get \"" + server.url("/") + "\": EOF");
  }

  @Test
  void aHeaderWithoutEndIsGivenUp() {
    server.answer("HTTP/1.1 200 OK\r\nX: " + "x".repeat(300_000));
    assertThat(get("/").output()).contains("server response headers exceeded");
  }

  @Test
  void aTlsQuestionToAPlainServerIsCritical() {
    server.answer("HTTP/1.1 400 Bad Request\r\n\r\n");
    String url = server.url("/").replace("http:", "https:");
    assertThat(probe(url, "GET", Map.of(), "", true, 10_000).run().output())
        .isEqualTo("Get \"" + url + "\": tls: first record does not look like a TLS handshake");
  }

  @Test
  void aPortWithoutListenerIsRefused() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    String url = "http://127.0.0.1:" + port + "/x";
    assertThat(probe(url, "HEAD", Map.of(), "", true, 10_000).run())
        .isEqualTo(
            ProbeResult.critical(
                "Head \""
                    + url
                    + "\": dial tcp 127.0.0.1:"
                    + port
                    + ": connect: connection refused"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http://no-host.invalid/x | Get \"http://no-host.invalid/x\": dial tcp: lookup no-host.invalid: no such host",
        "ftp://h/x | Get \"ftp://h/x\": unsupported protocol scheme \"ftp\"",
        "nothing | Get \"nothing\": unsupported protocol scheme \"\"",
        "127.0.0.1:80 | parse \"127.0.0.1:80\": first path segment in URL cannot contain colon",
        "http://a b/ | parse \"http://a b/\": invalid character \" \" in host name",
        "http://h:x/ | parse \"http://h:x/\": invalid port \":x\" after host",
        "http:///x | Get \"http:///x\": http: no Host in request URL",
        "http://u:pw@no.invalid/ | Get \"http://u:***@no.invalid/\": dial tcp: lookup no.invalid: no such host",
      })
  void aUrlThatCannotBeAskedIsCritical(String url, String output) {
    assertThat(probe(url, "GET", Map.of(), "", true, 10_000).run())
        .isEqualTo(ProbeResult.critical(output));
  }

  private ProbeResult get(String path) {
    return probe(server.url(path), "GET", Map.of(), "", true, 10_000).run();
  }

  private static HttpProbe probe(
      String url,
      String method,
      Map<String, List<String>> header,
      String body,
      boolean redirects,
      int timeoutMillis) {
    Duration timeout = Duration.ofMillis(timeoutMillis);
    Duration interval = Duration.ofSeconds(60);
    HttpSpec spec =
        new HttpSpec(url, method, header, body, redirects, TlsSpec.DEFAULT, interval, timeout);
    return new HttpProbe(spec, 4096, TLS);
  }
}
