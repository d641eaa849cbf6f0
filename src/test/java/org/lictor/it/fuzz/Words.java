package org.lictor.it.fuzz;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** Fills the places of one request with words of the grammar, or now and then with hostile ones. */
final class Words {
  private static final Pattern PLACE = Pattern.compile("<#?([a-z0-9]+)>");
  private static final List<String> HOSTILE =
      List.of(
          "",
          " ",
          "..",
          "../../etc/passwd",
          "%00",
          "%zz",
          "\u0000",
          "\u2028",
          "'\"`\\",
          "ä€\uD83D\uDE00",
          "\uD800",
          "<script>alert(1)</script>",
          "${jndi:ldap://127.0.0.1:1/a}",
          "*",
          "(((",
          "not not not",
          "a == \"",
          "-1",
          "00",
          "1e9",
          "0x10",
          "9223372036854775808",
          "18446744073709551616",
          "99999999999999999999999999",
          "NaN",
          "null",
          "true",
          "{}",
          "[]",
          "1h1h1h1h",
          "-5s",
          "9999999h",
          "5",
          "µs",
          "a/b//c/",
          "_node_maintenance",
          "serfHealth",
          "consul",
          "x".repeat(300),
          "y".repeat(5_000));

  private final Grammar grammar;
  private final RandomGenerator chance;
  private final double hostility;

  /**
   * @param hostility how often a place gets a word that does not belong there, 0 to 1
   */
  Words(Grammar grammar, RandomGenerator chance, double hostility) {
    this.grammar = grammar;
    this.chance = chance;
    this.hostility = hostility;
  }

  /** A word for a place, as it is. */
  String word(String name) {
    if (chance.nextDouble() < hostility) {
      return chance.nextInt(8) == 0 ? noise() : pick(HOSTILE);
    }
    return pick(grammar.words(name));
  }

  /** A text of a path or a query with its places filled, escaped or, if hostile, as it comes. */
  String target(String form) {
    return PLACE
        .matcher(form)
        .replaceAll(
            place -> {
              String word = word(place.group(1));
              boolean raw = chance.nextDouble() < hostility / 2;
              String text = raw ? oneLine(word) : escaped(word);
              return java.util.regex.Matcher.quoteReplacement(text);
            });
  }

  private static String escaped(String word) {
    return URLEncoder.encode(word, StandardCharsets.UTF_8).replace("+", "%20").replace("%2F", "/");
  }

  /** Whatever it is, it stays inside of the request line. */
  private static String oneLine(String word) {
    return word.replaceAll("[\\r\\n \\u0000]", "_");
  }

  private String noise() {
    StringBuilder noise = new StringBuilder();
    for (int i = chance.nextInt(40); i >= 0; i--) {
      noise.appendCodePoint(chance.nextInt(1, 0x2_FFFF));
    }
    return noise.toString();
  }

  private String pick(List<String> words) {
    return words.get(chance.nextInt(words.size()));
  }
}
