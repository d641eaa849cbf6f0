package org.lictor.http.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lictor.model.Locality;
import org.lictor.model.Node;
import org.lictor.model.ServiceAddress;
import org.lictor.model.ServiceEntry;
import org.lictor.model.Weights;
import org.lictor.query.CatalogQuery.NodeServices;
import org.lictor.query.ServiceInstance;

/** Nodes and services in the shapes that the catalog's and the health pages give them. */
public final class CatalogJson {
  private final String datacenter;

  /** For the objects of {@code datacenter}, which each node names. */
  public CatalogJson(String datacenter) {
    this.datacenter = datacenter;
  }

  /** {@code /v1/catalog/nodes}. */
  public byte[] nodes(List<Node> nodes) {
    return Json.bytes(
        out -> {
          out.writeStartArray();
          for (Node node : nodes) {
            node(out, node);
          }
          out.writeEndArray();
        });
  }

  /** {@code /v1/catalog/services}. */
  public byte[] services(Map<String, Set<String>> services) {
    return Json.bytes(
        out -> {
          out.writeStartObject();
          for (Map.Entry<String, Set<String>> service : services.entrySet()) {
            Json.list(out, service.getKey(), service.getValue());
          }
          out.writeEndObject();
        });
  }

  /** {@code /v1/catalog/service/:service}. */
  public byte[] instances(List<ServiceInstance> instances) {
    return Json.bytes(
        out -> {
          out.writeStartArray();
          for (ServiceInstance instance : instances) {
            instance(out, instance.node(), instance.service());
          }
          out.writeEndArray();
        });
  }

  /** {@code /v1/catalog/node/:node}: services by id. */
  public byte[] nodeWithServices(Optional<NodeServices> found) {
    if (found.isEmpty()) {
      return Json.bytes(JsonGenerator::writeNull);
    }
    return Json.bytes(
        out -> {
          out.writeStartObject();
          out.writeFieldName("Node");
          node(out, found.get().node());
          out.writeObjectFieldStart("Services");
          for (ServiceEntry service : found.get().services()) {
            out.writeFieldName(service.id().value());
            service(out, service);
          }
          out.writeEndObject();
          out.writeEndObject();
        });
  }

  /** {@code /v1/catalog/node-services/:node}: services in a list. */
  public byte[] nodeServiceList(Optional<NodeServices> found) {
    return Json.bytes(
        out -> {
          out.writeStartObject();
          if (found.isEmpty()) {
            out.writeNullField("Node");
            out.writeNullField("Services");
          } else {
            out.writeFieldName("Node");
            node(out, found.get().node());
            out.writeArrayFieldStart("Services");
            for (ServiceEntry service : found.get().services()) {
              service(out, service);
            }
            out.writeEndArray();
          }
          out.writeEndObject();
        });
  }

  void node(JsonGenerator out, Node node) throws IOException {
    out.writeStartObject();
    out.writeStringField("ID", node.id());
    out.writeStringField("Node", node.name().value());
    out.writeStringField("Address", node.address());
    out.writeStringField("Datacenter", datacenter);
    Json.map(out, "TaggedAddresses", node.taggedAddresses());
    Json.map(out, "Meta", node.meta());
    out.writeNumberField("CreateIndex", node.indexes().create());
    out.writeNumberField("ModifyIndex", node.indexes().modify());
    out.writeEndObject();
  }

  private void instance(JsonGenerator out, Node node, ServiceEntry service) throws IOException {
    out.writeStartObject();
    out.writeStringField("ID", node.id());
    out.writeStringField("Node", node.name().value());
    out.writeStringField("Address", node.address());
    out.writeStringField("Datacenter", datacenter);
    Json.map(out, "TaggedAddresses", node.taggedAddresses());
    Json.map(out, "NodeMeta", node.meta());
    out.writeStringField("ServiceKind", service.kind());
    out.writeStringField("ServiceID", service.id().value());
    out.writeStringField("ServiceName", service.name());
    Json.list(out, "ServiceTags", service.tags());
    out.writeStringField("ServiceAddress", service.address());
    addresses(out, "ServiceTaggedAddresses", service.taggedAddresses());
    weights(out, "ServiceWeights", service.weights());
    Json.map(out, "ServiceMeta", service.meta() == null ? Map.of() : service.meta());
    out.writeNumberField("ServicePort", service.port());
    out.writeStringField("ServiceSocketPath", service.socketPath());
    out.writeBooleanField("ServiceEnableTagOverride", service.enableTagOverride());
    proxy(out, "ServiceProxy");
    connect(out, "ServiceConnect", service);
    out.writeFieldName("ServiceLocality");
    locality(out, service.locality());
    out.writeNumberField("CreateIndex", service.indexes().create());
    out.writeNumberField("ModifyIndex", service.indexes().modify());
    out.writeEndObject();
  }

