package org.lictor.dns;

import java.io.ByteArrayOutputStream;
import org.xbill.DNS.Message;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/** Messages as octets, with names compressed or in full. */
final class MessageForm {
  private MessageForm() {}

  static byte[] octets(Message message, boolean compressed) {
    if (compressed) {
      return message.toWire();
    }
    ByteArrayOutputStream octets = new ByteArrayOutputStream(512);
    octets.writeBytes(message.getHeader().toWire());
    for (int section = Section.QUESTION; section <= Section.ADDITIONAL; section++) {
      for (Record record : message.getSection(section)) {
        octets.writeBytes(record.toWire(section));
      }
    }
    return octets.toByteArray();
  }
}
