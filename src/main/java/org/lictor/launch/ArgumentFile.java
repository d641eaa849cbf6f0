package org.lictor.launch;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A file for {@code java @file}: one argument a line, quoted as the launcher of the JDK reads it.
 */
final class ArgumentFile {
  private ArgumentFile() {}

  static void write(Path file, List<String> arguments) throws IOException {
    StringBuilder text = new StringBuilder();
    for (String argument : arguments) text.append(quoted(argument)).append('\n');
    // The launcher reads bytes in the platform's encoding, not UTF-8.
    Files.writeString(file, text, Charset.forName(System.getProperty("native.encoding", "UTF-8")));
  }

  // In quotes, white space and # are plain; only the quote and the backslash need an escape. A line
  // break would end the argument.
  static String quoted(String argument) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < argument.length(); i++) {
      char c = argument.charAt(i);
      switch (c) {
        case '"', '\\' -> quoted.append('\\').append(c);
        case '\n' -> quoted.append("\\n");
        case '\r' -> quoted.append("\\r");
        default -> quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
