package org.lictor.http.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import org.lictor.model.Coordinate;
import org.lictor.model.NodeCoordinate;

/** Coordinates in the shapes of the coordinates' page. */
public final class CoordinateJson {
  private CoordinateJson() {}

  /** {@code /v1/coordinate/nodes} and {@code /v1/coordinate/node/:node}. */
  public static byte[] rows(List<NodeCoordinate> rows) {
    return Json.bytes(out -> list(out, rows));
  }

  /** {@code /v1/coordinate/datacenters}. */
  public static byte[] area(String datacenter, List<NodeCoordinate> servers) {
    return Json.bytes(
        out -> {
          out.writeStartArray();
          out.writeStartObject();
          out.writeStringField("Datacenter", datacenter);
          out.writeStringField("AreaID", "wan");
          out.writeFieldName("Coordinates");
          list(out, servers);
          out.writeEndObject();
          out.writeEndArray();
        });
  }

  private static void list(JsonGenerator out, List<NodeCoordinate> rows) throws IOException {
    out.writeStartArray();
    for (NodeCoordinate row : rows) {
      out.writeStartObject();
      out.writeStringField("Node", row.node().value());
      out.writeStringField("Segment", row.segment());
      coordinate(out, row.coordinate());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  /** The field {@code Coord}. */
  static void coordinate(JsonGenerator out, Coordinate coordinate) throws IOException {
    out.writeObjectFieldStart("Coord");
    out.writeArrayFieldStart("Vec");
    for (double component : coordinate.vec()) {
      number(out, component);
    }
    out.writeEndArray();
    out.writeFieldName("Error");
    number(out, coordinate.error());
    out.writeFieldName("Adjustment");
    number(out, coordinate.adjustment());
    out.writeFieldName("Height");
    number(out, coordinate.height());
    out.writeEndObject();
  }

  /**
   * The shortest digits that mean the number, in Go's layout: with an exponent below 1e-6 and from
   * 1e21 on only.
   */
  private static void number(JsonGenerator out, double value) throws IOException {
    out.writeRawValue(goText(value));
  }

  static String goText(double value) {
    double size = Math.abs(value);
    if (value == 0) {
      return "0";
    }
    BigDecimal exact = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    if (size >= 1e-6 && size < 1e21) {
      return exact.toPlainString();
    }
    String digits = exact.unscaledValue().abs().toString();
    int exponent = digits.length() - 1 - exact.scale();
    String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
    String power = Integer.toString(Math.abs(exponent));
    return (value < 0 ? "-" : "") + mantissa + "e" + (exponent < 0 ? "-" : "+") + power;
  }
}
