package org.lictor.dns;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Type;

/**
 * A finding as octets, ready to be copied behind any question for the same name, in whatever letter
 * case: owners point into the question (RFC 1035 §4.1.4). Immutable; any thread.
 */
final class PackedAnswer {
  /** A pointer to the name in the question. */
  static final int TO_QUESTION = 0xC00C;

  /**
   * Where an SRV record's target begins behind type, class, TTL, length, priority, weight and port.
   */
  static final int SRV_TARGET_AT = WireForm.FIXED + 6;

  private static final int SOA_SERIAL_FROM_END = 20;

  final Finding finding;
  final Answer[] answers;
  final Extra[] additional;
  final byte[] authority;

  /** Where the authority section's SOA has its serial; 0 when there is none. */
  final int serialAt;

  final boolean servers;

  /**
   * Octets of all answers, all that goes with them, and {@link #additional}, when pointers reach
   * all targets.
   */
  final long wholeLength;

  /** The same when they reach none. */
  final long wholeLengthFar;

  /**
   * One answer; its owner is always the name in the question.
   *
   * @param rest all but the owner
   * @param companions what goes with it when nothing is cut
   * @param closest which of them stays when answers are cut: the address of an SRV record's target;
   *     null for none
   * @param lengthInFull with {@code closest}, uncompressed
   */
  record Answer(byte[] rest, Extra[] companions, @Nullable Extra closest, int lengthInFull) {}

  /**
   * A record of the additional section.
   *
   * @param owner its owner, compressed
   * @param ofTarget whether the owner is the answer's target
   * @param rest all but the owner
   */
  record Extra(byte[] owner, boolean ofTarget, byte[] rest) {
    int length() {
      return (ofTarget ? 2 : owner.length) + rest.length;
    }
  }

  private PackedAnswer(Finding finding, Name question, RecordFactory records) {
    this.finding = finding;
    servers =
        !finding.answers().isEmpty() && finding.answers().get(0).record().getType() == Type.SRV;
    answers =
        finding.answers().stream().map(found -> answer(found, question)).toArray(Answer[]::new);
    additional =
        finding.additional().stream()
            .map(record -> extra(record, null, question))
            .toArray(Extra[]::new);
    authority =
        finding.zone() == null ? new byte[0] : soa(records.soa(finding.zone(), 0), question);
    serialAt = authority.length == 0 ? 0 : authority.length - SOA_SERIAL_FROM_END;
    long near = 0;
    long far = 0;
    for (Extra extra : additional) {
      near += extra.length();
      far += extra.length();
    }
    for (Answer answer : answers) {
      near += 2 + answer.rest.length;
      far += 2 + answer.rest.length;
      for (Extra extra : answer.companions) {
        near += extra.length();
        far += extra.owner.length + extra.rest.length;
      }
    }
    wholeLength = near;
    wholeLengthFar = far;
  }

  /** Null when the finding has more to it than this form can hold. */
  static @Nullable PackedAnswer of(Finding finding, Name question, RecordFactory records) {
    if (!finding.authority().isEmpty()) {
      return null;
    }
    for (Finding.Found found : finding.answers()) {
      if (!found.chain().isEmpty()
          || !found.record().getName().equals(question)
          || hasAlias(found.companions())) {
        return null;
      }
    }
    return new PackedAnswer(finding, question, records);
  }

  private static boolean hasAlias(List<Record> records) {
    for (Record record : records) {
      if (record.getType() == Type.CNAME) {
        return true;
      }
    }
    return false;
  }

  private static Answer answer(Finding.Found found, Name question) {
    Record record = found.record();
    Name target = record.getType() == Type.SRV ? record.getAdditionalName() : null;
    List<Extra> companions = new ArrayList<>(found.companions().size());
    Extra closest = null;
    int inFull = record.getName().length();
    for (Record companion : found.companions()) {
      Extra extra = extra(companion, target, question);
      companions.add(extra);
      if (closest == null && extra.ofTarget()) {
        closest = extra;
        inFull += companion.getName().length() + extra.rest().length;
      }
    }
    byte[] rest = WireForm.afterOwner(record);
    return new Answer(rest, companions.toArray(Extra[]::new), closest, inFull + rest.length);
  }

  private static Extra extra(Record record, @Nullable Name target, Name question) {
    return new Extra(
        WireForm.compressed(record.getName(), question),
        record.getName().equals(target),
        WireForm.afterOwner(record));
  }

  private static byte[] soa(Record record, Name question) {
    SOARecord soa = (SOARecord) record;
    byte[] owner = WireForm.compressed(soa.getName(), question);
    byte[] host = WireForm.compressed(soa.getHost(), question);
    byte[] admin = WireForm.compressed(soa.getAdmin(), question);
    byte[] rest = WireForm.afterOwner(soa);
    int numbers = SOA_SERIAL_FROM_END;
    byte[] packed = new byte[owner.length + WireForm.FIXED + host.length + admin.length + numbers];
    System.arraycopy(owner, 0, packed, 0, owner.length);
    System.arraycopy(rest, 0, packed, owner.length, WireForm.FIXED);
    int at = owner.length + WireForm.FIXED;
    WireForm.putShort(packed, at - 2, host.length + admin.length + numbers);
    System.arraycopy(host, 0, packed, at, host.length);
    System.arraycopy(admin, 0, packed, at + host.length, admin.length);
    System.arraycopy(rest, rest.length - numbers, packed, packed.length - numbers, numbers);
    return packed;
  }
}
