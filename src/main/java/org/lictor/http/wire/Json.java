package org.lictor.http.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Renders JSON as Go's encoder does: compact, fields in the order they are written, {@code <>&}
 * escaped. Any thread.
 */
public final class Json {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().build().setCharacterEscapes(new GoEscapes());

  private Json() {}

  /** What writes a value. */
  @FunctionalInterface
  public interface Content {
    void writeTo(JsonGenerator out) throws IOException;
  }

  /** The UTF-8 bytes of {@code content}. */
  public static byte[] bytes(Content content) {
    ByteArrayBuilder buffer = new ByteArrayBuilder(512);
    try (JsonGenerator out = FACTORY.createGenerator(buffer)) {
      content.writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a buffer in memory does not fail
    }
    return buffer.toByteArray();
  }

  /** A map of text, {@code null} when it is absent. */
  public static void map(JsonGenerator out, String field, @Nullable Map<String, String> values)
      throws IOException {
    if (values == null) {
      out.writeNullField(field);
      return;
    }
    out.writeObjectFieldStart(field);
    for (Map.Entry<String, String> entry : values.entrySet()) {
      out.writeStringField(entry.getKey(), entry.getValue());
    }
    out.writeEndObject();
  }

  /** An array of text, empty when it is absent. */
  public static void list(JsonGenerator out, String field, @Nullable Iterable<String> values)
      throws IOException {
    out.writeArrayFieldStart(field);
    if (values != null) {
      for (String value : values) {
        out.writeString(value);
      }
    }
    out.writeEndArray();
  }

  /** An array of text, {@code null} when it is absent. */
  public static void listOrNull(JsonGenerator out, String field, @Nullable Iterable<String> values)
      throws IOException {
    if (values == null) {
      out.writeNullField(field);
    } else {
      list(out, field, values);
    }
  }

  /** A field that is left out when it is empty. */
  static void unlessEmpty(JsonGenerator out, String field, String value) throws IOException {
    if (!value.isEmpty()) {
      out.writeStringField(field, value);
    }
  }

  /**
   * Go's {@code encoding/json} escapes what could end a script element, and line ends that
   * JavaScript does not take.
   */
  private static final class GoEscapes extends CharacterEscapes {
    private static final long serialVersionUID = 1L;
    private static final Set<Character> ESCAPED = Set.of('<', '>', '&');
    private static final SerializableString BACKSPACE = new SerializedString("\\u0008");
    private static final SerializableString FORM_FEED = new SerializedString("\\u000c");
    private final int[] ascii = CharacterEscapes.standardAsciiEscapesForJSON();

    GoEscapes() {
      for (char c : ESCAPED) {
        ascii[c] = CharacterEscapes.ESCAPE_CUSTOM;
      }
      ascii['\b'] = CharacterEscapes.ESCAPE_CUSTOM;
      ascii['\f'] = CharacterEscapes.ESCAPE_CUSTOM;
    }

    @Override
    public int[] getEscapeCodesForAscii() {
      return ascii.clone();
    }

    @Override
    public @Nullable SerializableString getEscapeSequence(int c) {
      return switch (c) {
        case '<' -> new SerializedString("\\u003c");
        case '>' -> new SerializedString("\\u003e");
        case '&' -> new SerializedString("\\u0026");
        case '\b' -> BACKSPACE;
        case '\f' -> FORM_FEED;
        case 0x2028 -> new SerializedString("\\u2028");
        case 0x2029 -> new SerializedString("\\u2029");
        default -> null;
      };
    }
  }
}
