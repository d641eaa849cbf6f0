package org.lictor.archive;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an archive is of: the {@code meta.json} in it.
 *
 * @param version of the archive's form
 * @param id names the archive among others
 * @param index of the last change in the state
 * @param size of the state in bytes
 */
public record ArchiveMeta(int version, String id, long index, long term, long size) {
  /** The one form there is. */
  public static final int VERSION = 1;

  private static final Pattern TEXT = Pattern.compile("\"ID\"\\s*:\\s*\"([^\"\\\\]*)\"");

  /**
   * One of a state.
   *
   * @param atMillis when it was saved
   */
  public static ArchiveMeta of(long index, long term, long atMillis, long size) {
    return new ArchiveMeta(VERSION, term + "-" + index + "-" + atMillis, index, term, size);
  }

  /** As JSON. */
  String json() {
    return "{\"Version\":%d,\"ID\":\"%s\",\"Index\":%d,\"Term\":%d,\"Size\":%d}\n"
        .formatted(version, id, index, term, size);
  }

  /** Reads what {@link #json} wrote, or Consul; what is not there is 0. */
  static ArchiveMeta of(String json) {
    Matcher id = TEXT.matcher(json);
    return new ArchiveMeta(
        (int) number(json, "Version"),
        id.find() ? id.group(1) : "",
        number(json, "Index"),
        number(json, "Term"),
        number(json, "Size"));
  }

  private static long number(String json, String name) {
    Matcher found =
        Pattern.compile("\"" + name + "\"\\s*:\\s*([0-9]{1,18})(?![0-9])").matcher(json);
    return found.find() ? Long.parseLong(found.group(1)) : 0;
  }
}
