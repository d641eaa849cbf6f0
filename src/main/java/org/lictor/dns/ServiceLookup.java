package org.lictor.dns;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lictor.dns.Finding.Found;
import org.lictor.model.Weights;
import org.lictor.query.HealthQuery;
import org.lictor.query.Selection;
import org.lictor.query.ServiceInstance;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/**
 * The instances of a service that are fit to be named, as records. Made for one question, used by
 * one thread.
 */
final class ServiceLookup {
  private final Reading reading;
  private final DnsSettings settings;
  private final RecordFactory records;
  private final Name name;
  private final Name zone;
  private final int type;
  private final Aliases aliases;
  private long ttl;
  private boolean shuffled = true;

  ServiceLookup(
      Reading reading,
      DnsSettings settings,
      RecordFactory records,
      Name name,
      Name zone,
      int type,
      Aliases aliases) {
    this.reading = reading;
    this.settings = settings;
    this.records = records;
    this.name = name;
    this.zone = zone;
    this.type = type;
    this.aliases = aliases;
  }

  Finding find(DnsQuestion.Service question) {
    return question.name().isEmpty()
        ? finding(Rcode.NXDOMAIN, List.of(), 0)
        : of(instances(question), settings.ttls().serviceSeconds(question.name()), true);
  }

  /**
   * The records of these instances.
   *
   * @param seconds how long they may be kept
   * @param atRandom whether their order means nothing
   */
  Finding of(List<ServiceInstance> fit, long seconds, boolean atRandom) {
    ttl = seconds;
    shuffled = atRandom;
    if (fit.isEmpty()) {
      return finding(Rcode.NXDOMAIN, List.of(), 0);
    }
    return type == Type.SRV ? finding(Rcode.NOERROR, servers(fit), 0) : addresses(fit);
  }

  private List<ServiceInstance> instances(DnsQuestion.Service question) {
    Selection selection =
        question.tag() == null ? Selection.ALL : new Selection(List.of(question.tag()), Map.of());
    List<ServiceInstance> fit = new ArrayList<>();
    for (ServiceInstance instance :
        reading.peek(
            new HealthQuery.Instances(question.name(), selection, settings.onlyPassing()))) {
      if (!instance.critical() && (!question.connect() || instance.service().connectNative())) {
        fit.add(instance);
      }
    }
    return fit;
  }

  private Finding finding(int rcode, List<Found> answers, int most) {
    Name authority = answers.isEmpty() ? zone : null;
    return new Finding(
        rcode, answers, authority, List.of(), List.of(), false, shuffled, most, reading.watches());
  }

  // ---- addresses

  private Finding addresses(List<ServiceInstance> instances) {
    Map<String, Found> addresses = new LinkedHashMap<>();
    Map<Name, Found> names = new LinkedHashMap<>();
    for (ServiceInstance instance : instances) {
      String address = addressOf(instance);
      byte[] octets = RecordFactory.octets(address);
      if (octets == null) {
        Name target = RecordFactory.hostName(address);
        if (target != null) {
          Record alias = RecordFactory.alias(name, ttl, target);
          names.computeIfAbsent(target, host -> new Found(alias, behind(host), List.of()));
        }
      } else if (Addresses.answers(type, octets)) {
        addresses.computeIfAbsent(
            Hex.digits(octets), digits -> new Found(RecordFactory.address(name, ttl, octets)));
      }
    }
    // RFC 1034 §3.6.2: where there is a CNAME there is nothing else, and only one of it.
    return addresses.isEmpty()
        ? finding(Rcode.NOERROR, List.copyOf(names.values()), 1)
        : finding(
            Rcode.NOERROR, List.copyOf(addresses.values()), settings.limits().addressRecords());
  }

  private String addressOf(ServiceInstance instance) {
    String own = Addresses.of(instance.service(), type);
    // An address that is the very name asked for would lead nowhere.
    return own.isEmpty() || name.equals(RecordFactory.hostName(own))
        ? Addresses.of(instance.node(), type)
        : own;
  }

  private List<Record> behind(Name host) {
    List<Record> chain = new ArrayList<>();
    for (Record record : aliases.behind(host)) {
      chain.add(WireForm.withTtl(record, ttl));
    }
    return chain;
  }

  // ---- servers (RFC 2782)

  private record Server(String node, String address, int port) {}

  private List<Found> servers(List<ServiceInstance> instances) {
    Map<Server, Found> servers = new LinkedHashMap<>();
    for (ServiceInstance instance : instances) {
      String address = Addresses.of(instance.service(), type);
      Server server =
          new Server(instance.node().name().value(), address, instance.service().port());
      Found found = servers.containsKey(server) ? null : server(instance, address);
      if (found != null) {
        servers.put(server, found);
      }
    }
    return List.copyOf(servers.values());
  }

  private @Nullable Found server(ServiceInstance instance, String serviceAddress) {
    boolean own = !serviceAddress.isEmpty() && !name.equals(RecordFactory.hostName(serviceAddress));
    String address = own ? serviceAddress : Addresses.of(instance.node(), type);
    byte[] octets = RecordFactory.octets(address);
    Name nodeName = records.nodeName(instance.node().name().value(), zone);
    List<Record> companions = new ArrayList<>();
    Name target;
    if (octets == null) {
      target = RecordFactory.hostName(address);
      if (target == null) {
        return null;
      }
      companions.addAll(behind(target));
    } else {
      boolean byNode = !own && address.equals(instance.node().address());
      target = byNode && nodeName != null ? nodeName : records.addressName(octets, zone);
      companions.add(RecordFactory.address(target, ttl, octets));
    }
    if (settings.nodeMetaTxt() && nodeName != null) {
      companions.addAll(RecordFactory.meta(nodeName, ttl, instance.node().meta()));
    }
    Record server =
        RecordFactory.server(name, ttl, weight(instance), instance.service().port(), target);
    return new Found(server, List.of(), companions);
  }

  private static int weight(ServiceInstance instance) {
    Weights weights = instance.service().weights();
    if (instance.critical()) {
      return 0; // named only where a prepared query ignores the check
    }
    return instance.passing() ? weights.passing() : weights.warning();
  }
}
