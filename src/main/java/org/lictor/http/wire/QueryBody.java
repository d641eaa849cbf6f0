package org.lictor.http.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lictor.model.LogIndexes;
import org.lictor.model.PreparedQuery;
import org.lictor.model.QueryFailover;
import org.lictor.model.QueryTemplate;
import org.lictor.model.ServiceQuery;

/**
 * The body of {@code POST /v1/query} and {@code PUT /v1/query/:id}: the whole query.
 *
 * @param id as it is given there, which is nowhere an id that counts
 * @param query the query, with the id that was asked for
 */
public record QueryBody(String id, PreparedQuery query) {
  /**
   * The query in {@code body}.
   *
   * @param id that it is to have
   * @throws BadBodyException with Go's words
   */
  public static QueryBody of(byte[] body, String id) {
    Fields fields = Fields.of(body);
    String given = fields.text("ID");
    QueryTemplate template = fields.object("Template", QueryBody::template);
    ServiceQuery service = fields.object("Service", QueryBody::service);
    String ttl = fields.object("DNS", dns -> dns.text("TTL"));
    PreparedQuery query =
        new PreparedQuery(
            id,
            fields.text("Name"),
            fields.text("Session"),
            fields.text("Token"),
            template == null ? QueryTemplate.NONE : template,
            service == null ? ServiceQuery.of("") : service,
            ttl == null ? "" : ttl,
            LogIndexes.NONE);
    fields.skip("CreateIndex", "ModifyIndex");
    fields.end();
    return new QueryBody(given, query);
  }

  private static QueryTemplate template(Fields fields) {
    return new QueryTemplate(
        fields.text("Type"), fields.text("Regexp"), fields.flag("RemoveEmptyTags"));
  }

  private static ServiceQuery service(Fields fields) {
    QueryFailover failover = fields.object("Failover", QueryBody::failover);
    return new ServiceQuery(
        fields.text("Service"),
        fields.text("SamenessGroup"),
        failover == null ? QueryFailover.NONE : failover,
        fields.flag("OnlyPassing"),
        fields.texts("IgnoreCheckIDs"),
        fields.text("Near"),
        fields.texts("Tags"),
        fields.textMap("NodeMeta"),
        fields.textMap("ServiceMeta"),
        fields.flag("Connect"),
        fields.text("Peer"));
  }

  private static QueryFailover failover(Fields fields) {
    int nearest = fields.number("NearestN");
    List<String> datacenters = fields.texts("Datacenters");
    @Nullable List<QueryFailover.Target> targets =
        fields.objects(
            "Targets",
            target -> new QueryFailover.Target(target.text("Peer"), target.text("Datacenter")));
    return new QueryFailover(nearest, datacenters, targets);
  }
}
