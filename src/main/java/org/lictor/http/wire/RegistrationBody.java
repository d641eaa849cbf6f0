package org.lictor.http.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.lictor.model.CheckDefinition;
import org.lictor.model.CheckId;
import org.lictor.model.HealthCheck;
import org.lictor.model.InvalidModelException;
import org.lictor.model.Locality;
import org.lictor.model.LogIndexes;
import org.lictor.model.Metadata;
import org.lictor.model.Node;
import org.lictor.model.NodeName;
import org.lictor.model.ServiceAddress;
import org.lictor.model.ServiceEntry;
import org.lictor.model.ServiceId;
import org.lictor.model.Weights;
import org.lictor.registrar.InvalidRequestException;
import org.lictor.registrar.Registration;

/**
 * The body of {@code PUT /v1/catalog/register}, of the right shape; what it asks for may still not
 * be possible.
 */
public final class RegistrationBody {
  private static final int UUID_CHARACTERS = 36;
  private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private final String datacenter;
  private final String id;
  private final String node;
  private final String address;
  private final @Nullable Map<String, String> tagged;
  private final @Nullable Map<String, String> meta;
  private final boolean skip;
  private final @Nullable ServiceDraft service;
  private final List<CheckDraft> checks = new ArrayList<>();

  /**
   * Reads it.
   *
   * @throws BadBodyException when it is not JSON of the right shape
   */
  public static RegistrationBody of(byte[] body) {
    return new RegistrationBody(Fields.of(body));
  }

  private RegistrationBody(Fields fields) {
    datacenter = fields.text("Datacenter");
    id = fields.text("ID").toLowerCase(Locale.ROOT);
    node = fields.text("Node");
    address = fields.text("Address");
    tagged = fields.textMap("TaggedAddresses");
    meta = fields.textMap("NodeMeta");
    skip = fields.flag("SkipNodeUpdate");
    fields.skip(
        "WriteRequest",
        "Token",
        "Namespace",
        "Partition",
        "Locality",
        "EnterpriseMeta",
        "PeerName");
    service = fields.object("Service", ServiceDraft::of);
    CheckDraft single = fields.object("Check", CheckDraft::of);
    if (single != null) {
      checks.add(single);
    }
    List<CheckDraft> several = fields.objects("Checks", CheckDraft::of);
    if (several != null) {
      checks.addAll(several);
    }
    fields.end();
  }

  /** The datacenter that is meant; empty for the agent's. */
  public String datacenter() {
    return datacenter;
  }

  /**
   * What is to be registered.
   *
   * @throws InvalidRequestException when something is missing or cannot be
   */
  public Registration registration() {
    if (node.isEmpty()) {
      throw new InvalidRequestException("Must provide node");
    }
    requireNodeId(id);
    NodeName name = new NodeName(node);
    Node record = new Node(name, id, address, tagged, meta, LogIndexes.NONE);
    try {
      ServiceEntry entry = service == null ? null : service.entry(name);
      List<HealthCheck> entries = new ArrayList<>();
      for (CheckDraft check : checks) {
        entries.add(check.entry(name));
      }
      return new Registration(record, skip, entry, entries);
    } catch (InvalidModelException e) {
      throw new InvalidRequestException("Invalid service " + e.field() + ": " + e.getMessage());
    }
  }

  /** Fails unless {@code id} is a UUID, or empty. */
  static void requireNodeId(String id) {
    if (!id.isEmpty() && !UUID.matcher(id).matches()) {
      throw new InvalidRequestException(
          "Bad node ID: uuid "
              + (id.length() == UUID_CHARACTERS
                  ? "is improperly formatted"
                  : "string is wrong length"));
    }
  }

