package org.lictor.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.lictor.cli.net.Json;

/**
 * The services that configuration files define, in the form the API takes. A directory stands for
 * its files that end in .json, sorted by name; one in HCL is refused, not passed over. All files
 * are read before anything is registered, so that a mistake in the last one changes nothing.
 */
final class ServiceFiles {
  private ServiceFiles() {}

  static List<Map<String, Object>> read(List<String> arguments, InputStream in) throws Failure {
    List<Map<String, Object>> services = new ArrayList<>();
    for (String argument : arguments) {
      if (argument.equals("-")) {
        services.addAll(parse("-", text(in)));
        continue;
      }
      Path path = Path.of(argument);
      if (Files.isDirectory(path)) {
        for (Path file : listed(path)) services.addAll(parse(file.toString(), text(file)));
      } else {
        if (Files.exists(path) && !configuration(argument)) {
          throw new Failure(
              "Error: file "
                  + argument
                  + " has unknown extension; must be .hcl or .json, or config format must be set");
        }
        services.addAll(parse(argument, text(path)));
      }
    }
    return services;
  }

  private static boolean configuration(String name) {
    return name.endsWith(".json") || name.endsWith(".hcl");
  }

  private static List<Path> listed(Path directory) throws Failure {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries)
        if (configuration(entry.toString()) && Files.isRegularFile(entry)) files.add(entry);
    } catch (IOException e) {
      throw new Failure(
          "Error: config: Readdir failed on "
              + directory
              + ". "
              + FileText.of(directory.toString(), e));
    }
    Collections.sort(files);
    return files;
  }

  private static String text(Path file) throws Failure {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new Failure(
          "Error: config: Open failed on " + file + ". " + FileText.of(file.toString(), e));
    }
  }

  private static String text(InputStream in) throws Failure {
    try {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new Failure("Error: config: Read failed on standard input. " + e.getMessage());
    }
  }

  private static List<Map<String, Object>> parse(String source, String text) throws Failure {
    if (source.endsWith(".hcl"))
      throw new Failure(
          "Error: file " + source + " is HCL, which this command does not read; use JSON");
    Object parsed;
    try {
      parsed = CommentedJson.parse(text);
    } catch (IOException e) {
      throw new Failure("Error: failed to parse " + source + ": " + e.getMessage());
    }
    if (!(parsed instanceof Map))
      throw new Failure("Error: failed to parse " + source + ": the file must hold one object");
    try {
      return ServiceDefinition.allIn(Json.object(parsed));
    } catch (ServiceDefinition.BadDefinitionException e) {
      throw new Failure("Error: failed to parse " + source + ": " + e.getMessage());
    }
  }
}
