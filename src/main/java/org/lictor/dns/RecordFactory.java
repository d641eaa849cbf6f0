package org.lictor.dns;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Address;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.NameTooLongException;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.TextParseException;

/**
 * Makes records. Names that DNS cannot carry give null: what they belong to is then left out. Any
 * thread.
 */
final class RecordFactory {
  private static final int LONGEST_LABEL = 63;
  private static final int LONGEST_STRING = 255;
  private static final String RAW_TEXT = "rfc1035-";
  private static final int SRV_PRIORITY = 1;

  private final DnsSettings settings;

  RecordFactory(DnsSettings settings) {
    this.settings = settings;
  }

  // ---- names

  /** {@code <node>.node.<dc>.<zone>}. */
  @Nullable Name nodeName(String node, Name zone) {
    List<String> labels = new ArrayList<>(List.of(node.split("\\.", -1)));
    labels.add("node");
    labels.add(settings.datacenter());
    return name(labels, zone);
  }

  /** {@code <hex>.addr.<dc>.<zone>}. */
  Name addressName(byte[] octets, Name zone) {
    Name name = name(List.of(Hex.digits(octets), "addr", settings.datacenter()), zone);
    if (name == null) {
      throw new IllegalStateException("domain " + zone + " leaves no room for a name");
    }
    return name;
  }

  /** {@code <service>.service.<dc>.<zone>}. */
  @Nullable Name serviceName(String service, Name zone) {
    return name(List.of(service, "service", settings.datacenter()), zone);
  }

  static @Nullable Name name(List<String> labels, Name zone) {
    ByteArrayOutputStream wire = new ByteArrayOutputStream(64);
    for (String label : labels) {
      byte[] octets = label.getBytes(StandardCharsets.UTF_8);
      if (octets.length == 0 || octets.length > LONGEST_LABEL) {
        return null;
      }
      wire.write(octets.length);
      wire.writeBytes(octets);
    }
    wire.writeBytes(zone.toWire());
    try {
      return new Name(wire.toByteArray());
    } catch (IOException | RuntimeException tooLong) {
      return null;
    }
  }

  /** A host name as an operator wrote it, with or without its last dot. */
  static @Nullable Name hostName(String text) {
    try {
      return text.isEmpty() ? null : Name.fromString(text, Name.root);
    } catch (TextParseException bad) {
      return null;
    }
  }

  // ---- records

  /** The octets of an IP address written as text; null when it is a host name. */
  static byte @Nullable [] octets(String address) {
    byte[] v4 = Address.toByteArray(address, Address.IPv4);
    return v4 != null
        ? v4
        : address.indexOf(':') < 0 ? null : Address.toByteArray(address, Address.IPv6);
  }

  /** A or AAAA, as the length of {@code octets} says. */
  static Record address(Name owner, long ttl, byte[] octets) {
    try {
      InetAddress address = InetAddress.getByAddress(octets);
      return octets.length == 4
          ? new ARecord(owner, DClass.IN, ttl, address)
          : new AAAARecord(owner, DClass.IN, ttl, octets);
    } catch (UnknownHostException impossible) {
      throw new IllegalArgumentException(impossible);
    }
  }

  static Record alias(Name owner, long ttl, Name target) {
    return new CNAMERecord(owner, DClass.IN, ttl, target);
  }

  static Record pointer(Name owner, Name target) {
    return new PTRRecord(owner, DClass.IN, 0, target);
  }

  static Record server(Name owner, long ttl, int weight, int port, Name target) {
    return new SRVRecord(owner, DClass.IN, ttl, SRV_PRIORITY, weight, port, target);
  }

  Record nameServer(Name zone, Name target) {
    return new NSRecord(zone, DClass.IN, settings.ttls().nodeSeconds(), target);
  }

  /** The zone's SOA; its serial is the time in seconds, so that it never falls. */
  Record soa(Name zone, long nowSeconds) {
    try {
      DnsSettings.Soa soa = settings.soa();
      Name host = Name.concatenate(Name.fromConstantString("ns"), zone);
      Name admin = Name.concatenate(Name.fromConstantString("hostmaster"), zone);
      long serial = nowSeconds & 0xFFFF_FFFFL;
      return new SOARecord(
          zone,
          DClass.IN,
          soa.minTtl(),
          host,
          admin,
          serial,
          soa.refresh(),
          soa.retry(),
          soa.expire(),
          soa.minTtl());
    } catch (NameTooLongException bad) {
      throw new IllegalStateException("domain " + zone + " leaves no room for a name", bad);
    }
  }

  /** One TXT a pair, as RFC 1464 writes attributes. */
  static List<Record> meta(Name owner, long ttl, @Nullable Map<String, String> meta) {
    if (meta == null || meta.isEmpty()) {
      return List.of();
    }
    List<Record> records = new ArrayList<>(meta.size());
    for (Map.Entry<String, String> pair : meta.entrySet()) {
      records.add(text(owner, ttl, pair.getKey(), pair.getValue()));
    }
    return records;
  }

  private static Record text(Name owner, long ttl, String key, String value) {
    boolean rawText = key.toLowerCase(Locale.ROOT).startsWith(RAW_TEXT);
    String raw = rawText ? value : quotedKey(key) + "=" + value.replace("`", "``");
    byte[] octets = raw.getBytes(StandardCharsets.UTF_8);
    List<byte[]> strings = new ArrayList<>(1);
    int from = 0;
    do {
      // RFC 1035 §3.3.14: a longer text goes on in the next string.
      int length = Math.min(LONGEST_STRING, octets.length - from);
      strings.add(java.util.Arrays.copyOfRange(octets, from, from + length));
      from += length;
    } while (from < octets.length);
    return TxtStrings.record(owner, ttl, strings);
  }

  private static String quotedKey(String key) {
    String quoted = key.replace("`", "``").replace("=", "`=");
    int start = 0;
    while (start < quoted.length() && quoted.charAt(start) == ' ') {
      start++;
    }
    int end = quoted.length();
    while (end > start && quoted.charAt(end - 1) == ' ') {
      end--;
    }
    return "` ".repeat(start) + quoted.substring(start, end) + "` ".repeat(quoted.length() - end);
  }
}