  /** A service as it was sent. */
  record ServiceDraft(
      String id,
      String name,
      String kind,
      @Nullable List<String> tags,
      String address,
      @Nullable Map<String, ServiceAddress> tagged,
      @Nullable Map<String, String> meta,
      int port,
      String socketPath,
      Weights weights,
      boolean enableTagOverride,
      boolean connectNative,
      @Nullable Locality locality) {
    static ServiceDraft of(Fields fields) {
      ServiceDraft draft =
          new ServiceDraft(
              fields.text("ID"),
              fields.text("Service"),
              fields.text("Kind"),
              fields.texts("Tags"),
              fields.text("Address"),
              fields.objectMap("TaggedAddresses", ServiceDraft::address),
              fields.textMap("Meta"),
              fields.number("Port"),
              fields.text("SocketPath"),
              weights(fields),
              fields.flag("EnableTagOverride"),
              Boolean.TRUE.equals(fields.object("Connect", ServiceDraft::connect)),
              fields.object("Locality", ServiceBody::locality));
      fields.skip("Proxy", "Namespace", "Partition", "PeerName", "CreateIndex", "ModifyIndex");
      return draft;
    }

    private static ServiceAddress address(Fields fields) {
      return new ServiceAddress(fields.text("Address"), fields.number("Port"));
    }

    private static boolean connect(Fields fields) {
      boolean speaksMesh = fields.flag("Native");
      fields.skipRest();
      return speaksMesh;
    }

    /**
     * Those that mean nothing are not refused here: clients send zeros for what they do not set.
     */
    private static Weights weights(Fields fields) {
      Weights given =
          fields.object(
              "Weights", inner -> new Weights(inner.number("Passing"), inner.number("Warning")));
      return given == null || !isWeight(given.passing(), 1) || !isWeight(given.warning(), 0)
          ? Weights.DEFAULT
          : given;
    }

    private static boolean isWeight(int weight, int least) {
      return weight >= least && weight <= 0xFFFF;
    }

    ServiceEntry entry(NodeName node) {
      if (name.isEmpty()) {
        throw new InvalidRequestException(
            id.isEmpty()
                ? "Must provide service name (Service.Service)"
                : "Must provide service name (Service.Service) when service ID is provided");
      }
      if (address.equals("0.0.0.0") || address.equals("::") || address.equals("[::]")) {
        throw new InvalidRequestException("Invalid service address");
      }
      ServiceId key = new ServiceId(id.isEmpty() ? name : id);
      if (meta != null) {
        Metadata.problem(meta)
            .ifPresent(
                problem -> {
                  throw new InvalidRequestException(
                      "failed inserting service: Invalid Service Meta for node "
                          + node
                          + " and serviceID "
                          + key
                          + ": "
                          + problem);
                });
      }
      return new ServiceEntry(
          node,
          key,
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
          connectNative,
          locality,
          LogIndexes.NONE);
    }
  }

  /** A check as it was sent. */
  record CheckDraft(
      String node,
      String id,
      String name,
      String status,
      String notes,
      String output,
      String serviceId,
      String type,
      String interval,
      String timeout,
      int exposedPort,
      CheckDefinition definition) {
    static CheckDraft of(Fields fields) {
      CheckDefinition given = fields.object("Definition", CheckDraft::definition);
      CheckDraft draft =
          new CheckDraft(
              fields.text("Node"),
              fields.text("CheckID"),
              fields.text("Name"),
              fields.text("Status"),
              fields.text("Notes"),
              fields.text("Output"),
              fields.text("ServiceID"),
              fields.text("Type"),
              fields.text("Interval"),
              fields.text("Timeout"),
              fields.number("ExposedPort"),
              given == null ? CheckDefinition.NONE : given);
      fields.skip(
          "ServiceName",
          "ServiceTags",
          "Namespace",
          "Partition",
          "PeerName",
          "CreateIndex",
          "ModifyIndex");
      return draft;
    }

    private static CheckDefinition definition(Fields fields) {
      CheckDefinition definition =
          new CheckDefinition(
              fields.text("HTTP"),
              fields.text("TLSServerName"),
              fields.flag("TLSSkipVerify"),
              fields.textsMap("Header"),
              fields.text("Method"),
              fields.text("Body"),
              fields.flag("DisableRedirects"),
              fields.text("TCP"),
              fields.flag("TCPUseTLS"),
              fields.text("UDP"),
              fields.text("GRPC"),
              fields.text("OSService"),
              fields.flag("GRPCUseTLS"),
              fields.duration("Interval").toDuration(),
              fields.duration("Timeout").toDuration(),
              fields.duration("DeregisterCriticalServiceAfter").toDuration());
      fields.skipRest();
      return definition;
    }

    /** What kind of check a definition makes, when its owner did not say. */
    private static String typeOf(CheckDefinition definition) {
      if (!definition.grpc().isEmpty()) {
        return "grpc";
      }
      if (!definition.http().isEmpty()) {
        return "http";
      }
      if (!definition.tcp().isEmpty()) {
        return "tcp";
      }
      if (!definition.udp().isEmpty()) {
        return "udp";
      }
      return definition.osService().isEmpty() ? "" : "os_service";
    }

    HealthCheck entry(NodeName registered) {
      String key = id.isEmpty() ? name : id;
      if (key.isEmpty()) {
        throw new InvalidRequestException("Must provide check name or CheckID (Check.CheckID)");
      }
      return new HealthCheck(
          node.isEmpty() ? registered : new NodeName(node),
          new CheckId(key),
          name,
          status.isEmpty() ? HealthCheck.CRITICAL : status,
          notes,
          output,
          serviceId,
          "",
          null,
          type.isEmpty() ? typeOf(definition) : type,
          interval,
          timeout,
          exposedPort,
          definition,
          LogIndexes.NONE);
    }
  }
}
