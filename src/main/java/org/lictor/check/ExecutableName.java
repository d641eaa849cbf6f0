package org.lictor.check;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Looks for a program before it is started, so that one that is not there is told in the words
 * Consul's users know.
 */
public final class ExecutableName {
  private ExecutableName() {}

  /** Why {@code name} cannot be run; empty if it can, as far as one sees. */
  public static Optional<String> problem(String name) {
    if (name.isEmpty()) {
      return Optional.of("exec: no command");
    }
    try {
      if (!name.contains("/")) {
        return isOnPath(name)
            ? Optional.empty()
            : Optional.of("exec: \"" + name + "\": executable file not found in $PATH");
      }
      Path file = Path.of(name);
      if (!Files.exists(file)) {
        return Optional.of("fork/exec " + name + ": no such file or directory");
      }
      return isProgram(file)
          ? Optional.empty()
          : Optional.of("fork/exec " + name + ": permission denied");
    } catch (InvalidPathException impossible) {
      return Optional.of("fork/exec " + name + ": invalid argument");
    }
  }

  static boolean isOnPath(String name) {
    String path = System.getenv("PATH");
    for (String folder : (path == null ? "" : path).split(File.pathSeparator)) {
      if (isProgram(Path.of(folder.isEmpty() ? "." : folder, name))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isProgram(Path file) {
    return Files.isExecutable(file) && !Files.isDirectory(file);
  }
}
