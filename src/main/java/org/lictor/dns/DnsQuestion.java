package org.lictor.dns;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Name;
import org.xbill.DNS.Type;

/** What a name in one of our domains asks for (Consul, "DNS usage"). */
sealed interface DnsQuestion {
  /** Calls the method of {@code handler} for this kind of question. */
  <R> R handledBy(Handler<R> handler);

  /** One method a kind. */
  interface Handler<R> {
    R service(Service question);

    R node(Node question);

    R prepared(Prepared question);

    R virtual(Virtual question);

    R address(Address question);

    R zone(ZoneApex question);

    R reverse(Reverse question);

    R nobody(Nobody question);
  }

  /**
   * {@code [tag.]name.service} and its RFC 2782 form; no tag means any.
   *
   * @param connect whether it is {@code name.connect}: only what speaks the mesh's protocol
   */
  record Service(String name, @Nullable String tag, boolean connect) implements DnsQuestion {
    @Override
    public <R> R handledBy(Handler<R> handler) {
      return handler.service(this);
    }
  }

  /** {@code name.node}; the name may be the node's id or the beginning of it. */
  record Node(String name) implements DnsQuestion {
    @Override
    public <R> R handledBy(Handler<R> handler) {
      return handler.node(this);
    }
  }

  /** {@code name.query} and its RFC 2782 form; the name may be the query's id. */
  record Prepared(String name) implements DnsQuestion {
    @Override
    public <R> R handledBy(Handler<R> handler) {
      return handler.prepared(this);
    }
  }

  /** {@code name.virtual}: the address that a mesh would give to the service as a whole. */
  record Virtual() implements DnsQuestion {
    @Override
    public <R> R handledBy(Handler<R> handler) {
      return handler.virtual(this);
    }
  }

  /** {@code hex.addr}: the name is the answer. 4 or 16 octets. */
  record Address(byte[] octets) implements DnsQuestion {
    @Override
    public <R> R handledBy(Handler<R> handler) {
      return handler.address(this);
    }
  }

  /** SOA and NS, whatever the name. */
  record ZoneApex() implements DnsQuestion {
    @Override
    public <R> R handledBy(Handler<R> handler) {
      return handler.zone(this);
    }
  }

  /** A name under {@code arpa.}; no address when it is not a whole one. */
  record Reverse(@Nullable String address) implements DnsQuestion {
    @Override
    public <R> R handledBy(Handler<R> handler) {
      return handler.reverse(this);
    }
  }

  /** A name that nothing here can have. */
  record Nobody() implements DnsQuestion {
    @Override
    public <R> R handledBy(Handler<R> handler) {
      return handler.nobody(this);
    }
  }

  /** What {@code name}, in {@code zone}, asks for. */
  static DnsQuestion parse(Name name, Name zone, int type, String ownDatacenter) {
    if (type == Type.SOA || type == Type.NS) {
      return new ZoneApex();
    }
    return new NameReader(Zones.labels(name, zone), type, ownDatacenter).read();
  }

  /** What {@code name} under {@code arpa.} asks for. */
  static DnsQuestion parseReverse(Name name) {
    return new Reverse(ReverseName.address(name));
  }

  /** Reads the labels left of the domain. */
  final class NameReader {
    private static final Nobody NOBODY = new Nobody();
    private final List<String> labels;
    private final int type;
    private final String ownDatacenter;

    private NameReader(List<String> labels, int type, String ownDatacenter) {
      this.labels = labels;
      this.type = type;
      this.ownDatacenter = ownDatacenter;
    }

    /** The right-most kind word decides: names left of it may hold any label. */
    private DnsQuestion read() {
      for (int at = labels.size() - 1; at >= 0; at--) {
        List<String> parts = labels.subList(0, at);
        List<String> suffix = labels.subList(at + 1, labels.size());
        switch (labels.get(at)) {
          case "service":
            return here(suffix) ? service(parts) : NOBODY;
          case "node":
            return here(suffix) && !parts.isEmpty() ? new Node(String.join(".", parts)) : NOBODY;
          case "addr":
            return parts.size() == 1 ? address(parts.get(0)) : NOBODY;
          case "query":
            return suffix.size() <= 1 && here(suffix) ? prepared(parts) : NOBODY;
          case "connect":
            return here(suffix) && !parts.isEmpty()
                ? new Service(parts.get(parts.size() - 1), null, true)
                : NOBODY;
          case "virtual":
            // Another datacenter's cannot be asked for; what is named here is a peer.
            return suffix.isEmpty() && !parts.isEmpty() ? new Virtual() : NOBODY;
          case "ingress":
            return NOBODY;
          default:
            if (type == Type.SRV && at > 0 && labels.get(at).startsWith("_")) {
              return here(suffix) ? service(labels.subList(0, at + 1)) : NOBODY;
            }
        }
      }
      return NOBODY;
    }

    /** Whether the labels right of the kind word name our own datacenter, or none. */
    private boolean here(List<String> suffix) {
      return switch (suffix.size()) {
        case 0 -> true;
        case 1 -> suffix.get(0).equals(ownDatacenter);
        case 2, 4 -> hereInPairs(suffix);
        default -> false;
      };
    }

    /** Namespaces, partitions, sameness groups and peers are not known here. */
    private boolean hereInPairs(List<String> suffix) {
      for (int i = 0; i < suffix.size(); i += 2) {
        if (!suffix.get(i).equals(ownDatacenter) || !suffix.get(i + 1).equals("dc")) {
          return false;
        }
      }
      return true;
    }

    private static DnsQuestion prepared(List<String> parts) {
      int last = parts.size() - 1;
      if (last < 0) {
        return NOBODY;
      }
      if (last > 0 && parts.get(0).startsWith("_") && parts.get(last).startsWith("_")) {
        return new Prepared(String.join(".", parts.subList(0, last)).substring(1));
      }
      return new Prepared(String.join(".", parts));
    }

    private static DnsQuestion service(List<String> parts) {
      int last = parts.size() - 1;
      if (last < 0) {
        return NOBODY;
      }
      // RFC 2782: _name._proto, where any proto but tcp is a tag.
      if (last == 1 && parts.get(0).startsWith("_") && parts.get(1).startsWith("_")) {
        String tag = parts.get(1).substring(1);
        return new Service(parts.get(0).substring(1), tag.equals("tcp") ? null : tag, false);
      }
      return new Service(
          parts.get(last), last == 0 ? null : String.join(".", parts.subList(0, last)), false);
    }

    private static DnsQuestion address(String hex) {
      byte[] octets = Hex.octets(hex);
      return octets != null && (octets.length == 4 || octets.length == 16)
          ? new Address(octets)
          : NOBODY;
    }
  }
}
