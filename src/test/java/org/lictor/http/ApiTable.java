package org.lictor.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the interface has, by {@code src/test/resources/api/endpoints.txt}, beside what the code
 * has.
 */
final class ApiTable {
  private static final Path FILE = Path.of("src/test/resources/api/endpoints.txt");

  /** What {@code reads} stands for. */
  static final List<String> READS =
      List.of("dc", "datacenter", "index", "wait", "stale", "consistent", "max_stale", "pretty");

  private static final Map<String, Endpoint> CODE = Endpoint.of(ApiApplication.RESOURCES);

  private final List<Row> rows;

  private ApiTable(List<Row> rows) {
    this.rows = rows;
  }

  /**
   * One endpoint.
   *
   * @param parameters as written: {@code reads} for a group, a minus before one that is not here
   */
  record Row(String method, String path, List<String> parameters, String remark) {
    /** Whether the code answers it. */
    boolean here() {
      int parameter = path.indexOf(':');
      Endpoint endpoint = CODE.get(parameter < 0 ? path : path.substring(0, parameter));
      return endpoint != null && endpoint.methods().contains(method);
    }

    /** The parameters that are looked at, by their own names. */
    Set<String> supported() {
      Set<String> names = new TreeSet<>();
      for (String parameter : parameters) {
        if (parameter.equals("reads")) {
          names.addAll(READS);
        } else if (!parameter.startsWith("-")) {
          names.add(parameter);
        }
      }
      return names;
    }

    /** As the README shows it. */
    String shown() {
      List<String> here = new ArrayList<>();
      List<String> absent = new ArrayList<>();
      for (String parameter : parameters) {
        if (parameter.startsWith("-")) {
          absent.add('`' + parameter.substring(1) + '`');
        } else {
          here.add(parameter.equals("reads") ? "reads" : '`' + parameter + '`');
        }
      }
      String state = remark.isEmpty() ? "supported" : "different: " + remark;
      return "| `%s %s` | %s | %s | %s |"
          .formatted(method, path, state, String.join(" ", here), String.join(" ", absent));
    }
  }

  static ApiTable read() throws IOException {
    List<Row> rows = new ArrayList<>();
    for (String line : Files.readAllLines(FILE)) {
      if (!line.isBlank() && !line.startsWith("#")) {
        String[] parts = line.split(" # ", 2);
        List<String> words = List.of(parts[0].trim().split(" "));
        rows.add(
            new Row(
                words.get(0),
                words.get(1),
                words.subList(2, words.size()),
                parts.length == 1 ? "" : parts[1]));
      }
    }
    return new ApiTable(rows);
  }

  List<Row> rows() {
    return rows;
  }

  /** The table of the README: what is here one by one, what is not by family. */
  String markdown() {
    StringBuilder out =
        new StringBuilder("\n| endpoint | | parameters | absent parameters |\n|---|---|---|---|\n");
    Map<String, List<String>> absent = new LinkedHashMap<>();
    for (Row row : rows) {
      if (row.here()) {
        out.append(row.shown()).append('\n');
      } else {
        String[] parts = row.path().split("/", 4);
        absent
            .computeIfAbsent("/v1/" + parts[2], family -> new ArrayList<>())
            .add(row.method() + (parts.length < 4 ? "" : " " + parts[3]));
      }
    }
    absent.forEach(
        (family, endpoints) ->
            out.append("| `")
                .append(family)
                .append("`: `")
                .append(String.join("`, `", endpoints))
                .append("` | absent | | |\n"));
    return out.append('\n').toString();
  }
}
