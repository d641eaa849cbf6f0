package org.lictor.dns;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.lictor.dns.Finding.Found;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/**
 * Names outside our domains that answers lead to: only the recursors know the addresses behind
 * them.
 */
final class OpenAliases {
  /** An answer with more host names than that leaves the others to the client. */
  private static final int MOST_LOOKUPS = 16;

  private final Zones zones;

  OpenAliases(Zones zones) {
    this.zones = zones;
  }

  /** Finds the addresses behind a name; waits. */
  interface Outside {
    List<Record> behind(Name target);
  }

  boolean in(Finding finding) {
    for (Found found : finding.answers()) {
      if (target(found) != null) {
        return true;
      }
    }
    return false;
  }

  /**
   * The same finding with what is behind its names. Of aliases that only one is given of, one is
   * drawn.
   */
  Finding followed(Finding finding, Outside outside, RandomGenerator random) {
    List<Found> answers = new ArrayList<>(finding.answers());
    if (finding.shuffled()) {
      Shuffle.all(answers, random);
    }
    if (finding.most() > 0 && finding.most() < answers.size()) {
      answers = new ArrayList<>(answers.subList(0, finding.most()));
    }
    int lookups = 0;
    for (int i = 0; i < answers.size() && lookups < MOST_LOOKUPS; i++) {
      Found found = answers.get(i);
      Name target = target(found);
      if (target != null) {
        answers.set(i, followed(found, outside.behind(target), finding.shuffled()));
        lookups++;
      }
    }
    return finding.with(answers);
  }

  /**
   * Answers about services keep to the service's own time to live, those about nodes to the
   * recursor's.
   */
  private static Found followed(Found found, List<Record> behind, boolean ownTtl) {
    boolean server = found.record().getType() == Type.SRV;
    List<Record> records = new ArrayList<>(server ? found.companions() : found.chain());
    for (Record record : behind) {
      records.add(ownTtl ? WireForm.withTtl(record, found.record().getTTL()) : record);
    }
    return server
        ? new Found(found.record(), found.chain(), records)
        : new Found(found.record(), records, found.companions());
  }

  /**
   * The name outside where {@code found} ends; null when it ends with addresses, or in our domains.
   */
  private @Nullable Name target(Found found) {
    Record last =
        found.chain().isEmpty() ? found.record() : found.chain().get(found.chain().size() - 1);
    Name target = null;
    if (last instanceof CNAMERecord alias) {
      target = alias.getTarget();
    } else if (last.getType() == Type.SRV) {
      target = last.getAdditionalName();
    }
    return target == null || zones.of(target) != null ? null : target;
  }
}
