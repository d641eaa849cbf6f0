package org.lictor.command;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lictor.model.AutopilotConfig;
import org.lictor.model.CheckDefinition;
import org.lictor.model.CheckId;
import org.lictor.model.ConfigEntry;
import org.lictor.model.Coordinate;
import org.lictor.model.GoDuration;
import org.lictor.model.HealthCheck;
import org.lictor.model.KvEntry;
import org.lictor.model.Locality;
import org.lictor.model.LogIndexes;
import org.lictor.model.Member;
import org.lictor.model.Node;
import org.lictor.model.NodeCoordinate;
import org.lictor.model.NodeName;
import org.lictor.model.Octets;
import org.lictor.model.PreparedQuery;
import org.lictor.model.QueryFailover;
import org.lictor.model.QueryTemplate;
import org.lictor.model.ServiceAddress;
import org.lictor.model.ServiceEntry;
import org.lictor.model.ServiceId;
import org.lictor.model.ServiceQuery;
import org.lictor.model.Session;
import org.lictor.model.SessionId;
import org.lictor.model.Weights;

/**
 * The binary form of the model's records, the same in commands and in snapshots. Fields follow each
 * other in the records' order.
 */
public final class ModelCodec {
  /** Bits of the octet that says more of an instance. */
  private static final int NATIVE = 1;

  private static final int LOCATED = 2;

  private ModelCodec() {}

  public static void node(BinaryWriter out, Node node) {
    out.text(node.name().value()).text(node.id()).text(node.address());
    out.map(node.taggedAddresses(), BinaryWriter::text).map(node.meta(), BinaryWriter::text);
    indexes(out, node.indexes());
  }

  public static Node node(BinaryReader in) {
    return new Node(
        new NodeName(in.text()),
        in.text(),
        in.text(),
        in.map(BinaryReader::text),
        in.map(BinaryReader::text),
        indexes(in));
  }

  public static void autopilot(BinaryWriter out, AutopilotConfig config) {
    out.bool(config.cleanupDeadServers()).number(config.lastContactThreshold().nanos());
    out.number(config.maxTrailingLogs()).number(config.minQuorum());
    out.number(config.serverStabilizationTime().nanos()).text(config.redundancyZoneTag());
    out.bool(config.disableUpgradeMigration()).text(config.upgradeVersionTag());
    indexes(out, config.indexes());
  }

  /** Writes an entry of the central configuration. */
  public static void configEntry(BinaryWriter out, ConfigEntry entry) {
    out.text(entry.kind()).text(entry.name()).text(entry.content());
    indexes(out, entry.indexes());
  }

  /** Reads an entry of the central configuration. */
  public static ConfigEntry configEntry(BinaryReader in) {
    return new ConfigEntry(in.text(), in.text(), in.text(), indexes(in));
  }

  public static AutopilotConfig autopilot(BinaryReader in) {
    return new AutopilotConfig(
        in.bool(),
        new GoDuration(in.number()),
        in.number(),
        in.number(),
        new GoDuration(in.number()),
        in.text(),
        in.bool(),
        in.text(),
        indexes(in));
  }

  public static void query(BinaryWriter out, PreparedQuery query) {
    out.text(query.id()).text(query.name()).text(query.session()).text(query.token());
    out.text(query.template().type()).text(query.template().regexp());
    out.bool(query.template().removeEmptyTags());
    ServiceQuery service = query.service();
    out.text(service.service()).text(service.samenessGroup());
    failover(out, service.failover());
    out.bool(service.onlyPassing()).list(service.ignoreCheckIds(), BinaryWriter::text);
    out.text(service.near()).list(service.tags(), BinaryWriter::text);
    out.map(service.nodeMeta(), BinaryWriter::text).map(service.serviceMeta(), BinaryWriter::text);
    out.bool(service.connect()).text(service.peer()).text(query.dnsTtl());
    indexes(out, query.indexes());
  }

  public static PreparedQuery query(BinaryReader in) {
    return new PreparedQuery(
        in.text(),
        in.text(),
        in.text(),
        in.text(),
        new QueryTemplate(in.text(), in.text(), in.bool()),
        serviceQuery(in),
        in.text(),
        indexes(in));
  }

