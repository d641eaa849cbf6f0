package org.lictor.dns;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.lictor.dns.Finding.Found;
import org.lictor.model.BadTemplateException;
import org.lictor.model.GoDuration;
import org.lictor.model.Node;
import org.lictor.model.PreparedQuery;
import org.lictor.model.ServiceQuery;
import org.lictor.query.CatalogQuery;
import org.lictor.query.CatalogQuery.AddressOwner;
import org.lictor.query.HealthQuery;
import org.lictor.query.NearInstances;
import org.lictor.query.PreparedQueryQuery;
import org.lictor.query.QueryExecution;
import org.lictor.query.ServiceInstance;
import org.lictor.query.TemplateByIdException;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/** Looks up one question in the registry. Made for it, used once, by one thread. */
final class Lookup implements DnsQuestion.Handler<Finding> {
  private final Reading reading;
  private final DnsSettings settings;
  private final Zones zones;
  private final RecordFactory records;
  private final ZoneRecords zoneRecords;
  private final Name name;
  private final Name zone;
  private final int type;
  private final Aliases aliases;
  private final RandomGenerator random;
  private final Caller caller;
  private boolean reverse;
  private boolean lasting = true;

  /**
   * A question for the records of {@code type} that {@code name} has.
   *
   * @param zone the domain that the name is in; for reverse look-ups the main one
   * @param now in seconds since 1970, for the serial of an SOA that is asked for
   */
  Lookup(
      Reading reading,
      DnsSettings settings,
      Zones zones,
      Name name,
      Name zone,
      int type,
      long now,
      RandomGenerator random,
      Caller caller) {
    this.caller = caller;
    this.reading = reading;
    this.settings = settings;
    this.zones = zones;
    this.records = new RecordFactory(settings);
    this.zoneRecords = new ZoneRecords(reading, settings, records, now, random);
    this.random = random;
    this.name = name;
    this.zone = zone;
    this.type = type;
    this.aliases = new Aliases(this::anyOf);
  }

  private Lookup(Lookup from, Name target, Name zone, Aliases aliases) {
    caller = from.caller;
    random = from.random;
    reading = from.reading;
    settings = from.settings;
    zones = from.zones;
    records = from.records;
    zoneRecords = from.zoneRecords;
    name = target;
    this.zone = zone;
    type = Type.ANY;
    this.aliases = aliases;
  }

  private List<Found> anyOf(Name target, Aliases deeper) {
    Name targetZone = zones.of(target);
    if (targetZone == null) {
      return List.of();
    }
    Lookup next = new Lookup(this, target, targetZone, deeper);
    List<Found> found =
        DnsQuestion.parse(target, targetZone, Type.ANY, settings.datacenter())
            .handledBy(next)
            .answers();
    boolean namesOnly = !found.isEmpty() && found.get(0).record().getType() == Type.CNAME;
    return namesOnly ? found.subList(0, 1) : found;
  }

  @Override
  public Finding service(DnsQuestion.Service question) {
    return new ServiceLookup(reading, settings, records, name, zone, type, aliases).find(question);
  }

  @Override
  public Finding prepared(DnsQuestion.Prepared question) {
    Optional<PreparedQuery> kept = reading.peek(new PreparedQueryQuery.For(question.name()));
    if (kept.isEmpty()) {
      return nobody(new DnsQuestion.Nobody());
    }
    // Names that a template makes up are without end.
    lasting = !kept.get().template().present();
    PreparedQuery query;
    try {
      query = QueryExecution.render(kept.get(), question.name());
    } catch (BadTemplateException | TemplateByIdException cannotBe) {
      return new Finding(
          Rcode.SERVFAIL,
          List.of(),
          null,
          List.of(),
          List.of(),
          false,
          false,
          0,
          reading.watches());
    }
    ServiceQuery wanted = query.service();
    if (wanted.service().isEmpty()) {
      return nobody(new DnsQuestion.Nobody()); // as templates make of names that do not match
    }
    String near = wanted.near().isEmpty() ? "" : nodeNear(wanted.near());
    lasting &= wanted.near().isEmpty();
    List<ServiceInstance> fit =
        near.isEmpty()
            ? QueryExecution.fit(wanted, reading.peek(HealthQuery.Instances.of(wanted.service())))
            : QueryExecution.fitNear(
                wanted, near, reading.peek(new NearInstances(wanted.service(), near)), random);
    return new ServiceLookup(reading, settings, records, name, zone, type, aliases)
        .of(fit, seconds(query), near.isEmpty());
  }

