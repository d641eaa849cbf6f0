package org.lictor.http;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The gate before and after a finished reply; the container's side is a few answers by name. */
class ApiGateTest {
  private static final String PATH = "/v1/catalog/nodes";

  private final FinishedResponses finished = new FinishedResponses(1 << 20);
  private final ApiGate gate = new ApiGate();
  private final Map<String, String> asked = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private HttpSettings settings = settings(List.of());

  @BeforeEach
  @SuppressWarnings("NullAway") // what the gate itself does not use
  void open() {
    HttpParts.open(
        new HttpParts(
            () -> settings,
            null,
            null,
            null,
            new TheLeader(),
            finished,
            null,
            null,
            null,
            null,
            null,
            null,
            null));
    finished.keep(PATH, Reply.text(200, "finished"), settings);
  }

  @AfterEach
  void close() {
    HttpParts.close();
  }

  @Test
  void aFinishedReplyIsGivenOut() throws Exception {
    assertThat(get(PATH)).isEqualTo("200 finished");
  }

  @Test
  void anEndpointThatAReloadBlocksIsBlockedAtOnce() throws Exception {
    settings = settings(List.of("/v1/catalog"));
    assertThat(get(PATH)).isEqualTo("403 Endpoint is blocked by agent configuration");
  }

  @Test
  void aNamespaceIsRefusedWhetherOrNotTheReplyWithoutOneIsKept() throws Exception {
    asked.put("X-Consul-Namespace", "team");
    assertThat(get(PATH)).startsWith("400 Invalid header: \"X-Consul-Namespace\"");
    asked.clear();
    asked.put("X-Consul-Partition", "team");
    assertThat(get(PATH)).startsWith("400 Invalid header: \"X-Consul-Partition\"");
  }

  @Test
  void blockedPathsStayBlockedInEverySpelling() throws Exception {
    settings = settings(List.of("/v1/agent/"));
    for (String path :
        List.of("/v1/agent/self", "/v1%2Fagent%2fself", "/v1/%61gent/self", "/v1/agent/./self")) {
      assertThat(get(path)).as(path).startsWith("403");
    }
    for (String path : List.of("//v1/agent/self", "/v1//agent/self", "/v1/kv/../agent/self")) {
      assertThat(get(path)).as(path).startsWith("301");
    }
    for (String path : List.of("/v1/agent;x/self", "/v1/AGENT/self", "/v1/;/agent/self")) {
      assertThat(get(path)).as(path).startsWith("404");
    }
  }

  private String get(String uri) throws Exception {
    StringBuilder status = new StringBuilder();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    FilterChain nowhere = (request, response) -> status.append("passed on");
    gate.doFilter(request(uri), response(status, body), nowhere);
    return status + " " + body.toString(StandardCharsets.UTF_8);
  }

  private HttpServletRequest request(String uri) {
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            ApiGateTest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, method, given) ->
                switch (method.getName()) {
                  case "getRequestURI" -> uri;
                  case "getMethod" -> "GET";
                  case "getProtocol" -> "HTTP/1.1";
                  case "getHeader" -> asked.get(given[0]);
                  default -> null;
                });
  }

  private static HttpServletResponse response(StringBuilder status, ByteArrayOutputStream body) {
    ServletOutputStream out =
        new ServletOutputStream() {
          @Override
          public boolean isReady() {
            return true;
          }

          @Override
          public void setWriteListener(WriteListener listener) {}

          @Override
          public void write(int octet) {
            body.write(octet);
          }
        };
    return (HttpServletResponse)
        Proxy.newProxyInstance(
            ApiGateTest.class.getClassLoader(),
            new Class<?>[] {HttpServletResponse.class},
            (proxy, method, given) -> {
              if (method.getName().equals("setStatus")) {
                status.append(given[0]);
              }
              return method.getName().equals("getOutputStream") ? out : null;
            });
  }

  private static HttpSettings settings(List<String> blocked) {
    return new HttpSettings(
        "dc1", Map.of(), blocked, HttpSettings.WriteAccess.ALL, false, 1024, 1024, "");
  }
}
