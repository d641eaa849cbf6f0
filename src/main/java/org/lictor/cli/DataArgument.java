package org.lictor.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An argument that is the data itself, {@code @file} for a file's content, or {@code -} for
 * standard input.
 */
final class DataArgument {
  private DataArgument() {}

  static byte[] read(String argument, InputStream in) throws Failure {
    if (argument.equals("-")) {
      try {
        return in.readAllBytes();
      } catch (IOException e) {
        throw new Failure("Error! Failed to read stdin: " + e.getMessage());
      }
    }
    if (!argument.startsWith("@")) return argument.getBytes(StandardCharsets.UTF_8);
    String file = argument.substring(1);
    if (file.isEmpty())
      throw new Failure("Error! Failed to read file: open : no such file or directory");
    try {
      return Files.readAllBytes(Path.of(file));
    } catch (IOException e) {
      throw new Failure("Error! Failed to read file: ".concat(FileText.of(file, e)));
    }
  }
}
