package org.lictor.cli;

import org.jspecify.annotations.Nullable;

/**
 * Lays out flags: as Consul's help pages do, and as Go's flag package lists them after a mistake.
 */
final class FlagText {
  /** Consul breaks help text at this column, indentation counted. */
  private static final int WIDTH = 72;

  private FlagText() {}

  /** The name for the value that a text carries between back-quotes, or null. */
  static @Nullable String quoted(String text) {
    int from = text.indexOf('`');
    int to = from < 0 ? -1 : text.indexOf('`', from + 1);
    return to < 0 ? null : text.substring(from + 1, to);
  }

  /**
   * One section of a help page, with an empty line after each flag; empty if there is no flag for
   * it.
   */
  static String section(String title, boolean common, FlagSet flags) {
    StringBuilder page = new StringBuilder();
    for (Flag flag : flags.all()) {
      if (flag.common() != common) continue;
      page.append("  -").append(flag.name());
      if (flag.kind() != FlagKind.TOGGLE) page.append("=<").append(flag.label()).append('>');
      page.append('\n');
      wrap(page, flag.text());
      page.append('\n');
    }
    return page.length() == 0 ? "" : title.concat("\n\n").concat(page.toString());
  }

  /** Go's list of flags: the text on one line under each name, and the default if there is one. */
  static String goList(FlagSet flags) {
    StringBuilder list = new StringBuilder("Usage:\n");
    for (Flag flag : flags.all()) {
      String head = "  -".concat(flag.name());
      if (flag.kind() != FlagKind.TOGGLE) head = head.concat(" ").concat(flag.label());
      list.append(head)
          .append(head.length() <= 4 ? "\t" : "\n    \t")
          .append(flag.text().replace("`", ""));
      if (!flag.initial().isEmpty()) {
        String quote = flag.kind() == FlagKind.TEXT ? "\"" : "";
        list.append(" (default ").append(quote).append(flag.initial()).append(quote).append(')');
      }
      list.append('\n');
    }
    return list.toString();
  }

  private static void wrap(StringBuilder page, String text) {
    int column = 0;
    for (String word : text.split(" ")) {
      if (column > 0 && column + 1 + word.length() > WIDTH) {
        page.append('\n');
        column = 0;
      }
      page.append(column == 0 ? "     " : " ").append(word);
      column += word.length() + (column == 0 ? 5 : 1);
    }
    page.append('\n');
  }
}
