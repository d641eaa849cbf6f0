package org.lictor.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.lictor.config.file.ConfigSyntaxException;
import org.lictor.config.file.ConfigText;

/** A configuration entry in a file, in HCL or JSON; {@code -} is standard input. */
final class ConfigFile {
  private ConfigFile() {}

  static Map<String, Object> read(String argument, InputStream in) throws Failure {
    String text = text(argument, in);
    try {
      return ConfigText.parse(text, ConfigText.Format.HCL);
    } catch (ConfigSyntaxException e) {
      throw new Failure("Failed to decode config entry input: ".concat(e.getMessage()));
    }
  }

  private static String text(String argument, InputStream in) throws Failure {
    try {
      byte[] bytes =
          argument.equals("-") ? in.readAllBytes() : Files.readAllBytes(Path.of(argument));
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new Failure(
          "Failed to load data: Failed to read file: ".concat(FileText.of(argument, e)));
    }
  }

  /** One of an entry's own fields, in either spelling; empty when it has none. */
  static String field(Map<String, Object> entry, String name) {
    for (Map.Entry<String, Object> field : entry.entrySet()) {
      if (field.getKey().equalsIgnoreCase(name)) return String.valueOf(field.getValue());
    }
    return "";
  }
}
