package org.lictor.http.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.lictor.model.HealthCheck;
import org.lictor.model.Node;
import org.lictor.model.ServiceEntry;
import org.lictor.query.ServiceSummary;
import org.lictor.query.UiQuery.NodeSheet;

/** The lists of {@code /v1/internal/ui}. */
public final class UiJson {
  private static final String VERSION = "consul-version";

  private final String datacenter;

  /** For the objects of {@code datacenter}. */
  public UiJson(String datacenter) {
    this.datacenter = datacenter;
  }

  /** {@code /v1/internal/ui/nodes}. */
  public byte[] nodes(List<NodeSheet> sheets) {
    return Json.bytes(
        out -> {
          out.writeStartArray();
          for (NodeSheet sheet : sheets) {
            node(out, sheet);
          }
          out.writeEndArray();
        });
  }

  /** {@code /v1/internal/ui/node/:node}. */
  public byte[] node(NodeSheet sheet) {
    return Json.bytes(out -> node(out, sheet));
  }

  private static void node(JsonGenerator out, NodeSheet sheet) throws IOException {
    Node node = sheet.node();
    out.writeStartObject();
    out.writeStringField("ID", node.id());
    out.writeStringField("Node", node.name().value());
    out.writeStringField("Address", node.address());
    Json.map(out, "TaggedAddresses", node.taggedAddresses());
    Json.map(out, "Meta", meta(sheet));
    out.writeArrayFieldStart("Services");
    for (ServiceEntry service : sheet.services()) {
      CatalogJson.service(out, service);
    }
    out.writeEndArray();
    out.writeArrayFieldStart("Checks");
    for (HealthCheck check : sheet.checks()) {
      HealthJson.check(out, check);
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private static @Nullable Map<String, String> meta(NodeSheet sheet) {
    Map<String, String> meta = sheet.node().meta();
    if (sheet.version().isEmpty()) {
      return meta;
    }
    Map<String, String> all = new TreeMap<>(meta == null ? Map.of() : meta);
    all.putIfAbsent(VERSION, sheet.version());
    return all;
  }

  /** {@code /v1/internal/ui/services}. */
  public byte[] services(List<ServiceSummary> summaries) {
    return Json.bytes(
        out -> {
          out.writeStartArray();
          for (ServiceSummary summary : summaries) {
            service(out, summary);
          }
          out.writeEndArray();
        });
  }

  private void service(JsonGenerator out, ServiceSummary summary) throws IOException {
    out.writeStartObject();
    Json.unlessEmpty(out, "Kind", summary.kind());
    out.writeStringField("Name", summary.name());
    out.writeStringField("Datacenter", datacenter);
    orNull(out, "Tags", summary.tags());
    orNull(out, "Nodes", summary.nodes());
    orNull(out, "ExternalSources", summary.externalSources());
    out.writeNumberField("InstanceCount", summary.instances());
    out.writeNumberField("ChecksPassing", summary.passing());
    out.writeNumberField("ChecksWarning", summary.warning());
    out.writeNumberField("ChecksCritical", summary.critical());
    out.writeObjectFieldStart("GatewayConfig");
    out.writeEndObject();
    out.writeBooleanField("TransparentProxy", false);
    out.writeBooleanField("ConnectNative", summary.connectNative());
    out.writeBooleanField("ConnectedWithProxy", false);
    out.writeBooleanField("ConnectedWithGateway", false);
    out.writeEndObject();
  }

  private static void orNull(JsonGenerator out, String field, Collection<String> values)
      throws IOException {
    if (values.isEmpty()) {
      out.writeNullField(field);
    } else {
      Json.list(out, field, values);
    }
  }

  /** {@code /v1/internal/ui/catalog-overview}, made of the whole registry. */
  public static byte[] overview(List<NodeSheet> sheets) {
    Map<String, Tally> services = new TreeMap<>();
    Map<String, Tally> checks = new TreeMap<>();
    Tally nodes = new Tally();
    for (NodeSheet sheet : sheets) {
      nodes.add(worst(sheet.checks(), HealthCheck::ofNode));
      for (ServiceEntry service : sheet.services()) {
        tally(services, service.name())
            .add(
                worst(
                    sheet.checks(),
                    check ->
                        check.ofNode()
                            || check.serviceId().equalsIgnoreCase(service.id().value())));
      }
      for (HealthCheck check : sheet.checks()) {
        tally(checks, check.name()).add(check.status());
      }
    }
    Map<String, Tally> all = new LinkedHashMap<>();
    all.put("", nodes);
    return Json.bytes(
        out -> {
          out.writeStartObject();
          tallies(out, "Nodes", all);
          tallies(out, "Services", services);
          tallies(out, "Checks", checks);
          out.writeEndObject();
        });
  }

  /** How many are in which state. */
  private static final class Tally {
    private int passing;
    private int warning;
    private int critical;

    void add(String status) {
      switch (status) {
        case HealthCheck.CRITICAL -> critical++;
        case HealthCheck.WARNING -> warning++;
        default -> passing++;
      }
    }
  }

  private static Tally tally(Map<String, Tally> tallies, String name) {
    return tallies.computeIfAbsent(name, key -> new Tally());
  }

  private static String worst(List<HealthCheck> checks, Function<HealthCheck, Boolean> counts) {
    String worst = HealthCheck.PASSING;
    for (HealthCheck check : checks) {
      if (counts.apply(check)) {
        if (check.critical()) {
          return HealthCheck.CRITICAL;
        }
        worst = check.passing() ? worst : HealthCheck.WARNING;
      }
    }
    return worst;
  }

  private static void tallies(JsonGenerator out, String field, Map<String, Tally> tallies)
      throws IOException {
    out.writeArrayFieldStart(field);
    for (Map.Entry<String, Tally> entry : tallies.entrySet()) {
      Tally tally = entry.getValue();
      out.writeStartObject();
      Json.unlessEmpty(out, "Name", entry.getKey());
      out.writeNumberField("Total", tally.passing + tally.warning + tally.critical);
      out.writeNumberField("Passing", tally.passing);
      out.writeNumberField("Warning", tally.warning);
      out.writeNumberField("Critical", tally.critical);
      out.writeEndObject();
    }
    out.writeEndArray();
  }
}
