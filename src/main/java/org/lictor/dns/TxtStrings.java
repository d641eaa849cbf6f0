package org.lictor.dns;

import java.io.ByteArrayOutputStream;
import java.util.List;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/**
 * TXT from octets: the record's own constructor takes text and would read backslashes in it as
 * escapes.
 */
final class TxtStrings {
  private TxtStrings() {}

  static Record record(Name owner, long ttl, List<byte[]> strings) {
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    for (byte[] string : strings) {
      data.write(string.length);
      data.writeBytes(string);
    }
    return Record.newRecord(owner, Type.TXT, DClass.IN, ttl, data.toByteArray());
  }
}
