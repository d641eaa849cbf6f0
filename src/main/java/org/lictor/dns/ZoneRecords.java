package org.lictor.dns;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.lictor.dns.Finding.Found;
import org.lictor.query.HealthQuery;
import org.lictor.query.Selection;
import org.lictor.query.ServiceInstance;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;

/**
 * SOA and NS of our domains: the servers are the instances of service {@code consul}. One thread.
 */
final class ZoneRecords {
  private static final String SERVERS = "consul";
  private static final int MOST_SERVERS = 3;
  private static final Pattern HOST_NAME = Pattern.compile("[A-Za-z0-9\\\\-]+");

  private final Reading reading;
  private final DnsSettings settings;
  private final RecordFactory records;
  private final long now;
  private final RandomGenerator random;

  ZoneRecords(
      Reading reading,
      DnsSettings settings,
      RecordFactory records,
      long now,
      RandomGenerator random) {
    this.reading = reading;
    this.settings = settings;
    this.records = records;
    this.now = now;
    this.random = random;
  }

  Finding startOfAuthority(Name zone) {
    List<Record> servers = new ArrayList<>();
    List<Record> glue = new ArrayList<>();
    for (Found server : servers(zone)) {
      servers.add(server.record());
      glue.addAll(server.companions());
    }
    List<Found> soa = List.of(new Found(records.soa(zone, now)));
    return new Finding(Rcode.NOERROR, soa, null, servers, glue, false, false, 0, reading.watches());
  }

  Finding nameServers(Name zone) {
    return new Finding(
        Rcode.NOERROR,
        servers(zone),
        null,
        List.of(),
        List.of(),
        false,
        false,
        0,
        reading.watches());
  }

  private List<Found> servers(Name zone) {
    List<Found> servers = new ArrayList<>();
    for (ServiceInstance instance :
        reading.peek(new HealthQuery.Instances(SERVERS, Selection.ALL, settings.onlyPassing()))) {
      Found server = instance.critical() ? null : server(instance, zone);
      if (server != null) {
        servers.add(server);
      }
    }
    Shuffle.all(servers, random);
    return servers.subList(0, Math.min(MOST_SERVERS, servers.size()));
  }

  private @Nullable Found server(ServiceInstance instance, Name zone) {
    String node = instance.node().name().value().toLowerCase(Locale.ROOT);
    Name target = HOST_NAME.matcher(node).matches() ? records.nodeName(node, zone) : null;
    if (target == null) {
      return null;
    }
    byte[] octets = RecordFactory.octets(instance.node().address());
    List<Record> glue =
        octets == null
            ? List.of()
            : List.of(RecordFactory.address(target, settings.ttls().nodeSeconds(), octets));
    return new Found(records.nameServer(zone, target), List.of(), glue);
  }
}
