package org.lictor.http.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lictor.model.PreparedQuery;
import org.lictor.model.QueryFailover;
import org.lictor.model.QueryTemplate;
import org.lictor.model.ServiceQuery;
import org.lictor.query.QueryExecutor;
import org.lictor.query.ServiceInstance;

/** Prepared queries and what they find in the shapes of their pages. */
public final class QueryJson {
  private final String datacenter;

  /** For an agent of {@code datacenter}. */
  public QueryJson(String datacenter) {
    this.datacenter = datacenter;
  }

  /** How an answer came about, which these pages tell in their bodies, too. */
  public record Meta(long lastContactMillis, boolean knownLeader, String consistency) {}

  /** What a new query answers. */
  public static byte[] created(String id) {
    return Json.bytes(
        out -> {
          out.writeStartObject();
          out.writeStringField("ID", id);
          out.writeEndObject();
        });
  }

  /** {@code /v1/query} and {@code /v1/query/:id}. */
  public static byte[] queries(List<PreparedQuery> queries) {
    return Json.bytes(
        out -> {
          out.writeStartArray();
          for (PreparedQuery query : queries) {
            query(out, query);
          }
          out.writeEndArray();
        });
  }

  /** {@code /v1/query/:id/explain}. */
  public static byte[] explained(PreparedQuery query, Meta meta) {
    return Json.bytes(
        out -> {
          out.writeStartObject();
          out.writeFieldName("Query");
          query(out, query);
          meta(out, meta);
          out.writeEndObject();
        });
  }

  /** {@code /v1/query/:id/execute}. */
  public byte[] executed(QueryExecutor.Result result, Meta meta) {
    return Json.bytes(
        out -> {
          out.writeStartObject();
          out.writeStringField("Service", result.query().service().service());
          out.writeArrayFieldStart("Nodes");
          CatalogJson catalog = new CatalogJson(datacenter);
          for (ServiceInstance instance : result.instances()) {
            instance(out, catalog, instance);
          }
          out.writeEndArray();
          dns(out, result.query());
          out.writeStringField("Datacenter", datacenter);
          out.writeStringField("PeerName", "");
          // Nobody else was asked: there is no other datacenter.
          out.writeNumberField("Failovers", 0);
          meta(out, meta);
          out.writeEndObject();
        });
  }

  private static void instance(JsonGenerator out, CatalogJson catalog, ServiceInstance instance)
      throws IOException {
    out.writeStartObject();
    out.writeFieldName("Node");
    catalog.node(out, instance.node());
    out.writeFieldName("Service");
    CatalogJson.keptService(out, instance.service());
    if (instance.checks().isEmpty()) {
      out.writeNullField("Checks");
    } else {
      out.writeFieldName("Checks");
      HealthJson.array(out, instance.checks());
    }
    out.writeEndObject();
  }

  private static void query(JsonGenerator out, PreparedQuery query) throws IOException {
    out.writeStartObject();
    out.writeStringField("ID", query.id());
    out.writeStringField("Name", query.name());
    out.writeStringField("Session", query.session());
    out.writeStringField("Token", query.token());
    QueryTemplate template = query.template();
    out.writeObjectFieldStart("Template");
    out.writeStringField("Type", template.type());
    out.writeStringField("Regexp", template.regexp());
    out.writeBooleanField("RemoveEmptyTags", template.removeEmptyTags());
    out.writeEndObject();
    service(out, query.service());
    dns(out, query);
    out.writeNumberField("CreateIndex", query.indexes().create());
    out.writeNumberField("ModifyIndex", query.indexes().modify());
    out.writeEndObject();
  }

  private static void service(JsonGenerator out, ServiceQuery service) throws IOException {
    out.writeObjectFieldStart("Service");
    out.writeStringField("Service", service.service());
    out.writeStringField("SamenessGroup", service.samenessGroup());
    failover(out, service.failover());
    out.writeBooleanField("OnlyPassing", service.onlyPassing());
    texts(out, "IgnoreCheckIDs", service.ignoreCheckIds());
    out.writeStringField("Near", service.near());
    texts(out, "Tags", service.tags());
    Json.map(out, "NodeMeta", service.nodeMeta());
    Json.map(out, "ServiceMeta", service.serviceMeta());
    out.writeBooleanField("Connect", service.connect());
    out.writeStringField("Peer", service.peer());
    out.writeEndObject();
  }

  private static void failover(JsonGenerator out, QueryFailover failover) throws IOException {
    out.writeObjectFieldStart("Failover");
    out.writeNumberField("NearestN", failover.nearestN());
    texts(out, "Datacenters", failover.datacenters());
    if (failover.targets() == null) {
      out.writeNullField("Targets");
    } else {
      out.writeArrayFieldStart("Targets");
      for (QueryFailover.Target target : failover.targets()) {
        out.writeStartObject();
        out.writeStringField("Peer", target.peer());
        out.writeStringField("Datacenter", target.datacenter());
        out.writeEndObject();
      }
      out.writeEndArray();
    }
    out.writeEndObject();
  }

  private static void dns(JsonGenerator out, PreparedQuery query) throws IOException {
    out.writeObjectFieldStart("DNS");
    out.writeStringField("TTL", query.dnsTtl());
    out.writeEndObject();
  }

  private static void meta(JsonGenerator out, Meta meta) throws IOException {
    out.writeNumberField("Index", 0);
    out.writeNumberField("LastContact", meta.lastContactMillis() * 1_000_000);
    out.writeBooleanField("KnownLeader", meta.knownLeader());
    out.writeStringField("ConsistencyLevel", meta.consistency());
    out.writeBooleanField("NotModified", false);
    out.writeNumberField("Backend", 0);
    out.writeBooleanField("ResultsFilteredByACLs", false);
  }

  private static void texts(JsonGenerator out, String field, @Nullable List<String> texts)
      throws IOException {
    if (texts == null) {
      out.writeNullField(field);
    } else {
      Json.list(out, field, texts);
    }
  }
}
