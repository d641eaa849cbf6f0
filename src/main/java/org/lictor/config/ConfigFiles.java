package org.lictor.config;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.lictor.config.file.ConfigText.Format;

/**
 * Finds and reads the files that the command line names, in its order; of a directory the files by
 * name, none of its sub-directories. Symbolic links are followed.
 */
final class ConfigFiles {
  /** A file of ten thousand services has about 3 MB. */
  private static final long MAX_BYTES = 16L << 20;

  private final Path directory;
  private final Optional<Format> forced;
  private final List<String> warnings;

  /**
   * Reads relative to a directory.
   *
   * @param format {@code hcl} or {@code json} for files of any name, or empty to go by their
   *     extension
   * @param warnings where to note files that are passed over
   */
  ConfigFiles(Path directory, Optional<String> format, List<String> warnings) {
    this.directory = directory;
    this.warnings = warnings;
    forced =
        format
            .filter(name -> !name.isEmpty())
            .map(
                name ->
                    switch (name) {
                      case "hcl" -> Format.HCL;
                      case "json" -> Format.JSON;
                      default ->
                          throw new ConfigException(
                              "config: -config-format must be either 'hcl' or 'json'");
                    });
  }

  List<Source> read(List<String> paths) {
    List<Source> sources = new ArrayList<>();
    for (String path : paths) {
      Path place = place(path);
      if (Files.isDirectory(place)) {
        readDirectory(path, place, sources);
      } else if (!Files.exists(place)) {
        throw new ConfigException(
            "config: Open failed on " + path + ". open " + path + ": no such file or directory");
      } else {
        Format format =
            formatOf(path)
                .orElseThrow(
                    () ->
                        new ConfigException(
                            "file "
                                + path
                                + " has unknown extension; must be .hcl or .json, or config format must be set"));
        sources.add(readFile(path, place, format));
      }
    }
    return sources;
  }

  private Path place(String path) {
    try {
      return directory.resolve(path);
    } catch (InvalidPathException e) {
      throw new ConfigException(
          "config: Open failed on " + Texts.quote(path) + ". " + e.getReason(), e);
    }
  }

  private void readDirectory(String name, Path place, List<Source> sources) {
    List<String> names;
    try (Stream<Path> entries = Files.list(place)) {
      names = entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new ConfigException("config: Readdir failed on " + name + ". " + reason(name, e), e);
    }
    for (String entry : names) {
      Path file = place.resolve(entry);
      if (Files.isDirectory(file)) continue;
      String shown = name.endsWith("/") ? name + entry : name + "/" + entry;
      Optional<Format> format = formatOf(entry);
      if (format.isPresent()) sources.add(readFile(shown, file, format.get()));
      else
        warnings.add(
            "skipping file "
                + shown
                + ", extension must be .hcl or .json, or config format must be set");
    }
  }

  private Optional<Format> formatOf(String name) {
    if (forced.isPresent()) return forced;
    if (name.endsWith(".json")) return Optional.of(Format.JSON);
    return name.endsWith(".hcl") ? Optional.of(Format.HCL) : Optional.empty();
  }

  private static Source readFile(String name, Path file, Format format) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new ConfigException(
            "config: failed to read " + name + ": larger than " + MAX_BYTES + " bytes");
      }
      return Source.parse(name, Files.readAllBytes(file), format);
    } catch (IOException e) {
      throw new ConfigException("config: failed to read " + name + ": " + reason(name, e), e);
    }
  }

  private static String reason(String name, IOException e) {
    if (e instanceof NoSuchFileException) return "open " + name + ": no such file or directory";
    return e instanceof AccessDeniedException
        ? "open " + name + ": permission denied"
        : String.valueOf(e.getMessage());
  }
}
