package org.lictor.it.fuzz;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;
import org.lictor.wire.KeptConnection;
import org.lictor.wire.RawHttp;
import org.lictor.wire.RawResponse;

/**
 * One made-up request.
 *
 * @param hostile whether its request line may be one that a server need not understand
 */
record FuzzedRequest(
    String method,
    String target,
    Map<String, String> headers,
    byte @Nullable [] body,
    boolean hostile) {
  static final Duration ANSWER_WITHIN = Duration.ofSeconds(20);

  /** The request of a number: half of them are valid, the others more or less spoilt. */
  static FuzzedRequest of(Grammar grammar, long number) {
    RandomGenerator chance = RandomGeneratorFactory.of("L64X128MixRandom").create(number);
    double degree = chance.nextDouble();
    double hostility = degree < 0.5 ? 0 : degree < 0.8 ? 0.1 : 0.5;
    Words words = new Words(grammar, chance, hostility);
    Grammar.Form form = grammar.forms().get(chance.nextInt(grammar.forms().size()));
    String query = query(form, words, chance);
    String method = chance.nextDouble() < hostility / 4 ? method(chance) : form.method();
    byte[] body = null;
    if (!form.body().isEmpty()) {
      Bodies bodies = new Bodies(grammar, words, chance);
      body = bodies.write(form.body());
      if (chance.nextDouble() < hostility) {
        body = bodies.spoilt(body);
      }
    } else if (!method.equals("GET")) {
      body = new byte[0];
    }
    String target = words.target(form.path());
    if (!query.isEmpty()) {
      // A question mark in a path has begun the query already.
      target += (target.indexOf('?') < 0 ? '?' : '&') + query;
    }
    return new FuzzedRequest(
        method, target, headers(words, chance, hostility), body, hostility > 0);
  }

  /** A query that has an index is given a short wait too: an answer must not take long. */
  private static String query(Grammar.Form form, Words words, RandomGenerator chance) {
    StringBuilder query = new StringBuilder();
    for (String parameter : form.parameters()) {
      if (chance.nextInt(6) == 0) {
        String filled = words.target(parameter);
        boolean index = parameter.startsWith("index") || parameter.startsWith("hash");
        query.append('&').append(index ? "wait=5ms&" + filled : filled);
      }
    }
    return query.isEmpty() ? "" : query.substring(1);
  }

  private static String method(RandomGenerator chance) {
    String[] methods = {"GET", "PUT", "POST", "DELETE", "HEAD", "OPTIONS", "PATCH", "BREW", "get"};
    return methods[chance.nextInt(methods.length)];
  }

  private static Map<String, String> headers(
      Words words, RandomGenerator chance, double hostility) {
    Map<String, String> headers = new TreeMap<>();
    if (chance.nextInt(4) == 0) {
      headers.put("Accept-Encoding", "gzip");
    }
    if (chance.nextDouble() < hostility / 2) {
      String[] names = {
        "X-Consul-Token",
        "X-Consul-Namespace",
        "Cache-Control",
        "Accept",
        "Content-Type",
        "Range",
        "Authorization",
        "If-None-Match",
        "Expect",
        "X-HTTP-Method-Override",
        "Cookie"
      };
      String value = words.word("text").replaceAll("[\\x00-\\x1f]", "").strip();
      headers.put(names[chance.nextInt(names.length)], value.isEmpty() ? "x" : value);
    }
    return headers;
  }

  /**
   * Sends it, a hostile one on a connection of its own: nobody knows what that is good for
   * afterwards.
   */
  RawResponse sendTo(URI agent, KeptConnection connection) {
    return hostile
        ? RawHttp.send(agent, method, target, headers, body, ANSWER_WITHIN)
        : connection.send(method, target, headers, body);
  }

  /** As somebody would type it who looks into what went wrong. */
  @Override
  public String toString() {
    String sent = body == null ? "" : " " + new String(body, StandardCharsets.UTF_8);
    String text = method + " " + target + (headers.isEmpty() ? "" : " " + headers) + sent;
    return cut(text);
  }

  /** Not more of a text than one wants to read. */
  static String cut(String text) {
    return text.length() <= 2_000 ? text : text.substring(0, 2_000) + "…";
  }
}
