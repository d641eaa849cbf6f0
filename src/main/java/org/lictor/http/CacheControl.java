package org.lictor.http;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The request header {@code Cache-Control} (http-api.md A6). How old an answer may be is no
 * question here, for none is older than the registry; but a number in it has to be one.
 */
final class CacheControl {
  private CacheControl() {}

  /** Refuses a header with a broken number. */
  static void check(@Nullable String header) {
    if (header == null) {
      return;
    }
    for (String directive : header.split(",")) {
      int equals = directive.indexOf('=');
      String name = (equals < 0 ? directive : directive.substring(0, equals)).trim();
      boolean seconds =
          switch (name.toLowerCase(Locale.ROOT)) {
            case "max-age", "stale-if-error" -> equals >= 0;
            default -> false;
          };
      if (seconds && !number(directive.substring(equals + 1).trim())) {
        throw HttpProblem.badRequest("Invalid Cache-Control header.");
      }
    }
  }

  private static boolean number(String text) {
    try {
      Long.parseLong(text);
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
