package org.lictor.config;

import java.util.Base64;
import java.util.Set;

/** The rules of {@code encrypt}: standard base64 of a key for AES. */
final class EncryptionKey {
  private static final Set<Integer> SIZES = Set.of(16, 24, 32);
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

  private EncryptionKey() {}

  static void validate(String text) {
    byte[] key;
    try {
      if (text.length() % 4 != 0) throw new IllegalArgumentException("padding is missing");
      key = Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new ConfigException(
          "encrypt has invalid key: illegal base64 data at input byte " + illegalAt(text), e);
    }
    if (!SIZES.contains(key.length)) {
      throw new ConfigException("Failed to configure keyring: key size must be 16, 24 or 32 bytes");
    }
  }

  /** Go's decoder names the first byte that is no digit, or the group that the text is cut in. */
  private static int illegalAt(String text) {
    for (int i = 0; i < text.length(); i++) {
      boolean padding = text.charAt(i) == '=' && i >= text.length() - 2;
      if (ALPHABET.indexOf(text.charAt(i)) < 0 && !padding) return i;
    }
    return text.length() - text.length() % 4;
  }
}
