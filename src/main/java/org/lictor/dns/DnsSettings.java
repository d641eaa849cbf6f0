package org.lictor.dns;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an operator may say about DNS ({@code dns_config}, {@code domain}, {@code alt_domain},
 * {@code recursors}). Immutable: a reload hands out another one.
 *
 * @param domain with or without its last dot; kept in lower case without it
 * @param altDomain a second domain that is answered alike; empty when there is none
 * @param datacenter the agent's own
 * @param onlyPassing hides instances with a warning, too
 * @param compress whether names in replies are compressed
 * @param nodeMetaTxt whether node metadata goes along as TXT in the additional section
 * @param staleness how old an answer may be
 * @param node the agent's own, which prepared queries can be near to; empty when it has none
 */
public record DnsSettings(
    String domain,
    String altDomain,
    String datacenter,
    Ttls ttls,
    Limits limits,
    Soa soa,
    Recursion recursion,
    boolean onlyPassing,
    boolean compress,
    boolean nodeMetaTxt,
    Staleness staleness,
    String node) {
  /** Consul's defaults for datacenter {@code dc1}. */
  public static final DnsSettings DEFAULT =
      new DnsSettings(
          "consul",
          "",
          "dc1",
          Ttls.NONE,
          Limits.DEFAULT,
          Soa.DEFAULT,
          Recursion.NONE,
          false,
          true,
          true);

  public DnsSettings {
    domain = withoutDot(domain);
    altDomain = withoutDot(altDomain);
    datacenter = datacenter.toLowerCase(Locale.ROOT);
    if (domain.isEmpty()) {
      throw new IllegalArgumentException("domain must not be empty");
    }
  }

  /** For an agent without a node whose servers may answer each for itself. */
  public DnsSettings(
      String domain,
      String altDomain,
      String datacenter,
      Ttls ttls,
      Limits limits,
      Soa soa,
      Recursion recursion,
      boolean onlyPassing,
      boolean compress,
      boolean nodeMetaTxt) {
    this(
        domain,
        altDomain,
        datacenter,
        ttls,
        limits,
        soa,
        recursion,
        onlyPassing,
        compress,
        nodeMetaTxt,
        Staleness.ANY,
        "");
  }

  /** The same with another staleness. */
  public DnsSettings with(Staleness other) {
    return new DnsSettings(
        domain,
        altDomain,
        datacenter,
        ttls,
        limits,
        soa,
        recursion,
        onlyPassing,
        compress,
        nodeMetaTxt,
        other,
        node);
  }

  private static String withoutDot(String domain) {
    String lower = domain.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }

  /**
   * How long resolvers may keep what they are told; fractions of a second are cut off.
   *
   * @param services by service name, by the start of one followed by {@code *}, or {@code *} for
   *     all
   */
  public record Ttls(Duration node, Map<String, Duration> services) {
    /** Nothing is kept. */
    public static final Ttls NONE = new Ttls(Duration.ZERO, Map.of());

    public Ttls {
      services = java.util.Collections.unmodifiableMap(new TreeMap<>(services));
    }

    /** In seconds, for answers about nodes. */
    public long nodeSeconds() {
      return node.toSeconds();
    }

    /**
     * In seconds, for answers about {@code service}: its own entry, else that of the longest
     * beginning, else 0.
     */
    public long serviceSeconds(String service) {
      Duration exact = services.get(service);
      if (exact != null) {
        return exact.toSeconds();
      }
      for (int length = service.length(); length >= 0; length--) {
        Duration prefix = services.get(service.substring(0, length) + "*");
        if (prefix != null) {
          return prefix.toSeconds();
        }
      }
      return 0;
    }
  }

  /**
   * How old an answer may be.
   *
   * @param allowed whether a server may answer that does not lead
   * @param longest since it last heard from the leader; else the leader is asked
   */
  public record Staleness(boolean allowed, Duration longest) {
    /** Ten years are as good as for ever. */
    private static final Duration UNBOUNDED = Duration.ofHours(87_600);

    /** Any server may answer. */
    public static final Staleness ANY = new Staleness(true, UNBOUNDED);

    /** Whether it must be looked at each answer anew. */
    public boolean bounded() {
      return !allowed || longest.compareTo(UNBOUNDED) < 0;
    }

    /** Whether the leader must be asked when a server has not heard of it for so long. */
    boolean exceeded(long lastContactMillis) {
      return !allowed || lastContactMillis > longest.toMillis();
    }
  }

  /**
   * How much is answered.
   *
   * @param udpAnswers without a larger EDNS size; more than {@value #MOST_UDP_ANSWERS} count as
   *     that
   * @param addressRecords of a service, over UDP and TCP; 0 for no limit
   * @param truncate whether a reply that was cut says so
   */
  public record Limits(int udpAnswers, int addressRecords, boolean truncate) {
    /** What fits 512 octets in any case. */
    public static final int MOST_UDP_ANSWERS = 8;

    public static final Limits DEFAULT = new Limits(3, 0, false);

    public Limits {
      if (udpAnswers < 0) {
        throw new IllegalArgumentException(
            "dns_config.udp_answer_limit cannot be "
                + udpAnswers
                + ". Must be greater than or equal to zero");
      }
      if (addressRecords < 0) {
        throw new IllegalArgumentException(
            "dns_config.a_record_limit cannot be "
                + addressRecords
                + ". Must be greater than or equal to zero");
      }
      udpAnswers = Math.min(udpAnswers, MOST_UDP_ANSWERS);
    }
  }

  /** The numbers of the SOA record, in seconds (RFC 1035 §3.3.13). */
  public record Soa(long refresh, long retry, long expire, long minTtl) {
    public static final Soa DEFAULT = new Soa(3600, 600, 86_400, 0);
  }

  /**
   * Who is asked about names outside the domain.
   *
   * @param recursors in the order in which they are tried; none means that such names are refused
   * @param timeout for each of them
   * @param shuffled whether each question begins with another one
   */
  public record Recursion(List<InetSocketAddress> recursors, Duration timeout, boolean shuffled) {
    /** Nobody. */
    public static final Recursion NONE = new Recursion(List.of(), Duration.ofSeconds(2), false);

    public Recursion {
      recursors = List.copyOf(recursors);
    }

    /** Whether anybody can be asked. */
    public boolean available() {
      return !recursors.isEmpty();
    }
  }
}
