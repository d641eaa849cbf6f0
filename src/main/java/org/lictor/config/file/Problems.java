package org.lictor.config.file;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** What is wrong with one source, all of it, told in one message. Not for several threads. */
public final class Problems {
  private static final int SHOWN_LIMIT =
      100; // of a hundred thousand unknown keys the first hundred tell enough

  private final List<String> wrongTypes = new ArrayList<>();
  private final List<String> unknownKeys = new ArrayList<>();

  void wrong(String what) {
    wrongTypes.add(what);
  }

  void unknown(String path) {
    unknownKeys.add("invalid config key " + path);
  }

  /** The message, wrong types before unknown keys; empty if all is well. */
  public Optional<String> message() {
    if (!wrongTypes.isEmpty()) {
      Collections.sort(wrongTypes);
      StringBuilder text = new StringBuilder(wrongTypes.size() + " error(s) decoding:\n");
      wrongTypes.stream()
          .limit(SHOWN_LIMIT)
          .forEach(problem -> text.append("\n* ").append(problem));
      return Optional.of(text.toString());
    }
    return unknownKeys.isEmpty() ? Optional.empty() : Optional.of(list(unknownKeys));
  }

  /** Several problems in the form that Consul's multi-error has: a count, then one a line. */
  public static String list(List<String> problems) {
    StringBuilder text =
        new StringBuilder(problems.size() == 1 ? "1 error" : problems.size() + " errors")
            .append(" occurred:\n");
    problems.stream()
        .limit(SHOWN_LIMIT)
        .forEach(problem -> text.append("\t* ").append(problem).append('\n'));
    return text.append('\n').toString();
  }
}
