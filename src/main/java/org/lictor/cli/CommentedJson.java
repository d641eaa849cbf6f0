package org.lictor.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.lictor.cli.net.Json;

/** The JSON of configuration files, in which comments are allowed. */
final class CommentedJson {
  private CommentedJson() {}

  static @Nullable Object parse(String text) throws IOException {
    JsonFactory factory =
        JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .enable(JsonReadFeature.ALLOW_YAML_COMMENTS)
            .build();
    try (JsonParser parser = factory.createParser(text)) {
      if (parser.nextToken() == null) throw new IOException("unexpected end of JSON input");
      Object value = Json.value(parser);
      if (parser.nextToken() != null)
        throw new IOException("unexpected text after the end of the JSON object");
      return value;
    } catch (JsonEOFException e) {
      throw new IOException("unexpected end of JSON input");
    } catch (JsonProcessingException e) {
      throw new IOException(e.getOriginalMessage() + " (line " + e.getLocation().getLineNr() + ")");
    }
  }
}
