package org.lictor.launch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Short names for versions of things in the cache: the same content has the same name, as far as
 * size and time of a file tell.
 */
final class Fingerprint {
  private static final int LENGTH = 12;

  private Fingerprint() {}

  /** Of a file's content, wherever it lies: copies that keep the time share it. */
  static String ofFile(Path file) throws IOException {
    return of(List.of(Long.toString(Files.size(file)), Files.getLastModifiedTime(file).toString()));
  }

  static String of(List<String> parts) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(String.join("\n", parts).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, LENGTH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
