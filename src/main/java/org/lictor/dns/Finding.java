package org.lictor.dns;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lictor.state.WatchSet;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;

/**
 * What the registry has to say to a question, before it is fitted to a client: everything there is,
 * in no particular order when {@code shuffled}. Holds until one of the watches fires. Immutable.
 *
 * @param zone whose SOA goes into the authority section; null for none
 * @param authority further records of that section
 * @param additional records that belong to no answer in particular
 * @param byAddress whether the question was for the name that an address has
 * @param most how many answers may be given at most, as the operator wants it; 0 for any number
 */
record Finding(
    int rcode,
    List<Found> answers,
    @Nullable Name zone,
    List<Record> authority,
    List<Record> additional,
    boolean byAddress,
    boolean shuffled,
    int most,
    List<WatchSet> watches) {
  Finding {
    answers = List.copyOf(answers);
    authority = List.copyOf(authority);
    additional = List.copyOf(additional);
    watches = List.copyOf(watches);
  }

  /**
   * One answer.
   *
   * @param chain records that follow it in the answer section: where a CNAME leads
   * @param companions records that go with it into the additional section
   */
  record Found(Record record, List<Record> chain, List<Record> companions) {
    Found {
      chain = List.copyOf(chain);
      companions = List.copyOf(companions);
    }

    Found(Record record) {
      this(record, List.of(), List.of());
    }
  }

  /** The same with other answers. */
  Finding with(List<Found> others) {
    return new Finding(
        rcode, others, zone, authority, additional, byAddress, shuffled, most, watches);
  }

  /** Whether something it was made from has changed. */
  boolean outdated() {
    for (int i = 0; i < watches.size(); i++) {
      if (watches.get(i).fired()) {
        return true;
      }
    }
    return false;
  }
}
