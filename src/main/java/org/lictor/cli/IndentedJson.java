package org.lictor.cli;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON laid out as Go's {@code MarshalIndent} does: one member a line, one space after a colon,
 * empty ones closed up; or as its {@code Marshal} does, without any white space.
 */
final class IndentedJson {
  private final StringBuilder text = new StringBuilder();
  private final @Nullable String indent;

  private IndentedJson(@Nullable String indent) {
    this.indent = indent;
  }

  /** Lays out maps, lists, texts, numbers, booleans and null. */
  static String of(@Nullable Object value, String indent) {
    IndentedJson json = new IndentedJson(indent);
    json.append(value, 0);
    return json.text.toString();
  }

  /** The same without white space. */
  static String compact(@Nullable Object value) {
    IndentedJson json = new IndentedJson(null);
    json.append(value, 0);
    return json.text.toString();
  }

  private void append(@Nullable Object value, int depth) {
    if (value instanceof Map<?, ?> object) {
      text.append('{');
      boolean first = true;
      for (Map.Entry<?, ?> member : object.entrySet()) {
        line(first, depth + 1);
        quote(String.valueOf(member.getKey()));
        text.append(indent == null ? ":" : ": ");
        append(member.getValue(), depth + 1);
        first = false;
      }
      close(object.isEmpty(), depth, '}');
    } else if (value instanceof List<?> list) {
      text.append('[');
      boolean first = true;
      for (Object element : list) {
        line(first, depth + 1);
        append(element, depth + 1);
        first = false;
      }
      close(list.isEmpty(), depth, ']');
    } else if (value == null || value instanceof Number || value instanceof Boolean) {
      text.append(value);
    } else {
      quote(value.toString());
    }
  }

  private void line(boolean first, int depth) {
    if (!first) text.append(',');
    if (indent == null) return;
    text.append('\n');
    for (int i = 0; i < depth; i++) text.append(indent);
  }

  private void close(boolean empty, int depth, char end) {
    if (!empty && indent != null) {
      text.append('\n');
      for (int i = 0; i < depth; i++) text.append(indent);
    }
    text.append(end);
  }

  // Go writes these three as escapes so that its output may stand inside HTML.
  private void quote(String value) {
    String escaped = new String(JsonStringEncoder.getInstance().quoteAsString(value));
    text.append('"')
        .append(escaped.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"))
        .append('"');
  }
}
