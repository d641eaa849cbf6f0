package org.lictor.dns;

import java.io.IOException;
import java.net.InetAddress;
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
      @Nullable InetAddress client,
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
    if (request.getQuestion() == null) {
      // A message that says that it is cut may be read without it.
      return headerOnly(octets, Rcode.FORMERR, out);
    }
    Message reply = reply(shelf, request, transport, client, now, outside);
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
      @Nullable InetAddress client,
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
    ClientSubnetOption subnet = opt == null ? null : subnet(opt);
    if (opt != null) {
      reply.addRecord(echo(opt, subnet, 0), Section.ADDITIONAL);
    }
    reply.getHeader().setFlag(Flags.AA);
    if (isTransfer(question.getType())) {
      reply.getHeader().setRcode(Rcode.NOTIMP);
      return reply;
    }
    Caller caller = new Caller(client, subnet == null ? null : subnet.getAddress());
    Finding finding = find(shelf, name, question, now, caller, outside != null);
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
    if (opt != null && subnet != null && bySubnet(shelf, name, question, finding)) {
      reply.removeAllRecords(Section.ADDITIONAL);
      reply.addRecord(echo(opt, subnet, subnet.getSourcePrefixLength()), Section.ADDITIONAL);
    }
    int ednsSize = opt == null ? 0 : Math.max(1, opt.getPayloadSize());
    new ReplyFitter(shelf.settings, random).fit(reply, finding, transport, ednsSize, now);
    return reply;
  }

  private Finding find(
      AnswerShelf shelf, Name name, Record question, long now, Caller caller, boolean patient) {
    QuestionKey key = QuestionKey.of(name, question.getType(), question.getDClass());
    Kept kept = shelf.get(key);
    if (kept == null) {
      kept = shelf.find(key, name.canonicalize(), question.getType(), now, random, caller, patient);
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

  /** Whether others may get another answer: prepared queries can be near to who asks. */
  private static boolean bySubnet(AnswerShelf shelf, Name name, Record question, Finding finding) {
    Name zone = shelf.zones.of(name);
    return zone != null
        && finding.rcode() == Rcode.NOERROR
        && DnsQuestion.parse(name, zone, question.getType(), shelf.settings.datacenter())
            instanceof DnsQuestion.Prepared;
  }

  private static @Nullable ClientSubnetOption subnet(OPTRecord opt) {
    for (EDNSOption option : opt.getOptions()) {
      if (option instanceof ClientSubnetOption subnet) {
        return subnet;
      }
    }
    return null;
  }

  /**
   * The client's own OPT, with its subnet and how much of that the answer depends on (RFC 7871
   * §7.2.1).
   */
  private static OPTRecord echo(OPTRecord opt, @Nullable ClientSubnetOption subnet, int scope) {
    return subnet == null
        ? new OPTRecord(opt.getPayloadSize(), 0, 0)
        : new OPTRecord(
            opt.getPayloadSize(),
            0,
            0,
            0,
            List.of(
                new ClientSubnetOption(
                    subnet.getSourcePrefixLength(), scope, subnet.getAddress())));
  }
}
