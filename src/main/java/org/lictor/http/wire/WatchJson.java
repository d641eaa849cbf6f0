package org.lictor.http.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lictor.agent.ContentHash;
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
    return HealthJson.instances(
        instances, catalog, (out, service) -> service(out, service, null), WatchJson::checks);
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
      HealthJson.checkInFull(out, check, check.definition());
    }
    out.writeEndArray();
  }
}
