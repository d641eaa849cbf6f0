package org.lictor.dns;

import java.util.random.RandomGenerator;

/**
 * Writes replies from {@link PackedAnswer}s: a copy of the question in the client's own letter
 * case, the answers that fit, in another order each time, and what goes with them. Makes nearly no
 * objects once it has grown. One thread.
 */
final class PackedWriter {
  private static final int OPT_LENGTH = 11;
  private static final int OPT = 41;
  private static final int FURTHEST_POINTER = 0x3FFF;
  private static final int TARGET_AT = 2 + PackedAnswer.SRV_TARGET_AT;

  private final Draw draw;
  private int[] targets = new int[16];
  private byte[] out = new byte[0];
  private int at;
  private int given;
  private int extras;
  private int soaAt;
  private boolean truncated;

  PackedWriter(RandomGenerator random) {
    draw = new Draw(random);
  }

  /**
   * Puts the reply into {@code reply}, which must hold 65,535 octets, and returns its length.
   *
   * @param asked the request that {@code request} has read
   * @param now in seconds since 1970
   */
  int write(
      PackedAnswer answer,
      PlainRequest request,
      byte[] asked,
      Transport transport,
      DnsSettings settings,
      long now,
      byte[] reply) {
    out = reply;
    at = request.questionEnd;
    extras = 0;
    soaAt = 0;
    System.arraycopy(asked, 0, out, 0, at);
    writeSections(
        answer, request, SizeLimit.of(transport, request.edns ? request.ednsSize : 0), settings);
    if (request.edns) {
      writeOpt(request.ednsSize);
    }
    if (soaAt != 0) {
      WireForm.putInt(out, soaAt + answer.serialAt, now);
    }
    boolean recursion = settings.recursion().available();
    out[2] = (byte) (0x84 | (truncated ? 2 : 0) | asked[2] & 1);
    out[3] = (byte) ((recursion ? 0x80 : 0) | answer.finding.rcode());
    WireForm.putShort(out, 6, given);
    WireForm.putShort(out, 8, soaAt == 0 ? 0 : 1);
    WireForm.putShort(out, 10, extras);
    return at;
  }

  private void writeSections(
      PackedAnswer answer, PlainRequest request, SizeLimit limit, DnsSettings settings) {
    int all = answer.answers.length;
    int most = answer.finding.most() > 0 ? Math.min(answer.finding.most(), all) : all;
    most = Math.min(most, limit.most(answer.servers));
    int fixed = at + (request.edns ? OPT_LENGTH : 0);
    int few = settings.limits().udpAnswers();
    boolean counted = limit.small() && most > few;
    long whole = fixed + answer.authority.length + answer.wholeLength;
    whole =
        whole > FURTHEST_POINTER ? fixed + answer.authority.length + answer.wholeLengthFar : whole;
    boolean complete = !counted && most == all && whole <= limit.room();
    draw.begin(all, answer.finding.shuffled());
    choose(answer, counted ? few : most, complete ? Long.MAX_VALUE : limit.room() - fixed, counted);
    boolean tooLong =
        given == 1
            && !complete
            && fixed + lengthOf(answer.answers[draw.get(0)], at) > limit.octets();
    given = tooLong ? 0 : given;
    boolean cut = given < most;
    truncated = tooLong || cut && settings.limits().truncate();
    writeAnswers(answer);
    if (!cut && answer.authority.length > 0) {
      soaAt = at;
      put(answer.authority);
    }
    writeCompanions(answer, complete);
    if (!cut) {
      writeAdditional(answer, limit.octets() - (request.edns ? OPT_LENGTH : 0));
    }
  }

  /**
   * Draws answers until {@code wanted} are there or the next would not fit; one is always drawn.
   */
  private void choose(PackedAnswer answer, int wanted, long room, boolean inFull) {
    given = 0;
    long used = 0;
    int position = at;
    while (given < wanted) {
      PackedAnswer.Answer next = answer.answers[draw.next()];
      used += inFull ? next.lengthInFull() : lengthOf(next, position);
      if (given > 0 && used > room) {
        return;
      }
      position += 2 + next.rest().length;
      given++;
    }
  }

  /** With what stays of its companions when answers are cut. */
  private static int lengthOf(PackedAnswer.Answer answer, int position) {
    PackedAnswer.Extra closest = answer.closest();
    int own = 2 + answer.rest().length;
    if (closest == null) {
      return own;
    }
    return own
        + closest.rest().length
        + (position + TARGET_AT <= FURTHEST_POINTER ? 2 : closest.owner().length);
  }

  private void writeAnswers(PackedAnswer answer) {
    if (targets.length < given) {
      targets = new int[answer.answers.length];
    }
    for (int i = 0; i < given; i++) {
      targets[i] = at + TARGET_AT;
      WireForm.putShort(out, at, PackedAnswer.TO_QUESTION);
      at += 2;
      put(answer.answers[draw.get(i)].rest());
    }
  }

  private void writeCompanions(PackedAnswer answer, boolean complete) {
    if (!answer.servers) {
      return;
    }
    for (int i = 0; i < given; i++) {
      PackedAnswer.Answer one = answer.answers[draw.get(i)];
      if (complete) {
        for (PackedAnswer.Extra extra : one.companions()) {
          writeExtra(extra, targets[i]);
        }
      } else if (one.closest() != null) {
        writeExtra(one.closest(), targets[i]);
      }
    }
  }

  private void writeAdditional(PackedAnswer answer, int end) {
    for (PackedAnswer.Extra extra : answer.additional) {
      if (at + extra.length() > end) {
        return;
      }
      writeExtra(extra, 0);
    }
  }

  private void writeExtra(PackedAnswer.Extra extra, int targetAt) {
    if (extra.ofTarget() && targetAt <= FURTHEST_POINTER) {
      WireForm.putShort(out, at, 0xC000 | targetAt);
      at += 2;
    } else {
      put(extra.owner());
    }
    put(extra.rest());
    extras++;
  }

  private void writeOpt(int size) {
    out[at] = 0;
    WireForm.putShort(out, at + 1, OPT);
    WireForm.putShort(out, at + 3, size);
    WireForm.putInt(out, at + 5, 0);
    WireForm.putShort(out, at + 9, 0);
    at += OPT_LENGTH;
    extras++;
  }

  private void put(byte[] octets) {
    System.arraycopy(octets, 0, out, at, octets.length);
    at += octets.length;
  }
}
