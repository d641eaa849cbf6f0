package org.lictor.dns;

import java.util.Arrays;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/** Records as octets (RFC 1035 §3.2.1), names in full and in the letter case they were given. */
final class WireForm {
  /** Type, class, TTL and the length of the data. */
  static final int FIXED = 10;

  private WireForm() {}

  /** All that follows the owner's name. */
  static byte[] afterOwner(Record record) {
    byte[] whole = record.toWire(Section.ANSWER);
    return Arrays.copyOfRange(whole, record.getName().length(), whole.length);
  }

  static Record withTtl(Record record, long ttl) {
    byte[] rest = afterOwner(record);
    return Record.newRecord(
        record.getName(),
        record.getType(),
        record.getDClass(),
        ttl,
        Arrays.copyOfRange(rest, FIXED, rest.length));
  }

  /**
   * {@code name} with a pointer to the longest part of it that the question at the start of a
   * message ends in (RFC 1035 §4.1.4).
   *
   * @param question the name in the question
   */
  static byte[] compressed(Name name, Name question) {
    for (int i = 0; i < name.labels() - 1; i++) {
      Name suffix = new Name(name, i);
      if (question.subdomain(suffix)) {
        int own = name.length() - suffix.length();
        int pointer = 0xC000 | 12 + question.length() - suffix.length();
        byte[] octets = Arrays.copyOf(name.toWire(), own + 2);
        octets[own] = (byte) (pointer >> 8);
        octets[own + 1] = (byte) pointer;
        return octets;
      }
    }
    return name.toWire();
  }

  static void putShort(byte[] octets, int at, int value) {
    octets[at] = (byte) (value >> 8);
    octets[at + 1] = (byte) value;
  }

  static void putInt(byte[] octets, int at, long value) {
    putShort(octets, at, (int) (value >> 16));
    putShort(octets, at + 2, (int) value);
  }

  static int getShort(byte[] octets, int at) {
    return (octets[at] & 0xFF) << 8 | octets[at + 1] & 0xFF;
  }
}
