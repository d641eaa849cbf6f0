package org.lictor.http.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.lictor.model.GoDuration;
import org.lictor.model.Octets;

/**
 * A JSON object from a client, read as Go's decoder reads it: names in any letter case, null as
 * "not given", no conversion between types, and in the end no field left over. One thread.
 */
public final class Fields {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final String path;
  private final Map<String, JsonNode> byName = new LinkedHashMap<>();
  private final Map<String, String> spelling = new LinkedHashMap<>();

  private Fields(String path, ObjectNode object) {
    this.path = path;
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      String key = field.getKey().toLowerCase(Locale.ROOT);
      byName.put(key, field.getValue());
      spelling.put(key, field.getKey());
    }
  }

  /** The object in {@code body}; only its first JSON value is looked at. */
  public static Fields of(byte[] body) {
    JsonNode tree = tree(body);
    if (tree.isNull()) {
      return new Fields("", MAPPER.createObjectNode());
    }
    if (tree instanceof ObjectNode object) {
      return new Fields("", object);
    }
    throw notOfType(tree, "map[string]interface {}");
  }

  /**
   * The objects of the list in {@code body}, null elements as objects without fields.
   *
   * @param listType Go's name of the list's type, for the message, and {@code type} of an element's
   */
  public static List<Fields> list(byte[] body, String listType, String type) {
    JsonNode tree = tree(body);
    List<Fields> elements = new ArrayList<>();
    if (tree.isNull()) {
      return elements;
    }
    if (!tree.isArray()) {
      throw notOfType(tree, listType);
    }
    for (JsonNode element : tree) {
      if (element instanceof ObjectNode object) {
        elements.add(new Fields("", object));
      } else if (element.isNull()) {
        elements.add(new Fields("", MAPPER.createObjectNode()));
      } else {
        throw notOfType(element, type);
      }
    }
    return elements;
  }

  private static BadBodyException notOfType(JsonNode value, String type) {
    return new BadBodyException(
        "json: cannot unmarshal " + typeOf(value) + " into Go value of type " + type);
  }

  /** The first JSON value in {@code body}. */
  static JsonNode tree(byte[] body) {
    // Jackson skips a byte order mark; Go takes it for what it is.
    if (body.length > 0 && body[0] == (byte) 0xEF) {
      throw new BadBodyException("invalid character '\u00ef' looking for beginning of value");
    }
    try (JsonParser parser = MAPPER.getFactory().createParser(body)) {
      JsonNode tree = MAPPER.readTree(parser);
      if (tree == null || tree.isMissingNode()) {
        throw new BadBodyException("EOF");
      }
      return tree;
    } catch (JsonProcessingException e) {
      throw new BadBodyException(
          e instanceof com.fasterxml.jackson.core.io.JsonEOFException
              ? "unexpected EOF"
              : "invalid character: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new BadBodyException("invalid character: " + e.getMessage());
    }
  }

  /** Whether the field is there and not null. */
  public boolean has(String name) {
    JsonNode value = byName.get(name.toLowerCase(Locale.ROOT));
    return value != null && !value.isNull();
  }

  /** Whether the field is there, be it null. */
  public boolean given(String name) {
    return byName.containsKey(name.toLowerCase(Locale.ROOT));
  }

  /** Text; empty when not given. */
  public String text(String name) {
    JsonNode value = take(name);
    if (value == null) {
      return "";
    }
    return value.isTextual() ? clean(value.textValue()) : wrong(value, name, "string");
  }

  public boolean flag(String name) {
    JsonNode value = take(name);
    if (value == null) {
      return false;
    }
    return value.isBoolean() ? value.booleanValue() : this.<Boolean>wrong(value, name, "bool");
  }

  /** A whole number; 0 when not given. */
  public int number(String name) {
    JsonNode value = take(name);
    if (value == null) {
      return 0;
    }
    if (value.isIntegralNumber() && value.canConvertToInt()) {
      return value.intValue();
    }
    return wrong(value, name, "int");
  }

  /** A number; 0 when not given. */
  public double real(String name) {
    JsonNode value = take(name);
    return value == null ? 0 : real(value, name);
  }

  /** A list of numbers; null when not given. */
  public @Nullable List<Double> reals(String name) {
    return list(name, element -> element.isNull() ? 0.0 : real(element, name));
  }

  private double real(JsonNode value, String name) {
    return value.isNumber() && Double.isFinite(value.doubleValue())
        ? value.doubleValue()
        : this.<Double>wrong(value, name, "float64");
  }

  /** A whole number from 0 on; 0 when not given. */
  public long unsigned(String name) {
    JsonNode value = take(name);
    if (value == null) {
      return 0;
    }
    return value.isIntegralNumber() && value.canConvertToLong() && value.longValue() >= 0
        ? value.longValue()
        : this.<Long>wrong(value, name, "uint64");
  }

  /** A whole number of 64 bits without a sign; 0 when not given. */
  public long unsigned64(String name) {
    JsonNode value = take(name);
    if (value == null) {
      return 0;
    }
    boolean fits =
        value.isIntegralNumber()
            && value.bigIntegerValue().signum() >= 0
            && value.bigIntegerValue().bitLength() <= Long.SIZE;
    return fits ? value.bigIntegerValue().longValue() : this.<Long>wrong(value, name, "uint64");
  }

  /** Bytes in base64; none when not given. */
  public Octets octets(String name) {
    JsonNode value = take(name);
    if (value == null) {
      return Octets.EMPTY;
    }
    return value.isTextual()
        ? Base64Text.decoded(value.textValue())
        : this.<Octets>wrong(value, name, "[]uint8");
  }

  /**
   * A duration in Go's words, or a number of nanoseconds; zero when not given, and when it is of
   * another type, as Consul has it.
   */
  public GoDuration duration(String name) {
    JsonNode value = take(name);
    if (value == null || !(value.isTextual() || value.isNumber())) {
      return GoDuration.ZERO;
    }
    if (value.isNumber()) {
      return new GoDuration(value.longValue());
    }
    try {
      return GoDuration.parse(value.textValue());
    } catch (IllegalArgumentException e) {
      throw new BadBodyException(String.valueOf(e.getMessage()));
    }
  }

  /** A list of text; null when not given. */
  public @Nullable List<String> texts(String name) {
    return list(
        name,
        element ->
            element.isNull()
                ? ""
                : element.isTextual()
                    ? clean(element.textValue())
                    : wrong(element, name, "string"));
  }

  /** A map of text; null when not given. */
  public @Nullable Map<String, String> textMap(String name) {
    return map(
        name,
        element ->
            element.isNull()
                ? ""
                : element.isTextual()
                    ? clean(element.textValue())
                    : wrong(element, name, "string"));
  }

  /** A map of lists of text; null when not given. */
  public @Nullable Map<String, List<String>> textsMap(String name) {
    return map(
        name,
        element -> {
          List<String> values = new ArrayList<>();
          if (element.isNull()) {
            return values;
          }
          if (!element.isArray()) {
            return wrong(element, name, "[]string");
          }
          element.forEach(
              each ->
                  values.add(
                      each.isTextual() ? clean(each.textValue()) : wrong(each, name, "string")));
          return values;
        });
  }

  /** A map of objects, each read by {@code each}; null when not given. */
  public <T> @Nullable Map<String, T> objectMap(String name, Function<Fields, T> each) {
    return map(name, element -> inner(name, element, each));
  }

  /** An object, read by {@code reader} until nothing is left of it; null when not given. */
  public <T> @Nullable T object(String name, Function<Fields, T> reader) {
    JsonNode value = take(name);
    return value == null ? null : inner(name, value, reader);
  }

  /** A list of objects; null when not given. */
  public <T> @Nullable List<T> objects(String name, Function<Fields, T> each) {
    return list(name, element -> inner(name, element, each));
  }

  /** Lets a field be written as {@code other} too; where both are given, {@code name} counts. */
  public Fields alias(String other, String name) {
    String key = other.toLowerCase(Locale.ROOT);
    JsonNode value = byName.remove(key);
    if (value != null) {
      String target = name.toLowerCase(Locale.ROOT);
      if (byName.putIfAbsent(target, value) == null) {
        spelling.put(target, spelling.getOrDefault(key, other));
      }
    }
    return this;
  }

  /** Takes a field that has no meaning here and may have any content. */
  public void skip(String... names) {
    for (String name : names) {
      take(name);
    }
  }

  /** Takes whatever is left, for objects whose unknown fields clients may send. */
  public void skipRest() {
    byName.clear();
  }

  /** Fails when a field was not asked for. */
  public void end() {
    for (String left : byName.keySet()) {
      throw new BadBodyException("json: unknown field \"" + spelling.get(left) + "\"");
    }
  }

  private <T> T inner(String name, JsonNode value, Function<Fields, T> reader) {
    if (value.isNull()) {
      return reader.apply(new Fields(path + "." + name, MAPPER.createObjectNode()));
    }
    if (!(value instanceof ObjectNode object)) {
      return wrong(value, name, "map[string]interface {}");
    }
    Fields fields = new Fields(path + "." + name, object);
    T read = reader.apply(fields);
    fields.end();
    return read;
  }

  private <T> @Nullable List<T> list(String name, Function<JsonNode, T> each) {
    JsonNode value = take(name);
    if (value == null) {
      return null;
    }
    if (!value.isArray()) {
      return wrong(value, name, "[]string");
    }
    List<T> values = new ArrayList<>(value.size());
    value.forEach(element -> values.add(each.apply(element)));
    return values;
  }

  private <T> @Nullable Map<String, T> map(String name, Function<JsonNode, T> each) {
    JsonNode value = take(name);
    if (value == null) {
      return null;
    }
    if (!value.isObject()) {
      return wrong(value, name, "map[string]string");
    }
    Map<String, T> values = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : value.properties()) {
      values.put(clean(field.getKey()), each.apply(field.getValue()));
    }
    return values;
  }

  private @Nullable JsonNode take(String name) {
    JsonNode value = byName.remove(name.toLowerCase(Locale.ROOT));
    return value == null || value.isNull() ? null : value;
  }

  private <T> T wrong(JsonNode value, String name, String type) {
    throw new BadBodyException(
        "json: cannot unmarshal "
            + typeOf(value)
            + " into Go struct field "
            + path
            + "."
            + name
            + " of type "
            + type);
  }

  private static String typeOf(JsonNode value) {
    return switch (value.getNodeType()) {
      case STRING -> "string";
      case NUMBER ->
          value.isIntegralNumber() && value.canConvertToInt()
              ? "number"
              : "number " + value.asText();
      case BOOLEAN -> "bool";
      case ARRAY -> "array";
      default -> "object";
    };
  }

  /**
   * Half a surrogate pair cannot be written as UTF-8: it becomes the replacement character, as in
   * Go.
   */
  private static String clean(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return repaired(text);
      }
    }
    return text;
  }

  private static String repaired(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints().forEach(c -> out.appendCodePoint(c >= 0xD800 && c <= 0xDFFF ? 0xFFFD : c));
    return out.toString();
  }
}
