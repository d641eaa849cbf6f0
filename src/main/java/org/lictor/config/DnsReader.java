package org.lictor.config;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.lictor.config.DnsSettings.RecursorStrategy;
import org.lictor.config.DnsSettings.Soa;

/** Reads {@code dns_config} and the keys beside it. */
final class DnsReader {
  private final Values values;

  DnsReader(Values values) {
    this.values = values;
  }

  DnsSettings read(String datacenter) {
    List<String> recursors = values.list("recursors");
    recursors.forEach(DnsReader::refuseUnusable);
    String strategy = values.text("dns_config.recursor_strategy");
    RecursorStrategy order =
        switch (strategy) {
          case "", "sequential" -> RecursorStrategy.SEQUENTIAL;
          case "random" -> RecursorStrategy.RANDOM;
          default ->
              throw new ConfigException(
                  "dns_config.recursor_strategy: invalid strategy: " + Texts.quote(strategy));
        };
    String domain = values.text("domain");
    return new DnsSettings(
        fqdn(domain.isEmpty() ? "consul" : domain),
        altDomain(datacenter),
        recursors,
        values.flag("dns_config.allow_stale"),
        values.duration("dns_config.max_stale"),
        values.duration("dns_config.node_ttl"),
        values.durations("dns_config.service_ttl"),
        values.flag("dns_config.enable_truncate"),
        values.flag("dns_config.only_passing"),
        values.natural("dns_config.udp_answer_limit"),
        values.natural("dns_config.a_record_limit"),
        values.flag("dns_config.disable_compression"),
        values.duration("dns_config.recursor_timeout"),
        order,
        values.flag("dns_config.enable_additional_node_meta_txt"),
        new Soa(
            values.number("dns_config.soa.refresh"),
            values.number("dns_config.soa.retry"),
            values.number("dns_config.soa.expire"),
            values.number("dns_config.soa.min_ttl")),
        values.flag("dns_config.use_cache"),
        values.duration("dns_config.cache_max_age"));
  }

  private String altDomain(String datacenter) {
    String alt = values.text("alt_domain");
    if (alt.isEmpty()) return "";
    String first = alt.toLowerCase(Locale.ROOT).split("\\.", 2)[0];
    if (Set.of("service", "connect", "node", "query", "addr").contains(first)
        || first.equals(datacenter)) {
      throw new ConfigException(
          "alt_domain cannot start with {service,connect,node,query,addr," + datacenter + "}");
    }
    return fqdn(alt);
  }

  private static String fqdn(String domain) {
    String lower = domain.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower : lower + ".";
  }

  private static void refuseUnusable(String recursor) {
    if (recursor.startsWith("unix://"))
      throw new ConfigException("DNS Recursors cannot be unix sockets: " + recursor);
    boolean bracketed = recursor.startsWith("[");
    int colon = recursor.lastIndexOf(':');
    boolean port =
        bracketed ? recursor.contains("]:") : colon >= 0 && recursor.indexOf(':') == colon;
    if (IpAddresses.isAny(port ? recursor.substring(0, colon) : recursor)) {
      throw new ConfigException("DNS recursor address cannot be 0.0.0.0, :: or [::]");
    }
  }
}