  private String nodeNear(String near) {
    return switch (near) {
      case QueryExecution.AGENT -> settings.node();
      case QueryExecution.ADDRESS ->
          reading
              .peek(new CatalogQuery.OwnerOfAddress(caller.address()))
              .filter(owner -> !owner.service())
              .map(AddressOwner::name)
              .orElse("");
      default -> near;
    };
  }

  private long seconds(PreparedQuery query) {
    if (!query.dnsTtl().isEmpty()) {
      try {
        return GoDuration.parse(query.dnsTtl()).toDuration().toSeconds();
      } catch (IllegalArgumentException bad) {
        // As if there were none.
      }
    }
    return settings.ttls().serviceSeconds(query.service().service());
  }

  @Override
  public Finding virtual(DnsQuestion.Virtual question) {
    return found(List.of(), List.of());
  }

  /** Whether what was found holds for others, too, and is worth being kept. */
  boolean lasting() {
    return lasting;
  }

  @Override
  public Finding node(DnsQuestion.Node question) {
    if (type != Type.A && type != Type.AAAA && type != Type.ANY && type != Type.TXT) {
      return found(List.of(), List.of());
    }
    Optional<Node> node = reading.peek(new CatalogQuery.NodeNamed(question.name()));
    if (node.isEmpty()) {
      return nobody(new DnsQuestion.Nobody());
    }
    List<Record> meta = RecordFactory.meta(name, settings.ttls().nodeSeconds(), node.get().meta());
    List<Found> answers = new ArrayList<>();
    Found address = type == Type.TXT ? null : addressOf(node.get());
    if (address != null) {
      answers.add(address);
    }
    if (type == Type.ANY || type == Type.TXT) {
      meta.forEach(record -> answers.add(new Found(record)));
      return found(answers, List.of());
    }
    return found(answers, settings.nodeMetaTxt() ? meta : List.of());
  }

  private @Nullable Found addressOf(Node node) {
    String address = Addresses.of(node, type);
    byte[] octets = RecordFactory.octets(address);
    long ttl = settings.ttls().nodeSeconds();
    if (octets != null) {
      return Addresses.answers(type, octets)
          ? new Found(RecordFactory.address(name, ttl, octets))
          : null;
    }
    Name target = RecordFactory.hostName(address);
    return target == null
        ? null
        : new Found(RecordFactory.alias(name, ttl, target), aliases.behind(target), List.of());
  }

  @Override
  public Finding address(DnsQuestion.Address question) {
    Record record = RecordFactory.address(name, settings.ttls().nodeSeconds(), question.octets());
    if (type == Type.ANY || type == record.getType()) {
      return found(List.of(new Found(record)), List.of());
    }
    return found(List.of(), List.of(record));
  }

  @Override
  public Finding zone(DnsQuestion.ZoneApex question) {
    return type == Type.SOA ? zoneRecords.startOfAuthority(zone) : zoneRecords.nameServers(zone);
  }

  @Override
  public Finding reverse(DnsQuestion.Reverse question) {
    reverse = true;
    if (question.address() != null) {
      Optional<AddressOwner> owner =
          reading.peek(new CatalogQuery.OwnerOfAddress(question.address()));
      Name target = owner.map(this::nameOf).orElse(null);
      if (target != null) {
        return found(List.of(new Found(RecordFactory.pointer(name, target))), List.of());
      }
    }
    return nobody(new DnsQuestion.Nobody());
  }

  private @Nullable Name nameOf(AddressOwner owner) {
    return owner.service()
        ? records.serviceName(owner.name(), zone)
        : records.nodeName(owner.name(), zone);
  }

  @Override
  public Finding nobody(DnsQuestion.Nobody question) {
    return new Finding(
        Rcode.NXDOMAIN,
        List.of(),
        zone,
        List.of(),
        List.of(),
        reverse,
        false,
        0,
        reading.watches());
  }

  private Finding found(List<Found> answers, List<Record> additional) {
    return new Finding(
        Rcode.NOERROR, answers, null, List.of(), additional, reverse, false, 0, reading.watches());
  }
}
