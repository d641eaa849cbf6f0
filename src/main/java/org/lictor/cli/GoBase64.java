package org.lictor.cli;

import java.io.ByteArrayOutputStream;
import java.util.Base64;

/** Standard base 64 with padding; line ends are skipped, as in Go. */
final class GoBase64 {
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=";

  private GoBase64() {}

  /** Says at which byte the text stopped being base 64. */
  static final class CorruptException extends Exception {
    private static final long serialVersionUID = 1;

    CorruptException(int at) {
      super("illegal base64 data at input byte " + at);
    }
  }

  static byte[] decode(byte[] text) throws CorruptException {
    ByteArrayOutputStream bare = new ByteArrayOutputStream(text.length);
    for (int i = 0; i < text.length; i++) {
      if (text[i] == '\n' || text[i] == '\r') continue;
      if (ALPHABET.indexOf(text[i]) < 0) throw new CorruptException(i);
      bare.write(text[i]);
    }
    if (bare.size() % 4 != 0) throw new CorruptException(text.length);
    try {
      return Base64.getDecoder().decode(bare.toByteArray());
    } catch (IllegalArgumentException e) {
      throw new CorruptException(text.length);
    }
  }
}
