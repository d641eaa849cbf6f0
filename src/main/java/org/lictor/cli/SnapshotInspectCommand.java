package org.lictor.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.lictor.archive.ArchiveMeta;

/** {@code snapshot inspect}: what is in a file that was saved. */
final class SnapshotInspectCommand implements Command {
  private static final String[] UNITS = {"B", "KB", "MB", "GB", "TB"};
  private static final int GAP = 6;

  @Override
  public String usage() {
    return """
        Usage: lictor snapshot inspect [options] FILE

          Checks a snapshot's file and displays what is in it. No agent is asked.

              $ lictor snapshot inspect backup.snap

          With how much room the keys take, by the start of their names:

              $ lictor snapshot inspect -kvdetails -kvdepth=3 -kvfilter=web/ backup.snap
        """;
  }

  @Override
  public void declare(FlagSet flags) {
    flags.toggle("kvdetails", "Show how much room keys take, by the start of their names.");
    flags.text("kvdepth", "2", "How many parts of a key's name are told apart.");
    flags.text("kvfilter", "", "Look only at keys that begin so.");
    flags.text("format", "pretty", "Output format {pretty|json}");
  }

  @Override
  public int run(Call call) throws Failure {
    String file = SnapshotFile.operand(call);
    String format = call.flags().text("format");
    if (!format.equals("pretty") && !format.equals("json")) {
      throw new Failure("Unknown format: ".concat(format));
    }
    SnapshotCounter counter = new SnapshotCounter(depth(call), call.flags().text("kvfilter"));
    ArchiveMeta meta = SnapshotFile.unpack(file, counter, "Error verifying snapshot: ");
    boolean keys = call.flags().on("kvdetails");
    call.say(format.equals("json") ? json(meta, counter, keys) : pretty(meta, counter, keys));
    return 0;
  }

  private static int depth(Call call) throws Failure {
    String text = call.flags().text("kvdepth");
    if (!text.matches("[1-9][0-9]{0,3}")) {
      throw new Failure("Invalid value \"" + text + "\" for -kvdepth: a number from 1 on");
    }
    return Integer.parseInt(text);
  }

  private static String pretty(ArchiveMeta meta, SnapshotCounter counter, boolean keys) {
    StringBuilder page = new StringBuilder();
    page.append(
        columns(
            List.of(
                List.of("ID", meta.id()),
                List.of("Size", Long.toString(meta.size())),
                List.of("Index", Long.toString(meta.index())),
                List.of("Term", Long.toString(meta.term())),
                List.of("Version", Integer.toString(meta.version())))));
    page.append('\n').append(table("Type", counter.types()));
    if (keys) {
      page.append('\n').append(table("Key Name", counter.keys()));
    }
    return page.substring(0, page.length() - 1);
  }

  private static String table(String title, Map<String, long[]> counts) {
    List<List<String>> rows = new ArrayList<>();
    List<String> rule = List.of("----", "----", "----");
    rows.add(List.of(title, "Count", "Size"));
    rows.add(rule);
    long total = 0;
    for (Map.Entry<String, long[]> entry : bySize(counts)) {
      rows.add(
          List.of(entry.getKey(), Long.toString(entry.getValue()[0]), size(entry.getValue()[1])));
      total += entry.getValue()[1];
    }
    rows.add(rule);
    rows.add(List.of("Total", "", size(total)));
    return columns(rows);
  }

  private static List<Map.Entry<String, long[]>> bySize(Map<String, long[]> counts) {
    List<Map.Entry<String, long[]>> sorted = new ArrayList<>(counts.entrySet());
    sorted.sort(
        Comparator.comparingLong((Map.Entry<String, long[]> entry) -> -entry.getValue()[1]));
    return sorted;
  }

  /** Each column but the last padded to its longest cell and a gap. */
  private static String columns(List<List<String>> rows) {
    int[] widths = new int[rows.get(0).size()];
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        widths[i] = Math.max(widths[i], row.get(i).length() + GAP);
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        String cell = row.get(i);
        text.append(cell);
        if (i < row.size() - 1) {
          text.append(" ".repeat(widths[i] - cell.length()));
        }
      }
      text.append('\n');
    }
    return text.toString();
  }

  private static String size(long bytes) {
    if (bytes == 0) {
      return "0";
    }
    double value = bytes;
    int unit = 0;
    while (value >= 1024 && unit < UNITS.length - 1) {
      value /= 1024;
      unit++;
    }
    String text = String.format(Locale.ROOT, "%.1f", value);
    return (text.endsWith(".0") ? text.substring(0, text.length() - 2) : text) + UNITS[unit];
  }

  private static String json(ArchiveMeta meta, SnapshotCounter counter, boolean keys) {
    Map<String, Object> about = new LinkedHashMap<>();
    about.put("ID", meta.id());
    about.put("Size", meta.size());
    about.put("Index", meta.index());
    about.put("Term", meta.term());
    about.put("Version", meta.version());
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("Meta", about);
    all.put("Stats", stats(counter.types()));
    all.put("StatsKV", keys ? stats(counter.keys()) : null);
    all.put("TotalSize", total(counter.types()));
    all.put("TotalSizeKV", keys ? total(counter.keys()) : 0L);
    return IndentedJson.of(all, "   ");
  }

  private static List<Map<String, Object>> stats(Map<String, long[]> counts) {
    List<Map<String, Object>> stats = new ArrayList<>();
    for (Map.Entry<String, long[]> entry : bySize(counts)) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("Name", entry.getKey());
      one.put("Sum", entry.getValue()[1]);
      one.put("Count", entry.getValue()[0]);
      stats.add(one);
    }
    return stats;
  }

  private static long total(Map<String, long[]> counts) {
    return counts.values().stream().mapToLong(count -> count[1]).sum();
  }
}
