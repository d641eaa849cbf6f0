package org.lictor.dns;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.lictor.dns.AnswerShelf.Kept;
import org.xbill.DNS.ClientSubnetOption;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Header;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Answers any message, by way of dnsjava's messages. One thread. */
final class Clerk {
  private final RandomGenerator random;

  Clerk(RandomGenerator random) {
    this.random = random;
  }

  /**
   * Answers as {@link DnsDesk#answer} says.
   *
   * @param outside for names that lead out of our domains; null when there is no time to wait for
   *     the recursors, nor for a server
   */
  int answer(
      AnswerShelf shelf,
      byte[] octets,
      int length,
      Transport transport,
      long now,
      OpenAliases.@Nullable Outside outside,
      byte[] out)
      throws IOException {
    int refusal = refusal(octets);
    if (refusal != Rcode.NOERROR) {
      return headerOnly(octets, refusal, out);
    }
    Message request;
    try {
      request = new Message(Arrays.copyOf(octets, length));
    } catch (IOException | RuntimeException malformed) {
      return headerOnly(octets, Rcode.FORMERR, out);
    }
    Message reply = reply(shelf, request, transport, now, outside);
    if (reply == null) {
      return DnsDesk.RECURSE;
    }
    byte[] written = MessageForm.octets(reply, shelf.settings.compress());
    System.arraycopy(written, 0, out, 0, written.length);
    return written.length;
  }

  /** Why the message is not looked at, by its header alone. */
  private static int refusal(byte[] octets) {
    int opcode = octets[2] >> 3 & 15;
    if (opcode != Opcode.QUERY && opcode != Opcode.NOTIFY) {
      return Rcode.NOTIMP;
    }
    boolean odd =
        WireForm.getShort(octets, 4) != 1
            || WireForm.getShort(octets, 6) > 1
            || WireForm.getShort(octets, 8) > 1
            || WireForm.getShort(octets, 10) > 2;
    return odd ? Rcode.FORMERR : Rcode.NOERROR;
  }

  static int headerOnly(byte[] request, int rcode, byte[] out) {
    System.arraycopy(request, 0, out, 0, PlainRequest.HEADER);
    out[2] = (byte) (0x80 | request[2] & 0x79);
    out[3] = (byte) rcode;
    Arrays.fill(out, 4, PlainRequest.HEADER, (byte) 0);
    return PlainRequest.HEADER;
  }

  /** Whether no two answers to such a question are the same, or there is none. */
  static boolean isForClerk(int type) {
    return type == Type.SOA || type == Type.NS || isTransfer(type);
  }

  private static boolean isTransfer(int type) {
    return type == Type.AXFR || type == Type.IXFR;
  }

  /** Whether the recursors may know what we do not: addresses are not ours alone. */
  static boolean mayRecurse(AnswerShelf shelf, Finding finding) {
    return finding.byAddress()
        && finding.rcode() == Rcode.NXDOMAIN
        && shelf.settings.recursion().available();
  }

  private @Nullable Message reply(
      AnswerShelf shelf,
      Message request,
      Transport transport,
      long now,
      OpenAliases.@Nullable Outside outside) {
    Record question = request.getQuestion();
    Name name = question.getName();
    OPTRecord opt = request.getOPT();
    Message reply = begin(shelf, request);
    if (opt != null && opt.getVersion() != 0) {
      reply.addRecord(
          new OPTRecord(opt.getPayloadSize(), Rcode.BADVERS >> 4, 0), Section.ADDITIONAL);
      return reply;
    }
    boolean recursion = shelf.settings.recursion().available();
    boolean inZone = shelf.zones.of(name) != null;
    if (!inZone && !Zones.reverse(name)) {
      reply.getHeader().setRcode(Rcode.REFUSED);
      return recursion ? null : reply;
    }
    if (opt != null) {
      reply.addRecord(echo(opt), Section.ADDITIONAL);
    }
    reply.getHeader().setFlag(Flags.AA);
    if (isTransfer(question.getType())) {
      reply.getHeader().setRcode(Rcode.NOTIMP);
      return reply;
    }
    Finding finding = find(shelf, name, question, now, outside != null);
    if (mayRecurse(shelf, finding)) {
      return null;
    }
    OpenAliases aliases = new OpenAliases(shelf.zones);
    if (recursion && aliases.in(finding)) {
      if (outside == null) {
        return null;
      }
      finding = aliases.followed(finding, outside, random);
    }
    reply.getHeader().setRcode(finding.rcode());
    int ednsSize = opt == null ? 0 : Math.max(1, opt.getPayloadSize());
    new ReplyFitter(shelf.settings, random).fit(reply, finding, transport, ednsSize, now);
    return reply;
  }

  private Finding find(AnswerShelf shelf, Name name, Record question, long now, boolean patient) {
    QuestionKey key = QuestionKey.of(name, question.getType(), question.getDClass());
    Kept kept = shelf.get(key);
    if (kept == null) {
      kept = shelf.find(key, name.canonicalize(), question.getType(), now, random, patient);
    }
    if (kept == null) {
      throw new IllegalStateException("no zone for " + name);
    }
    return kept.finding();
  }

  private static Message begin(AnswerShelf shelf, Message request) {
    Header asked = request.getHeader();
    Message reply = new Message(asked.getID());
    Header header = reply.getHeader();
    header.setOpcode(asked.getOpcode());
    header.setFlag(Flags.QR);
    if (asked.getFlag(Flags.RD)) {
      header.setFlag(Flags.RD);
    }
    if (shelf.settings.recursion().available()) {
      header.setFlag(Flags.RA);
    }
    reply.addRecord(request.getQuestion(), Section.QUESTION);
    return reply;
  }

  /**
   * The client's own OPT, with its subnet for which, as for any other, the answer is the same (RFC
   * 7871 §7.2.1).
   */
  private static OPTRecord echo(OPTRecord opt) {
    for (EDNSOption option : opt.getOptions()) {
      if (option instanceof ClientSubnetOption subnet) {
        EDNSOption same =
            new ClientSubnetOption(subnet.getSourcePrefixLength(), 0, subnet.getAddress());
        return new OPTRecord(opt.getPayloadSize(), 0, 0, 0, List.of(same));
      }
    }
    return new OPTRecord(opt.getPayloadSize(), 0, 0);
  }
}
