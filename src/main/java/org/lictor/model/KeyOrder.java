package org.lictor.model;

import java.util.Comparator;

/**
 * Orders keys by the bytes of their UTF-8 form, as lists of keys are ordered on the wire. Java's
 * own order differs where a character outside the basic plane meets one of U+E000 to U+FFFF.
 */
public enum KeyOrder implements Comparator<String> {
  INSTANCE;

  @Override
  public int compare(String left, String right) {
    int end = Math.min(left.length(), right.length());
    for (int i = 0; i < end; i++) {
      char a = left.charAt(i);
      char b = right.charAt(i);
      if (a != b) {
        return Character.isSurrogate(a) != Character.isSurrogate(b)
            ? (Character.isSurrogate(a) ? 1 : -1)
            : a - b;
      }
    }
    return left.length() - right.length();
  }
}
