package org.lictor.http.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.lictor.agent.InstanceHealth;
import org.lictor.model.CheckDefinition;
import org.lictor.model.HealthCheck;
import org.lictor.model.Member;
import org.lictor.model.ServiceEntry;

/** What an agent says of itself, in the shapes of the agent pages. */
public final class AgentJson {
  private final String datacenter;

  public AgentJson(String datacenter) {
    this.datacenter = datacenter;
  }

  /** {@code /v1/agent/services}. */
  public byte[] services(Map<String, ServiceEntry> services) {
    return Json.bytes(
        out -> {
          out.writeStartObject();
          for (Map.Entry<String, ServiceEntry> service : services.entrySet()) {
            out.writeFieldName(service.getKey());
            service(out, service.getValue(), "");
          }
          out.writeEndObject();
        });
  }

  /** {@code /v1/agent/service/:id}. */
  public byte[] service(ServiceEntry service, String contentHash) {
    return Json.bytes(out -> service(out, service, contentHash));
  }

  /** {@code /v1/agent/checks}. */
  public byte[] checks(Map<String, HealthCheck> checks) {
    return Json.bytes(
        out -> {
          out.writeStartObject();
          for (Map.Entry<String, HealthCheck> check : checks.entrySet()) {
            out.writeFieldName(check.getKey());
            HealthJson.check(out, check.getValue());
          }
          out.writeEndObject();
        });
  }

  /** {@code /v1/agent/health/service/id/:id}. */
  public byte[] health(InstanceHealth instance) {
    return Json.bytes(out -> health(out, instance));
  }

  /** {@code /v1/agent/health/service/name/:name}. */
  public byte[] health(List<InstanceHealth> instances) {
    return Json.bytes(
        out -> {
          out.writeStartArray();
          for (InstanceHealth instance : instances) {
            health(out, instance);
          }
          out.writeEndArray();
        });
  }

  /** {@code /v1/agent/health/service/id/:id} of an id that nobody has. */
  public static byte[] noHealth() {
    return Json.bytes(
        out -> {
          out.writeStartObject();
          out.writeStringField("AggregatedStatus", HealthCheck.CRITICAL);
          out.writeNullField("Service");
          out.writeNullField("Checks");
          out.writeEndObject();
        });
  }

  private void health(JsonGenerator out, InstanceHealth instance) throws IOException {
    out.writeStartObject();
    out.writeStringField("AggregatedStatus", instance.status());
    out.writeFieldName("Service");
    service(out, instance.service(), "");
    out.writeArrayFieldStart("Checks");
    for (HealthCheck check : instance.checks()) {
      HealthJson.checkInFull(out, check, CheckDefinition.NONE);
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  /** {@code /v1/agent/members}. */
  public byte[] members(List<Member> members) {
    return Json.bytes(
        out -> {
          out.writeStartArray();
          for (Member member : members) {
            member(out, member);
          }
          out.writeEndArray();
        });
  }

  private void service(JsonGenerator out, ServiceEntry service, String contentHash)
      throws IOException {
    out.writeStartObject();
    Json.unlessEmpty(out, "Kind", service.kind());
    out.writeStringField("ID", service.id().value());
    out.writeStringField("Service", service.name());
    Json.list(out, "Tags", service.tags());
    Json.map(out, "Meta", service.meta() == null ? Map.of() : service.meta());
    out.writeNumberField("Port", service.port());
    out.writeStringField("Address", service.address());
    Json.unlessEmpty(out, "SocketPath", service.socketPath());
    CatalogJson.addresses(out, "TaggedAddresses", service.taggedAddresses());
    CatalogJson.weights(out, "Weights", service.weights());
    out.writeBooleanField("EnableTagOverride", service.enableTagOverride());
    Json.unlessEmpty(out, "ContentHash", contentHash);
    if (service.connectNative()) {
      out.writeObjectFieldStart("Connect");
      out.writeBooleanField("Native", true);
      out.writeEndObject();
    }
    out.writeStringField("Datacenter", datacenter);
    CatalogJson.localityIfSaid(out, service);
    out.writeEndObject();
  }

  static void member(JsonGenerator out, Member member) throws IOException {
    out.writeStartObject();
    out.writeStringField("Name", member.name());
    out.writeStringField("Addr", member.address());
    out.writeNumberField("Port", member.port());
    Json.map(out, "Tags", member.tags());
    out.writeNumberField("Status", member.status().number());
    // The versions of the gossip protocol that clients expect to see; there is no gossip here to
    // have others.
    out.writeNumberField("ProtocolMin", 1);
    out.writeNumberField("ProtocolMax", 5);
    out.writeNumberField("ProtocolCur", 2);
    out.writeNumberField("DelegateMin", 2);
    out.writeNumberField("DelegateMax", 5);
    out.writeNumberField("DelegateCur", 4);
    out.writeEndObject();
  }
}
