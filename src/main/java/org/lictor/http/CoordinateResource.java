package org.lictor.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.util.List;
import org.lictor.http.wire.CoordinateBody;
import org.lictor.http.wire.CoordinateJson;
import org.lictor.model.NodeCoordinate;
import org.lictor.model.NodeName;
import org.lictor.query.CoordinateQuery;

/** {@code /v1/coordinate}: where the nodes stand (Consul HTTP API, "Coordinate"). */
@Path("coordinate")
public final class CoordinateResource {
  private static final Reply MISSING = Reply.text(404, "");

  /** The servers' own coordinates: this edition has one datacenter, and no other network. */
  @GET
  @Path("datacenters")
  public void datacenters(@Context HttpServletRequest request) {
    Call call = enabled(request);
    String datacenter = call.parts().settings().datacenter();
    call.answerJson(
        call.parts()
            .registry()
            .ask(new CoordinateQuery.OfServers(), call.options().atOnce())
            .thenApply(answer -> CoordinateJson.area(datacenter, answer.value())));
  }

  @GET
  @Path("nodes")
  public void nodes(@Context HttpServletRequest request) {
    Call call = enabled(request);
    Segment segment = Segment.of(call);
    call.ask(
        new CoordinateQuery.All(),
        false,
        Shape.json("all" + segment, rows -> CoordinateJson.rows(segment.of(rows))));
  }

  @GET
  @Path("node/{node}")
  public void node(@Context HttpServletRequest request) {
    Call call = enabled(request);
    if (call.rest().isEmpty()) {
      call.answer(MISSING);
      return;
    }
    Segment segment = Segment.of(call);
    NodeName node = new NodeName(call.rest());
    call.ask(
        new CoordinateQuery.OfNode(node),
        false,
        new Shape<>(
            "node" + segment,
            rows -> {
              List<NodeCoordinate> wanted = named(node, segment.of(rows));
              return wanted.isEmpty() ? MISSING : Reply.json(CoordinateJson.rows(wanted));
            }));
  }

  /** The node's name is spelled as it was asked for. */
  private static List<NodeCoordinate> named(NodeName node, List<NodeCoordinate> rows) {
    return rows.stream()
        .map(row -> new NodeCoordinate(node, row.segment(), row.coordinate()))
        .toList();
  }

  @PUT
  @Path("update")
  public void update(@Context HttpServletRequest request) {
    Call call = enabled(request);
    CoordinateBody body = CoordinateBody.of(call.body());
    call.here(body.datacenter());
    NodeCoordinate row = body.row();
    if (row == null) {
      call.answer(Reply.empty());
    } else {
      call.answer(call.parts().coordinates().sink().put(row).thenApply(taken -> Reply.empty()));
    }
  }

  private static Call enabled(HttpServletRequest request) {
    Call call = Call.of(request);
    if (!call.parts().coordinates().enabled()) {
      throw new HttpProblem(401, "Coordinate support disabled");
    }
    return call;
  }

  /** Which segment is asked for, if one is. */
  private record Segment(boolean given, String name) {
    static Segment of(Call call) {
      return new Segment(call.parameters().has("segment"), call.parameters().get("segment"));
    }

    List<NodeCoordinate> of(List<NodeCoordinate> rows) {
      return given ? rows.stream().filter(row -> row.segment().equals(name)).toList() : rows;
    }

    @Override
    public String toString() {
      return given ? "/" + name : "";
    }
  }
}
