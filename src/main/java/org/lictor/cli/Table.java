package org.lictor.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows under a header, each cell padded to the widest of its column, two spaces between columns.
 */
final class Table {
  private final List<String[]> rows = new ArrayList<>();

  Table(String... header) {
    rows.add(header);
  }

  /** Adds a row; white space around a cell is dropped. */
  void row(String... cells) {
    rows.add(cells);
  }

  /** The lines, without a line end after the last. */
  @Override
  public String toString() {
    int[] widths = new int[rows.get(0).length];
    for (String[] row : rows)
      for (int i = 0; i < row.length; i++) widths[i] = Math.max(widths[i], width(row[i].strip()));
    StringBuilder text = new StringBuilder();
    for (String[] row : rows) {
      if (text.length() > 0) text.append('\n');
      for (int i = 0; i < row.length; i++) {
        String cell = row[i].strip();
        text.append(i == 0 ? "" : "  ").append(cell);
        for (int pad = width(cell); pad < widths[i]; pad++) text.append(' ');
      }
    }
    return text.toString();
  }

  private static int width(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