  private static ServiceQuery serviceQuery(BinaryReader in) {
    return new ServiceQuery(
        in.text(),
        in.text(),
        failover(in),
        in.bool(),
        in.list(BinaryReader::text),
        in.text(),
        in.list(BinaryReader::text),
        in.map(BinaryReader::text),
        in.map(BinaryReader::text),
        in.bool(),
        in.text());
  }

  private static void failover(BinaryWriter out, QueryFailover failover) {
    out.number(failover.nearestN()).list(failover.datacenters(), BinaryWriter::text);
    out.list(failover.targets(), (to, target) -> to.text(target.peer()).text(target.datacenter()));
  }

  private static QueryFailover failover(BinaryReader in) {
    return new QueryFailover(
        in.count(),
        in.list(BinaryReader::text),
        in.list(from -> new QueryFailover.Target(from.text(), from.text())));
  }

  public static void service(BinaryWriter out, ServiceEntry service) {
    out.text(service.node().value())
        .text(service.id().value())
        .text(service.name())
        .text(service.kind());
    out.list(service.tags(), BinaryWriter::text).text(service.address());
    out.map(
        service.taggedAddresses(), (to, tagged) -> to.text(tagged.address()).number(tagged.port()));
    out.map(service.meta(), BinaryWriter::text).number(service.port()).text(service.socketPath());
    out.number(service.weights().passing()).number(service.weights().warning());
    Locality locality = service.locality();
    out.bool(service.enableTagOverride())
        .octet((service.connectNative() ? NATIVE : 0) | (locality == null ? 0 : LOCATED));
    if (locality != null) {
      out.text(locality.region()).text(locality.zone());
    }
    indexes(out, service.indexes());
  }

  public static ServiceEntry service(BinaryReader in) {
    NodeName node = new NodeName(in.text());
    ServiceId id = new ServiceId(in.text());
    String name = in.text();
    String kind = in.text();
    List<String> tags = in.list(BinaryReader::text);
    String address = in.text();
    Map<String, ServiceAddress> tagged =
        in.map(from -> new ServiceAddress(from.text(), (int) from.number()));
    Map<String, String> meta = in.map(BinaryReader::text);
    int port = in.count();
    String socketPath = in.text();
    Weights weights = new Weights((int) in.number(), (int) in.number());
    boolean enableTagOverride = in.bool();
    int more = in.octet();
    if (more > (NATIVE | LOCATED)) {
      throw new CodecException("not the features of an instance: " + more);
    }
    Locality locality = (more & LOCATED) == 0 ? null : new Locality(in.text(), in.text());
    return new ServiceEntry(
        node,
        id,
        name,
        kind,
        tags,
        address,
        tagged,
        meta,
        port,
        socketPath,
        weights,
        enableTagOverride,
        (more & NATIVE) != 0,
        locality,
        indexes(in));
  }

  public static void check(BinaryWriter out, HealthCheck check) {
    out.text(check.node().value()).text(check.id().value()).text(check.name()).text(check.status());
    out.text(check.notes()).text(check.output()).text(check.serviceId()).text(check.serviceName());
    out.list(check.serviceTags(), BinaryWriter::text)
        .text(check.type())
        .text(check.interval())
        .text(check.timeout());
    out.number(check.exposedPort());
    definition(out, check.definition());
    indexes(out, check.indexes());
  }

  public static HealthCheck check(BinaryReader in) {
    return new HealthCheck(
        new NodeName(in.text()),
        new CheckId(in.text()),
        in.text(),
        in.text(),
        in.text(),
        in.text(),
        in.text(),
        in.text(),
        in.list(BinaryReader::text),
        in.text(),
        in.text(),
        in.text(),
        (int) in.number(),
        definition(in),
        indexes(in));
  }

  public static void entry(BinaryWriter out, KvEntry entry) {
    out.text(entry.key())
        .octets(entry.value().bytes())
        .number(entry.flags())
        .number(entry.lockIndex());
    out.text(entry.session());
    indexes(out, entry.indexes());
  }

  public static KvEntry entry(BinaryReader in) {
    return new KvEntry(
        in.text(), Octets.owning(in.octets()), in.number(), in.number(), in.text(), indexes(in));
  }

  public static void session(BinaryWriter out, Session session) {
    out.text(session.id().value()).text(session.name()).text(session.node().value());
    out.number(session.lockDelay().nanos());
    out.octet(session.behaviour() == Session.Behaviour.DELETE ? 2 : 1).text(session.ttl());
    out.list(session.nodeChecks(), BinaryWriter::text);
    out.list(session.serviceChecks(), (to, check) -> to.text(check.id()).text(check.namespace()));
    out.list(session.checks(), BinaryWriter::text);
    indexes(out, session.indexes());
  }

