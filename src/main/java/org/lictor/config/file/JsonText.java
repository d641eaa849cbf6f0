package org.lictor.config.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON with {@code #}, {@code //} and {@code /* … *}{@code /} comments. Of a key given twice the
 * later value counts, as in Go; a key whose value is null is as good as absent.
 */
final class JsonText {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
          .enable(JsonReadFeature.ALLOW_YAML_COMMENTS)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(ConfigText.MAX_DEPTH).build())
          .build();

  private JsonText() {}

  static Map<String, Object> parse(String text) throws ConfigSyntaxException {
    try (JsonParser parser = FACTORY.createParser(text)) {
      JsonToken first = parser.nextToken();
      if (first == null) return new LinkedHashMap<>();
      if (first != JsonToken.START_OBJECT) {
        throw new ConfigSyntaxException(
            "json: cannot unmarshal "
                + kind(first)
                + " into Go value of type map[string]interface {}");
      }
      Map<String, Object> tree = object(parser);
      if (parser.nextToken() != null) throw at(parser, "unexpected content after top-level value");
      return tree;
    } catch (JsonEOFException e) {
      throw new ConfigSyntaxException("unexpected end of JSON input");
    } catch (JsonProcessingException e) {
      String place =
          e.getLocation() == null
              ? ""
              : "At " + e.getLocation().getLineNr() + ":" + e.getLocation().getColumnNr() + ": ";
      throw new ConfigSyntaxException(place + e.getOriginalMessage());
    } catch (IOException e) {
      throw new ConfigSyntaxException(String.valueOf(e.getMessage()));
    }
  }

  private static Map<String, Object> object(JsonParser parser)
      throws IOException, ConfigSyntaxException {
    Map<String, Object> members = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      parser.nextToken();
      Object value = value(parser);
      if (value != null) members.put(key, value);
    }
    return members;
  }

  private static List<@Nullable Object> array(JsonParser parser)
      throws IOException, ConfigSyntaxException {
    List<@Nullable Object> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) items.add(value(parser));
    return items;
  }

  private static @Nullable Object value(JsonParser parser)
      throws IOException, ConfigSyntaxException {
    JsonToken token = parser.currentToken();
    if (token == null) throw new ConfigSyntaxException("unexpected end of JSON input");
    return switch (token) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Numbers.of(parser.getText());
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> throw at(parser, "unexpected " + token);
    };
  }

  private static String kind(JsonToken token) {
    return switch (token) {
      case START_ARRAY -> "array";
      case VALUE_STRING -> "string";
      case VALUE_TRUE, VALUE_FALSE -> "bool";
      case VALUE_NULL -> "null";
      default -> "number";
    };
  }

  private static ConfigSyntaxException at(JsonParser parser, String what) {
    return ConfigSyntaxException.at(
        parser.currentTokenLocation().getLineNr(),
        parser.currentTokenLocation().getColumnNr(),
        what);
  }
}
