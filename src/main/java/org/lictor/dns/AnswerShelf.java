package org.lictor.dns;

import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.lictor.query.Registry;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;

/**
 * The answers that were found under one {@link DnsSettings}, each until a watch of it fires. Any
 * thread, no lock on a hit. Names that are not there are kept apart: anybody can ask for any number
 * of them, and must not push out those that are.
 */
final class AnswerShelf {
  /** Each is as large as its service; there are not more than names and types that have records. */
  private static final int MOST_FOUND = 16_384;

  private static final int MOST_ABSENT = 4096;

  final DnsSettings settings;
  final Zones zones;
  private final Registry registry;
  private final Name mainDomain;
  private final ConcurrentHashMap<QuestionKey, Kept> found = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<QuestionKey, Kept> absent = new ConcurrentHashMap<>();

  /** A finding and, where it has one, its packed form. */
  record Kept(Finding finding, @Nullable PackedAnswer packed) {}

  AnswerShelf(Registry registry, DnsSettings settings) {
    this.registry = registry;
    this.settings = settings;
    zones = new Zones(settings);
    mainDomain = zones.domain();
  }

  /** What is kept for a question and still holds. */
  @Nullable Kept get(QuestionKey key) {
    Kept kept = found.get(key);
    if (kept == null) {
      kept = absent.get(key);
    }
    return kept == null || kept.finding.outdated() ? null : kept;
  }

  /**
   * Looks a question up and keeps the answer; null when its name is in none of our zones.
   *
   * @param caller who may get another answer than others
   * @param patient whether there is time to wait for a server
   */
  @Nullable Kept find(
      QuestionKey key,
      Name name,
      int type,
      long now,
      RandomGenerator random,
      Caller caller,
      boolean patient) {
    Name zone = zones.of(name);
    boolean reverse = zone == null && Zones.reverse(name);
    if (zone == null && !reverse) {
      return null;
    }
    Name authority = zone == null ? mainDomain : zone;
    DnsQuestion question =
        reverse
            ? DnsQuestion.parseReverse(name)
            : DnsQuestion.parse(name, authority, type, settings.datacenter());
    Reading reading = new Reading(registry, settings.staleness(), patient);
    Lookup lookup =
        new Lookup(reading, settings, zones, name, authority, type, now, random, caller);
    Finding finding = question.handledBy(lookup);
    if (question instanceof DnsQuestion.ZoneApex) {
      // It bears the time and servers drawn by lot.
      return new Kept(finding, null);
    }
    boolean open = settings.recursion().available() && new OpenAliases(zones).in(finding);
    Kept kept =
        new Kept(
            finding, open ? null : PackedAnswer.of(finding, name, new RecordFactory(settings)));
    if (settings.staleness().bounded() || !lookup.lasting()) {
      return kept;
    }
    // Names that are addresses are as many as names that are not there, and as cheap.
    boolean named =
        finding.rcode() == Rcode.NOERROR
            && !finding.answers().isEmpty()
            && !finding.watches().isEmpty();
    keep(
        named ? found : absent,
        named ? absent : found,
        named ? MOST_FOUND : MOST_ABSENT,
        key.copy(),
        kept);
    return kept;
  }

  private static void keep(
      ConcurrentHashMap<QuestionKey, Kept> shelf,
      ConcurrentHashMap<QuestionKey, Kept> other,
      int most,
      QuestionKey key,
      Kept kept) {
    if (shelf.size() >= most) {
      shelf.values().removeIf(old -> old.finding().outdated());
      if (shelf.size() >= most / 2) {
        shelf.clear();
      }
    }
    other.remove(key);
    shelf.put(key, kept);
  }
}
