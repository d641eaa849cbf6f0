package org.lictor.archive;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The checksum of the files in an archive. */
final class Sha256 {
  private Sha256() {}

  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has it", e);
    }
  }
}