  static void localityIfSaid(JsonGenerator out, ServiceEntry service) throws IOException {
    if (service.locality() != null) {
      out.writeFieldName("Locality");
      locality(out, service.locality());
    }
  }

  private static void locality(JsonGenerator out, @Nullable Locality locality) throws IOException {
    if (locality == null) {
      out.writeNull();
      return;
    }
    out.writeStartObject();
    Json.unlessEmpty(out, "Region", locality.region());
    Json.unlessEmpty(out, "Zone", locality.zone());
    out.writeEndObject();
  }

  static void service(JsonGenerator out, ServiceEntry service) throws IOException {
    service(out, service, List.of());
  }

  /** As it is kept: tags that were never given are null. */
  static void keptService(JsonGenerator out, ServiceEntry service) throws IOException {
    service(out, service, null);
  }

  /**
   * @param absentTags stands for tags that were never given; null for null
   */
  static void service(JsonGenerator out, ServiceEntry service, @Nullable List<String> absentTags)
      throws IOException {
    out.writeStartObject();
    Json.unlessEmpty(out, "Kind", service.kind());
    out.writeStringField("ID", service.id().value());
    out.writeStringField("Service", service.name());
    Json.listOrNull(out, "Tags", service.tags() == null ? absentTags : service.tags());
    out.writeStringField("Address", service.address());
    addresses(out, "TaggedAddresses", service.taggedAddresses());
    Json.map(out, "Meta", service.meta());
    if (service.port() != 0) {
      out.writeNumberField("Port", service.port());
    }
    Json.unlessEmpty(out, "SocketPath", service.socketPath());
    weights(out, "Weights", service.weights());
    out.writeBooleanField("EnableTagOverride", service.enableTagOverride());
    proxy(out, "Proxy");
    connect(out, "Connect", service);
    localityIfSaid(out, service);
    out.writeStringField("PeerName", "");
    out.writeNumberField("CreateIndex", service.indexes().create());
    out.writeNumberField("ModifyIndex", service.indexes().modify());
    out.writeEndObject();
  }

  static void addresses(
      JsonGenerator out, String field, @Nullable Map<String, ServiceAddress> addresses)
      throws IOException {
    if (addresses == null || addresses.isEmpty()) {
      return;
    }
    out.writeObjectFieldStart(field);
    for (Map.Entry<String, ServiceAddress> entry : addresses.entrySet()) {
      out.writeObjectFieldStart(entry.getKey());
      out.writeStringField("Address", entry.getValue().address());
      out.writeNumberField("Port", entry.getValue().port());
      out.writeEndObject();
    }
    out.writeEndObject();
  }

  static void weights(JsonGenerator out, String field, Weights weights) throws IOException {
    out.writeObjectFieldStart(field);
    out.writeNumberField("Passing", weights.passing());
    out.writeNumberField("Warning", weights.warning());
    out.writeEndObject();
  }

  /** The same as the client library lays it out. */
  static void mesh(JsonGenerator out, ServiceEntry service) throws IOException {
    out.writeObjectFieldStart("Proxy");
    out.writeObjectFieldStart("MeshGateway");
    out.writeEndObject();
    out.writeObjectFieldStart("Expose");
    out.writeEndObject();
    out.writeEndObject();
    connect(out, "Connect", service);
  }

  /** What an ordinary service has to say of the mesh. */
  private static void proxy(JsonGenerator out, String field) throws IOException {
    out.writeObjectFieldStart(field);
    out.writeStringField("Mode", "");
    out.writeObjectFieldStart("MeshGateway");
    out.writeEndObject();
    out.writeObjectFieldStart("Expose");
    out.writeEndObject();
    out.writeEndObject();
  }

  private static void connect(JsonGenerator out, String field, ServiceEntry service)
      throws IOException {
    out.writeObjectFieldStart(field);
    if (service.connectNative()) {
      out.writeBooleanField("Native", true);
    }
    out.writeEndObject();
  }
}
