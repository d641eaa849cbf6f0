package org.lictor.dns;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.lictor.dns.Finding.Found;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * Fits a finding to what the client can take, with messages as dnsjava has them: for the questions
 * that {@link PackedWriter} does not know. One thread.
 */
final class ReplyFitter {
  private final DnsSettings settings;
  private final RandomGenerator random;

  ReplyFitter(DnsSettings settings, RandomGenerator random) {
    this.settings = settings;
    this.random = random;
  }

  /**
   * Adds to {@code reply}, which has its question and OPT record already, the part of {@code
   * finding} that fits.
   *
   * @param ednsSize what the client can take over UDP; 0 when it did not say
   */
  void fit(Message reply, Finding finding, Transport transport, int ednsSize, long now) {
    SizeLimit limit = SizeLimit.of(transport, ednsSize);
    Name client = reply.getQuestion().getName();
    List<Found> found = new ArrayList<>(finding.answers());
    if (finding.shuffled()) {
      Shuffle.all(found, random);
    }
    int most = finding.most() > 0 ? Math.min(finding.most(), found.size()) : found.size();
    List<Record> answers =
        answers(found.subList(0, most), client, ednsSize > 0 || transport == Transport.TCP);
    boolean servers = !answers.isEmpty() && answers.get(0).getType() == Type.SRV;
    answers = answers.subList(0, Math.min(answers.size(), limit.most(servers)));
    List<Record> additional = new ArrayList<>();
    found.subList(0, most).forEach(one -> additional.addAll(one.companions()));
    additional.addAll(finding.additional());
    List<Record> authority = new ArrayList<>(finding.authority());
    if (finding.zone() != null) {
      authority.add(new RecordFactory(settings).soa(finding.zone(), now));
    }
    new Attempt(reply, limit, client).fit(answers, authority, additional);
  }

  /** Answers with what their CNAMEs lead to; an old client gets the beginning of that. */
  private List<Record> answers(List<Found> found, Name client, boolean roomy) {
    List<Record> answers = new ArrayList<>();
    for (Found one : found) {
      answers.add(owned(one.record(), client));
      List<Record> chain = one.chain();
      answers.addAll(
          roomy ? chain : chain.subList(0, Math.min(Aliases.MOST_RECORDS, chain.size())));
    }
    return answers;
  }

  /** Owners repeat the client's letter case. */
  private static Record owned(Record record, Name client) {
    return record.getName().equals(client) ? record.withName(client) : record;
  }

  /** One reply that is tried with fewer and fewer answers. */
  private final class Attempt {
    private final Message reply;
    private final SizeLimit limit;
    private final Name client;
    private final List<Record> opt;

    Attempt(Message reply, SizeLimit limit, Name client) {
      this.reply = reply;
      this.limit = limit;
      this.client = client;
      this.opt = List.copyOf(reply.getSection(Section.ADDITIONAL));
    }

    void fit(List<Record> answers, List<Record> authority, List<Record> additional) {
      int few = settings.limits().udpAnswers();
      boolean counted = limit.small() && answers.size() > few;
      int count = counted ? few : answers.size();
      if (counted) {
        put(answers.subList(0, count), List.of(), near(answers, count, additional));
      } else {
        put(answers, authority, additional);
      }
      while (count > 1 && length(!counted) > limit.room()) {
        count = fewer(count);
        put(answers.subList(0, count), List.of(), near(answers, count, additional));
      }
      int extras = reply.getSection(Section.ADDITIONAL).size() - opt.size();
      while (extras > 0 && count <= 1 && length(true) > limit.room()) {
        extras--;
        put(answers.subList(0, count), authority, additional.subList(0, extras));
      }
      boolean tooLong = count == 1 && length(true) > limit.octets();
      if (tooLong) {
        put(List.of(), List.of(), List.of());
      }
      if (tooLong || (count < answers.size() && settings.limits().truncate())) {
        reply.getHeader().setFlag(Flags.TC);
      }
    }

    /**
     * Far above the limit the count falls in proportion, or a large reply would be written a
     * thousand times.
     */
    private int fewer(int count) {
      long guess = (long) count * limit.room() / Math.max(1, length(true)) + 8;
      return (int) Math.max(1, Math.min(count - 1, guess));
    }

    private int length(boolean compressed) {
      return MessageForm.octets(reply, compressed && settings.compress()).length;
    }

    /**
     * For each SRV record the first record of its target, and where that leads when it is a CNAME.
     */
    private List<Record> near(List<Record> answers, int count, List<Record> additional) {
      List<Record> kept = new ArrayList<>();
      for (Record answer : answers.subList(0, count)) {
        Name target = answer.getType() == Type.SRV ? answer.getAdditionalName() : null;
        while (target != null) {
          Record first = first(additional, target);
          kept.addAll(first == null ? List.of() : List.of(first));
          target =
              first instanceof CNAMERecord alias && kept.size() < additional.size()
                  ? alias.getTarget()
                  : null;
        }
      }
      return kept;
    }

    private @Nullable Record first(List<Record> records, Name owner) {
      for (Record record : records) {
        if (record.getName().equals(owner)) {
          return record;
        }
      }
      return null;
    }

    private void put(List<Record> answers, List<Record> authority, List<Record> additional) {
      for (int section : new int[] {Section.ANSWER, Section.AUTHORITY, Section.ADDITIONAL}) {
        reply.removeAllRecords(section);
      }
      answers.forEach(record -> reply.addRecord(record, Section.ANSWER));
      authority.forEach(record -> reply.addRecord(record, Section.AUTHORITY));
      additional.forEach(record -> reply.addRecord(owned(record, client), Section.ADDITIONAL));
      opt.forEach(record -> reply.addRecord(record, Section.ADDITIONAL));
    }
  }
}
