package org.lictor.http.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lictor.agent.ContentHash;
import org.lictor.model.CheckDefinition;
import org.lictor.model.GoDuration;
import org.lictor.model.HealthCheck;
import org.lictor.model.KvEntry;
import org.lictor.model.ServiceEntry;
import org.lictor.model.UserEvent;
import org.lictor.query.ServiceInstance;

/**
 * What handlers of watches read: the objects of the API in the layout of Consul's client library,
 * which orders fields in its own way and leaves out fewer of them (semantics.md 13).
 */
public final class WatchJson {
  private final CatalogJson catalog;
  private final String datacenter;

  /** For the objects of {@code datacenter}. */
  public WatchJson(String datacenter) {
    this.catalog = new CatalogJson(datacenter);
    this.datacenter = datacenter;
  }

  /** A key; null when there is none. */
  public static byte[] key(Optional<KvEntry> found) {
    return Json.bytes(
        out -> {
          if (found.isEmpty()) {
            out.writeNull();
          } else {
            key(out, found.get());
          }
        });
  }

  /** Keys under a prefix; null when there are none. */
  public static byte[] keys(List<KvEntry> found) {
    return Json.bytes(
        out -> {
          if (found.isEmpty()) {
            out.writeNull();
            return;
          }
          out.writeStartArray();
          for (KvEntry entry : found) {
            key(out, entry);
          }
          out.writeEndArray();
        });
  }

  /** Checks. */
  public static byte[] checks(List<HealthCheck> checks) {
    return Json.bytes(out -> checks(out, checks));
  }

  /** User events. */
  public static byte[] events(List<UserEvent> events) {
    return EventJson.events(events);
  }

  /** Instances with their nodes and checks. */
  public byte[] instances(List<ServiceInstance> instances) {
    return Json.bytes(
        out -> {
          out.writeStartArray();
          for (ServiceInstance instance : instances) {
            out.writeStartObject();
            out.writeFieldName("Node");
            catalog.node(out, instance.node());
            out.writeFieldName("Service");
            service(out, instance.service(), null);
            out.writeFieldName("Checks");
            checks(out, instance.checks());
            out.writeEndObject();
          }
          out.writeEndArray();
        });
  }

  /** A service of the agent that is asked. */
  public byte[] ownService(ServiceEntry service) {
    return Json.bytes(out -> service(out, service, datacenter));
  }

  private static void key(JsonGenerator out, KvEntry entry) throws IOException {
    out.writeStartObject();
    out.writeStringField("Key", entry.key());
    out.writeNumberField("CreateIndex", entry.indexes().create());
    out.writeNumberField("ModifyIndex", entry.indexes().modify());
    out.writeNumberField("LockIndex", entry.lockIndex());
    out.writeFieldName("Flags");
    out.writeNumber(Long.toUnsignedString(entry.flags()));
    if (entry.value().length() == 0) {
      out.writeNullField("Value");
    } else {
      out.writeStringField("Value", Base64.getEncoder().encodeToString(entry.value().bytes()));
    }
    out.writeStringField("Session", entry.session());
    out.writeEndObject();
  }

  /**
   * A service.
   *
   * @param own the datacenter of a service that the agent tells of itself, which has a hash in
   *     place of indexes; null for one of the catalog
   */
  private static void service(JsonGenerator out, ServiceEntry service, @Nullable String own)
      throws IOException {
    out.writeStartObject();
    Json.unlessEmpty(out, "Kind", service.kind());
    out.writeStringField("ID", service.id().value());
    out.writeStringField("Service", service.name());
    Json.list(out, "Tags", service.tags());
    Json.map(out, "Meta", own != null && service.meta() == null ? Map.of() : service.meta());
    out.writeNumberField("Port", service.port());
    out.writeStringField("Address", service.address());
    Json.unlessEmpty(out, "SocketPath", service.socketPath());
    CatalogJson.addresses(out, "TaggedAddresses", service.taggedAddresses());
    CatalogJson.weights(out, "Weights", service.weights());
    out.writeBooleanField("EnableTagOverride", service.enableTagOverride());
    if (own != null) {
      out.writeStringField("ContentHash", ContentHash.of(service));
      out.writeStringField("Datacenter", own);
    } else {
      out.writeNumberField("CreateIndex", service.indexes().create());
      out.writeNumberField("ModifyIndex", service.indexes().modify());
      CatalogJson.mesh(out, service);
    }
    out.writeEndObject();
  }

  private static void checks(JsonGenerator out, List<HealthCheck> checks) throws IOException {
    out.writeStartArray();
    for (HealthCheck check : checks) {
      check(out, check);
    }
    out.writeEndArray();
  }

  private static void check(JsonGenerator out, HealthCheck check) throws IOException {
    out.writeStartObject();
    out.writeStringField("Node", check.node().value());
    out.writeStringField("CheckID", check.id().value());
    out.writeStringField("Name", check.name());
    out.writeStringField("Status", check.status());
    out.writeStringField("Notes", check.notes());
    out.writeStringField("Output", check.output());
    out.writeStringField("ServiceID", check.serviceId());
    out.writeStringField("ServiceName", check.serviceName());
    Json.list(out, "ServiceTags", check.serviceTags());
    out.writeStringField("Type", check.type());
    out.writeNumberField("ExposedPort", check.exposedPort());
    out.writeFieldName("Definition");
    definition(out, check.definition());
    out.writeNumberField("CreateIndex", check.indexes().create());
    out.writeNumberField("ModifyIndex", check.indexes().modify());
    out.writeEndObject();
  }

  private static void definition(JsonGenerator out, CheckDefinition definition) throws IOException {
    out.writeStartObject();
    out.writeStringField("Interval", GoDuration.of(definition.interval()).toString());
    out.writeStringField("Timeout", GoDuration.of(definition.timeout()).toString());
    out.writeStringField(
        "DeregisterCriticalServiceAfter",
        GoDuration.of(definition.deregisterCriticalServiceAfter()).toString());
    out.writeStringField("HTTP", definition.http());
    Map<String, List<String>> header = definition.header();
    if (header == null || header.isEmpty()) {
      out.writeNullField("Header");
    } else {
      out.writeObjectFieldStart("Header");
      for (Map.Entry<String, List<String>> field : header.entrySet()) {
        Json.list(out, field.getKey(), field.getValue());
      }
      out.writeEndObject();
    }
    out.writeStringField("Method", definition.method());
    out.writeStringField("Body", definition.body());
    out.writeStringField("TLSServerName", definition.tlsServerName());
    out.writeBooleanField("TLSSkipVerify", definition.tlsSkipVerify());
    out.writeStringField("TCP", definition.tcp());
    out.writeBooleanField("TCPUseTLS", definition.tcpUseTls());
    out.writeStringField("UDP", definition.udp());
    out.writeStringField("GRPC", definition.grpc());
    out.writeStringField("OSService", definition.osService());
    out.writeBooleanField("GRPCUseTLS", definition.grpcUseTls());
    out.writeEndObject();
  }
}
