package org.lictor.http.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.lictor.http.wire.ConfigSchema.Field;
import org.lictor.model.ConfigEntry;
import org.lictor.model.GoDuration;

/** Entries of the central configuration in the shapes of {@code /v1/config}. */
public final class ConfigEntryJson {
  private ConfigEntryJson() {}

  /** Whether there are entries of that kind, if only with other agents. */
  public static boolean isKind(String kind) {
    return !kind.startsWith("@") && ConfigSchema.of(kind) != null;
  }

  /** {@code /v1/config/:kind/:name}. */
  public static byte[] one(ConfigEntry entry) {
    return whole(entry).getBytes(StandardCharsets.UTF_8);
  }

  /** {@code /v1/config/:kind}. */
  public static byte[] all(List<ConfigEntry> entries) {
    StringBuilder out = new StringBuilder("[");
    for (ConfigEntry entry : entries) {
      out.append(out.length() == 1 ? "" : ",").append(whole(entry));
    }
    return out.append(']').toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String whole(ConfigEntry entry) {
    String content = entry.content();
    return content.substring(0, content.length() - 1)
        + ",\"CreateIndex\":"
        + entry.indexes().create()
        + ",\"ModifyIndex\":"
        + entry.indexes().modify()
        + '}';
  }

  /** An entry without its indexes. */
  static void entry(
      JsonGenerator out, ConfigSchema schema, String kind, String name, Map<String, Object> values)
      throws IOException {
    out.writeStartObject();
    fields(out, schema, values, true);
    out.writeStringField("Kind", kind);
    out.writeStringField("Name", name);
    fields(out, schema, values, false);
    out.writeEndObject();
  }

  private static void fields(
      JsonGenerator out, ConfigSchema schema, Map<String, Object> values, boolean first)
      throws IOException {
    for (Field field : schema.fields()) {
      Object value = values.get(field.name());
      if (field.first() == first && (field.always() || says(field, value))) {
        out.writeFieldName(field.name());
        value(out, field, value);
      }
    }
  }

  /** Whether it is more than nothing. An object that was given is, even when it is empty. */
  private static boolean says(Field field, @Nullable Object value) {
    if (value == null) {
      return false;
    }
    return switch (field.type()) {
      case TEXT -> !((String) value).isEmpty();
      case NUMBER -> (long) value != 0;
      case DECIMAL -> (double) value != 0;
      case FLAG -> (boolean) value;
      case DURATION, NANOS -> ((GoDuration) value).nanos() != 0;
      case TEXTS, NUMBERS, LIST -> !((Collection<?>) value).isEmpty();
      case MAP, BYKEY -> !((Map<?, ?>) value).isEmpty();
      case ANY, OBJECT -> true;
    };
  }

  private static void value(JsonGenerator out, Field field, @Nullable Object value)
      throws IOException {
    switch (field.type()) {
      case TEXT -> out.writeString(value == null ? "" : (String) value);
      case NUMBER -> out.writeNumber(value == null ? 0 : (long) value);
      case DECIMAL -> decimal(out, value == null ? 0 : (double) value);
      case FLAG -> out.writeBoolean(value != null && (boolean) value);
      case DURATION -> out.writeString(String.valueOf(value));
      case NANOS -> out.writeNumber(value == null ? 0 : ((GoDuration) value).nanos());
      case OBJECT -> object(out, field, value == null ? Map.of() : value);
      case ANY -> {
        if (value == null) {
          out.writeNull();
        } else {
          any(out, (JsonNode) value);
        }
      }
      case TEXTS, NUMBERS, LIST -> {
        if (value == null) {
          out.writeNull();
        } else {
          list(out, field, (List<?>) value);
        }
      }
      case MAP, BYKEY -> map(out, field, value == null ? Map.of() : (Map<?, ?>) value);
    }
  }

  private static void decimal(JsonGenerator out, double value) throws IOException {
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      out.writeNumber((long) value);
    } else {
      out.writeNumber((float) value);
    }
  }

  @SuppressWarnings("unchecked") // made by ConfigReader from the same schema
  private static void object(JsonGenerator out, Field field, Object value) throws IOException {
    out.writeStartObject();
    fields(out, field.inner(), (Map<String, Object>) value, false);
    out.writeEndObject();
  }

  private static void list(JsonGenerator out, Field field, List<?> values) throws IOException {
    out.writeStartArray();
    for (Object each : values) {
      element(out, field, each);
    }
    out.writeEndArray();
  }

  private static void map(JsonGenerator out, Field field, Map<?, ?> values) throws IOException {
    out.writeStartObject();
    for (Map.Entry<?, ?> entry : values.entrySet()) {
      out.writeFieldName((String) entry.getKey());
      element(out, field, entry.getValue());
    }
    out.writeEndObject();
  }

  private static void element(JsonGenerator out, Field field, Object value) throws IOException {
    switch (field.type()) {
      case NUMBERS -> out.writeNumber((long) value);
      case LIST, BYKEY -> object(out, field, value);
      default -> out.writeString((String) value);
    }
  }

  /** Whatever was given, with the names of each object sorted, as Go writes its maps. */
  private static void any(JsonGenerator out, JsonNode value) throws IOException {
    if (value.isObject()) {
      Map<String, JsonNode> sorted = new TreeMap<>();
      value.properties().forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
      out.writeStartObject();
      for (Map.Entry<String, JsonNode> entry : sorted.entrySet()) {
        out.writeFieldName(entry.getKey());
        any(out, entry.getValue());
      }
      out.writeEndObject();
    } else if (value.isArray()) {
      out.writeStartArray();
      for (JsonNode each : value) {
        any(out, each);
      }
      out.writeEndArray();
    } else if (value.isTextual()) {
      out.writeString(value.textValue());
    } else {
      out.writeRawValue(value.toString());
    }
  }
}
