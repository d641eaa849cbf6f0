package org.lictor.http.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lictor.model.CheckDefinition;
import org.lictor.model.GoDuration;
import org.lictor.model.HealthCheck;
import org.lictor.model.ServiceEntry;
import org.lictor.query.ServiceInstance;

/** Checks, and instances with their checks, in the shapes of the health pages. */
public final class HealthJson {
  private final CatalogJson catalog;

  public HealthJson(CatalogJson catalog) {
    this.catalog = catalog;
  }

  /** {@code /v1/health/node}, {@code /checks} and {@code /state}. */
  public byte[] checks(List<HealthCheck> checks) {
    return Json.bytes(out -> array(out, checks));
  }

  /** {@code /v1/health/service/:service}. */
  public byte[] instances(List<ServiceInstance> instances) {
    return instances(instances, catalog, CatalogJson::service, HealthJson::array);
  }

  /** A part of an instance, in a shape. */
  interface Part<T> {
    void write(JsonGenerator out, T part) throws IOException;
  }

  /** Instances with their nodes, the service and the checks of each in the shapes given. */
  static byte[] instances(
      List<ServiceInstance> instances,
      CatalogJson catalog,
      Part<ServiceEntry> service,
      Part<List<HealthCheck>> checks) {
    return Json.bytes(
        out -> {
          out.writeStartArray();
          for (ServiceInstance instance : instances) {
            out.writeStartObject();
            out.writeFieldName("Node");
            catalog.node(out, instance.node());
            out.writeFieldName("Service");
            service.write(out, instance.service());
            out.writeFieldName("Checks");
            checks.write(out, instance.checks());
            out.writeEndObject();
          }
          out.writeEndArray();
        });
  }

  static void array(JsonGenerator out, List<HealthCheck> checks) throws IOException {
    out.writeStartArray();
    for (HealthCheck check : checks) {
      check(out, check);
    }
    out.writeEndArray();
  }

  /** One check. */
  static void check(JsonGenerator out, HealthCheck check) throws IOException {
    check(out, check, List.of());
  }

  /**
   * @param absentTags stands for tags of a service that has none; null for null
   */
  static void check(JsonGenerator out, HealthCheck check, @Nullable List<String> absentTags)
      throws IOException {
    out.writeStartObject();
    identity(out, check);
    Json.listOrNull(
        out, "ServiceTags", check.serviceTags() == null ? absentTags : check.serviceTags());
    out.writeStringField("Type", check.type());
    out.writeStringField("Interval", check.interval());
    out.writeStringField("Timeout", check.timeout());
    out.writeNumberField("ExposedPort", check.exposedPort());
    out.writeFieldName("Definition");
    definition(out, check.definition());
    out.writeNumberField("CreateIndex", check.indexes().create());
    out.writeNumberField("ModifyIndex", check.indexes().modify());
    out.writeEndObject();
  }

  /**
   * The same as a client's library writes it: with all of a definition, and no times beside it.
   *
   * @param shown the definition; an agent's own checks show none
   */
  static void checkInFull(JsonGenerator out, HealthCheck check, CheckDefinition shown)
      throws IOException {
    out.writeStartObject();
    identity(out, check);
    Json.list(out, "ServiceTags", check.serviceTags());
    out.writeStringField("Type", check.type());
    out.writeNumberField("ExposedPort", check.exposedPort());
    out.writeFieldName("Definition");
    definitionInFull(out, shown);
    out.writeNumberField("CreateIndex", check.indexes().create());
    out.writeNumberField("ModifyIndex", check.indexes().modify());
    out.writeEndObject();
  }

  private static void identity(JsonGenerator out, HealthCheck check) throws IOException {
    out.writeStringField("Node", check.node().value());
    out.writeStringField("CheckID", check.id().value());
    out.writeStringField("Name", check.name());
    out.writeStringField("Status", check.status());
    out.writeStringField("Notes", check.notes());
    out.writeStringField("Output", check.output());
    out.writeStringField("ServiceID", check.serviceId());
    out.writeStringField("ServiceName", check.serviceName());
  }

  private static void definitionInFull(JsonGenerator out, CheckDefinition definition)
      throws IOException {
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

  private static void definition(JsonGenerator out, CheckDefinition definition) throws IOException {
    out.writeStartObject();
    duration(out, "Interval", definition.interval());
    duration(out, "Timeout", definition.timeout());
    duration(out, "DeregisterCriticalServiceAfter", definition.deregisterCriticalServiceAfter());
    Json.unlessEmpty(out, "HTTP", definition.http());
    Json.unlessEmpty(out, "TLSServerName", definition.tlsServerName());
    flag(out, "TLSSkipVerify", definition.tlsSkipVerify());
    if (definition.header() != null && !definition.header().isEmpty()) {
      out.writeObjectFieldStart("Header");
      for (Map.Entry<String, List<String>> header : definition.header().entrySet()) {
        Json.list(out, header.getKey(), header.getValue());
      }
      out.writeEndObject();
    }
    Json.unlessEmpty(out, "Method", definition.method());
    Json.unlessEmpty(out, "Body", definition.body());
    flag(out, "DisableRedirects", definition.disableRedirects());
    Json.unlessEmpty(out, "TCP", definition.tcp());
    flag(out, "TCPUseTLS", definition.tcpUseTls());
    Json.unlessEmpty(out, "UDP", definition.udp());
    Json.unlessEmpty(out, "OSService", definition.osService());
    Json.unlessEmpty(out, "GRPC", definition.grpc());
    flag(out, "GRPCUseTLS", definition.grpcUseTls());
    out.writeEndObject();
  }

  private static void duration(JsonGenerator out, String field, Duration value) throws IOException {
    if (!value.isZero()) {
      out.writeStringField(field, GoDuration.of(value).toString());
    }
  }

  private static void flag(JsonGenerator out, String field, boolean value) throws IOException {
    if (value) {
      out.writeBooleanField(field, true);
    }
  }
}