  public static Session session(BinaryReader in) {
    return new Session(
        new SessionId(in.text()),
        in.text(),
        new NodeName(in.text()),
        new GoDuration(in.number()),
        behaviour(in.octet()),
        in.text(),
        in.list(BinaryReader::text),
        in.list(from -> new Session.ServiceCheck(from.text(), from.text())),
        in.list(BinaryReader::text),
        indexes(in));
  }

  private static Session.Behaviour behaviour(int number) {
    return switch (number) {
      case 1 -> Session.Behaviour.RELEASE;
      case 2 -> Session.Behaviour.DELETE;
      default -> throw new CodecException("unknown behaviour of a session: " + number);
    };
  }

  public static void member(BinaryWriter out, Member member) {
    out.text(member.name()).text(member.address()).number(member.port());
    out.map(member.tags(), BinaryWriter::text).number(member.status().number());
  }

  public static Member member(BinaryReader in) {
    String name = in.text();
    String address = in.text();
    int port = in.count();
    Map<String, String> tags = in.map(BinaryReader::text);
    return new Member(name, address, port, tags == null ? Map.of() : tags, status(in.count()));
  }

  private static Member.Status status(int number) {
    for (Member.Status status : Member.Status.values()) {
      if (status.number() == number) {
        return status;
      }
    }
    throw new CodecException("unknown status of a member: " + number);
  }

  private static void definition(BinaryWriter out, CheckDefinition definition) {
    if (definition.equals(CheckDefinition.NONE)) {
      out.bool(false);
      return;
    }
    out.bool(true)
        .text(definition.http())
        .text(definition.tlsServerName())
        .bool(definition.tlsSkipVerify());
    out.map(definition.header(), (to, values) -> to.list(values, BinaryWriter::text));
    out.text(definition.method())
        .text(definition.body())
        .bool(definition.disableRedirects())
        .text(definition.tcp());
    out.bool(definition.tcpUseTls())
        .text(definition.udp())
        .text(definition.grpc())
        .text(definition.osService());
    out.bool(definition.grpcUseTls())
        .number(definition.interval().toNanos())
        .number(definition.timeout().toNanos());
    out.number(definition.deregisterCriticalServiceAfter().toNanos());
  }

  private static CheckDefinition definition(BinaryReader in) {
    if (!in.bool()) {
      return CheckDefinition.NONE;
    }
    return new CheckDefinition(
        in.text(),
        in.text(),
        in.bool(),
        headers(in),
        in.text(),
        in.text(),
        in.bool(),
        in.text(),
        in.bool(),
        in.text(),
        in.text(),
        in.text(),
        in.bool(),
        Duration.ofNanos(in.number()),
        Duration.ofNanos(in.number()),
        Duration.ofNanos(in.number()));
  }

  private static @Nullable Map<String, List<String>> headers(BinaryReader in) {
    return in.map(
        from -> {
          List<String> values = from.list(BinaryReader::text);
          return values == null ? List.of() : values;
        });
  }

  public static void coordinate(BinaryWriter out, NodeCoordinate row) {
    out.text(row.node().value()).text(row.segment());
    Coordinate coordinate = row.coordinate();
    coordinate.vec().forEach(out::real);
    out.real(coordinate.error()).real(coordinate.adjustment()).real(coordinate.height());
  }

  public static NodeCoordinate coordinate(BinaryReader in) {
    NodeName node = new NodeName(in.text());
    String segment = in.text();
    List<Double> vec = new ArrayList<>(Coordinate.DIMENSIONS);
    for (int i = 0; i < Coordinate.DIMENSIONS; i++) {
      vec.add(in.real());
    }
    return new NodeCoordinate(node, segment, new Coordinate(vec, in.real(), in.real(), in.real()));
  }

  private static void indexes(BinaryWriter out, LogIndexes indexes) {
    out.number(indexes.create()).number(indexes.modify());
  }

  private static LogIndexes indexes(BinaryReader in) {
    long create = in.number();
    long modify = in.number();
    return create == 0 && modify == 0 ? LogIndexes.NONE : new LogIndexes(create, modify);
  }
}
