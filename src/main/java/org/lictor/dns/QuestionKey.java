package org.lictor.dns;

import java.util.Arrays;
import org.xbill.DNS.Name;

/**
 * The name of a question in lower case, its type and its class, as octets. One that is kept never
 * changes; one that is only looked up by may be set again and again by its thread.
 */
final class QuestionKey {
  private byte[] octets;
  private int length;
  private int hash;

  QuestionKey() {
    this.octets = new byte[0];
  }

  /** The key of a question that {@link PlainRequest} did not read. */
  static QuestionKey of(Name name, int type, int questionClass) {
    byte[] wire = name.toWireCanonical();
    byte[] octets = Arrays.copyOf(wire, wire.length + 4);
    WireForm.putShort(octets, wire.length, type);
    WireForm.putShort(octets, wire.length + 2, questionClass);
    QuestionKey key = new QuestionKey();
    key.set(octets, octets.length);
    return key;
  }

  void set(byte[] from, int count) {
    octets = from;
    length = count;
    int sum = 1;
    for (int i = 0; i < count; i++) {
      sum = 31 * sum + from[i];
    }
    hash = sum;
  }

  QuestionKey copy() {
    QuestionKey key = new QuestionKey();
    key.set(Arrays.copyOf(octets, length), length);
    return key;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof QuestionKey key
        && hash == key.hash
        && Arrays.equals(octets, 0, length, key.octets, 0, key.length);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
