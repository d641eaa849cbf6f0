package org.lictor.check;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * One HTTP/1.1 request of a probe.
 *
 * @param header sorted by name, letter case aside
 */
record HttpRequest(
    String method, HttpTarget target, TreeMap<String, List<String>> header, String body) {
  private static final String TOKEN = "[A-Za-z0-9!#$%&'*+.^_`|~-]+";
  private static final Set<String> OURS =
      Set.of("host", "user-agent", "content-length", "transfer-encoding", "trailer", "connection");
  private static final Set<String> FOR_ONE_HOST =
      Set.of("authorization", "cookie", "www-authenticate");

  /**
   * The first request of a check.
   *
   * @throws IOException if a part of it cannot be said in HTTP
   */
  static HttpRequest of(HttpSpec spec, HttpTarget target) throws IOException {
    if (!spec.method().matches(TOKEN)) {
      throw new IOException("net/http: invalid method \"" + spec.method() + "\"");
    }
    TreeMap<String, List<String>> header = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (Map.Entry<String, List<String>> field : spec.header().entrySet()) {
      if (!field.getKey().matches(TOKEN)) {
        throw new IOException("net/http: invalid header field name \"" + field.getKey() + "\"");
      }
      if (!field.getValue().stream().allMatch(HttpRequest::isFieldValue)) {
        throw new IOException(
            "net/http: invalid header field value for \"" + field.getKey() + "\"");
      }
      header.put(field.getKey(), field.getValue());
    }
    header.putIfAbsent("User-Agent", List.of("Consul Health Check"));
    header.putIfAbsent("Accept", List.of("text/plain, text/*, */*"));
    return new HttpRequest(spec.method(), target, header, spec.body());
  }

  /**
   * The request that follows a redirect: 301 to 303 ask with GET and no body, 307 and 308 ask the
   * same again (RFC 9110 §15.4).
   */
  HttpRequest redirected(int status, HttpTarget next, boolean relative) {
    TreeMap<String, List<String>> kept = new TreeMap<>(header);
    if (!next.address().host().equalsIgnoreCase(target.address().host())) {
      kept.keySet().removeIf(name -> FOR_ONE_HOST.contains(name.toLowerCase(Locale.ROOT)));
    }
    if (!relative) {
      kept.remove("Host");
    }
    if (!target.overTls() || next.overTls()) {
      kept.put("Referer", List.of(target.toString()));
    }
    boolean same = status == 307 || status == 308;
    String verb = same || method.equals("HEAD") ? method : "GET";
    return new HttpRequest(verb, next, kept, same ? body : "");
  }

  /**
   * Its bytes on the wire. The connection is closed after the answer: a health check shall see a
   * new one accepted.
   */
  byte[] bytes() {
    byte[] content = body.getBytes(StandardCharsets.UTF_8);
    StringBuilder head = new StringBuilder(256);
    head.append(method).append(' ').append(target.path()).append(" HTTP/1.1\r\n");
    field(head, "Host", first("Host", target.authority()));
    field(head, "User-Agent", first("User-Agent", ""));
    if (content.length > 0
        || method.equals("POST")
        || method.equals("PUT")
        || method.equals("PATCH")) {
      field(head, "Content-Length", Integer.toString(content.length));
    }
    header.forEach(
        (name, values) -> {
          if (!OURS.contains(name.toLowerCase(Locale.ROOT))) {
            values.forEach(value -> field(head, name, value));
          }
        });
    if (!target.userInfo().isEmpty() && !header.containsKey("Authorization")) {
      byte[] user = target.userInfo().getBytes(StandardCharsets.UTF_8);
      field(head, "Authorization", "Basic " + Base64.getEncoder().encodeToString(user));
    }
    byte[] start =
        head.append("Connection: close\r\n\r\n").toString().getBytes(StandardCharsets.UTF_8);
    byte[] all = Arrays.copyOf(start, start.length + content.length);
    System.arraycopy(content, 0, all, start.length, content.length);
    return all;
  }

  /** No control characters: a line break would smuggle in another header (RFC 9110 §5.5). */
  private static boolean isFieldValue(String value) {
    return value.chars().allMatch(c -> c == '\t' || (c >= ' ' && c != 127));
  }

  private String first(String name, String otherwise) {
    List<String> values = header.getOrDefault(name, List.of());
    return values.isEmpty() || values.get(0).isEmpty() ? otherwise : values.get(0);
  }

  private static void field(StringBuilder head, String name, String value) {
    head.append(name).append(": ").append(value).append("\r\n");
  }
}
