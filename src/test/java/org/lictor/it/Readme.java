package org.lictor.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What README.md has for its test: blocks with a comment before them that says what they are.
 * {@code run} and {@code agent} are commands, {@code plain} is the start without the script, {@code
 * file: NAME} a file, {@code log} lines of the agent's log, {@code cluster} the commands of several
 * agents.
 */
final class Readme {
  private static final Pattern BLOCK =
      Pattern.compile(
          "<!-- (run|agent|plain|log|cluster|file: \\S+) -->\\n```\\w*\\n(.*?)```\\n(?:```\\n(.*?)```\\n)?",
          Pattern.DOTALL);

  private Readme() {}

  /**
   * A block.
   *
   * @param kind the word in its comment
   * @param text what it holds
   * @param printed what a command prints, {@code …} for anything; empty if the block says nothing
   */
  record Block(String kind, String text, String printed) {}

  static List<Block> blocks() throws IOException {
    List<Block> blocks = new ArrayList<>();
    Matcher matcher = BLOCK.matcher(Files.readString(Path.of("README.md")));
    while (matcher.find()) {
      String printed = matcher.group(3);
      blocks.add(
          new Block(
              matcher.group(1), matcher.group(2).strip(), printed == null ? "" : printed.strip()));
    }
    return blocks;
  }

  /** Whether {@code text} is what {@code pattern} says, blanks apart. */
  static boolean matches(String pattern, String text) {
    return regex(pattern).matcher(squeezed(text)).matches();
  }

  /** Whether it is somewhere in {@code text}. */
  static boolean contains(String text, String pattern) {
    return regex(pattern).matcher(squeezed(text)).find();
  }

  private static Pattern regex(String pattern) {
    List<String> parts = new ArrayList<>();
    for (String part : squeezed(pattern).split("…", -1)) {
      parts.add(Pattern.quote(part));
    }
    return Pattern.compile(String.join(".*?", parts), Pattern.DOTALL);
  }

  private static String squeezed(String text) {
    return text.strip().replaceAll("[ \\t]+", " ").replaceAll(" *\\n", "\n");
  }
}
