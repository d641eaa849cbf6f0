package org.lictor.http;

import java.math.BigInteger;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.lictor.model.GoDuration;

/** A query string's parameters, in order. Immutable. */
final class Parameters {
  private static final BigInteger UNSIGNED_LIMIT = BigInteger.ONE.shiftLeft(64);

  private final Map<String, List<String>> values;

  private Parameters(Map<String, List<String>> values) {
    this.values = values;
  }

  /**
   * The parameters of {@code query}; null when an escape is broken or a semicolon separates, as Go
   * refuses both.
   */
  static @Nullable Parameters parse(@Nullable String query) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    if (query != null && !query.isEmpty()) {
      for (String pair : query.split("&")) {
        if (pair.isEmpty()) {
          continue;
        }
        int equals = pair.indexOf('=');
        String name = RawPath.decodeForm(equals < 0 ? pair : pair.substring(0, equals));
        String value = equals < 0 ? "" : RawPath.decodeForm(pair.substring(equals + 1));
        if (name == null || value == null || pair.indexOf(';') >= 0) {
          return null;
        }
        values.computeIfAbsent(name, key -> new ArrayList<>(1)).add(value);
      }
    }
    return new Parameters(values);
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  /** The first value; empty when not given. */
  String get(String name) {
    List<String> all = values.get(name);
    return all == null ? "" : all.get(0);
  }

  /** All values, in order. */
  List<String> all(String name) {
    return values.getOrDefault(name, List.of());
  }

  /** An unsigned 64-bit number, or null when it is none. */
  static @Nullable Long unsigned(String text) {
    if (text.isEmpty() || !text.chars().allMatch(c -> c >= '0' && c <= '9') || text.length() > 20) {
      return null;
    }
    BigInteger number = new BigInteger(text);
    return number.compareTo(UNSIGNED_LIMIT) < 0 ? number.longValue() : null;
  }

  /**
   * An unsigned number that must be one when given, with the server's words for one that is not;
   * null when not given.
   */
  @Nullable Long unsignedOrFail(String name) {
    if (!has(name)) {
      return null;
    }
    String text = get(name);
    Long number = unsigned(text);
    if (number == null) {
      boolean tooLarge = !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
      throw new HttpProblem(
          500,
          "strconv.ParseUint: parsing \""
              + text
              + "\": "
              + (tooLarge ? "value out of range" : "invalid syntax"));
    }
    return number;
  }

  /** The word of a boolean as Go's {@code strconv.ParseBool} takes it; null for any other. */
  static @Nullable Boolean bool(String word) {
    return switch (word) {
      case "1", "t", "T", "true", "TRUE", "True" -> true;
      case "0", "f", "F", "false", "FALSE", "False" -> false;
      default -> null;
    };
  }

  /** A duration, {@code message} with 400 when it is none; zero when not given. */
  GoDuration duration(String name, String message) {
    if (get(name).isEmpty()) {
      return GoDuration.ZERO;
    }
    try {
      return GoDuration.parse(get(name));
    } catch (IllegalArgumentException e) {
      throw HttpProblem.badRequest(message);
    }
  }

  /** All of them as Go would encode them again, sorted by name. */
  String encoded() {
    StringBuilder out = new StringBuilder();
    new TreeMap<>(values)
        .forEach(
            (name, given) ->
                given.forEach(
                    value ->
                        out.append(out.isEmpty() ? "" : "&")
                            .append(escaped(name))
                            .append('=')
                            .append(escaped(value))));
    return out.toString();
  }

  private static String escaped(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("*", "%2A").replace("%7E", "~");
  }
}
