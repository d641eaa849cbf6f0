package org.lictor.http.wire;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lictor.model.Coordinate;
import org.lictor.model.NodeCoordinate;
import org.lictor.model.NodeName;
import org.lictor.registrar.InvalidRequestException;

/**
 * The body of {@code PUT /v1/coordinate/update}.
 *
 * @param row null when it names no node: there is nothing to be kept then
 */
public record CoordinateBody(String datacenter, @Nullable NodeCoordinate row) {
  /**
   * Reads it.
   *
   * @throws BadBodyException when it is no such object
   * @throws InvalidRequestException when the coordinate is not one of our space
   */
  public static CoordinateBody of(byte[] body) {
    Fields fields = Fields.of(body);
    String datacenter = fields.text("Datacenter");
    String node = fields.text("Node");
    String segment = fields.text("Segment");
    Coordinate coordinate = fields.object("Coord", CoordinateBody::coordinate);
    fields.skip("Namespace", "Partition", "Token", "WriteRequest");
    fields.end();
    if (coordinate == null) {
      throw new InvalidRequestException("invalid coordinate");
    }
    return new CoordinateBody(
        datacenter,
        node.isEmpty() ? null : new NodeCoordinate(new NodeName(node), segment, coordinate));
  }

  private static Coordinate coordinate(Fields fields) {
    List<Double> vec = fields.reals("Vec");
    double error = fields.real("Error");
    double adjustment = fields.real("Adjustment");
    double height = fields.real("Height");
    if (vec == null || vec.size() != Coordinate.DIMENSIONS) {
      throw new InvalidRequestException("incompatible coordinate");
    }
    return new Coordinate(Collections.unmodifiableList(vec), error, adjustment, height);
  }
}
