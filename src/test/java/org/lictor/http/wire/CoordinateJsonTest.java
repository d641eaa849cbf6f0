package org.lictor.http.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lictor.model.Coordinate;
import org.lictor.model.NodeCoordinate;
import org.lictor.model.NodeName;
import org.lictor.registrar.InvalidRequestException;

class CoordinateJsonTest {
  private static final String SPACE = "\"Vec\":[0,0,0,0,0,0,0,0]";

  @Test
  void aCoordinateOfANodeThatHasMeasuredNothingLooksAsRecorded() {
    assertThat(
            new String(
                CoordinateJson.rows(
                    List.of(new NodeCoordinate(new NodeName("n1"), "", Coordinate.START))),
                StandardCharsets.UTF_8))
        .isEqualTo(
            "[{\"Node\":\"n1\",\"Segment\":\"\",\"Coord\":{"
                + SPACE
                + ",\"Error\":1.5,\"Adjustment\":0,\"Height\":0.00001}}]");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1.5, 1.5",
    "-3.0E-5, -0.00003",
    "1.0E-6, 0.000001",
    "1.25E-7, 1.25e-7",
    "9.0E-12, 9e-12",
    "1.0E20, 100000000000000000000",
    "-1.5E300, -1.5e+300"
  })
  void numbersAreWrittenAsGoWritesThem(double value, String text) {
    assertThat(CoordinateJson.goText(value)).isEqualTo(text);
  }

  @Test
  void aBodyIsReadInAnyLetterCase() {
    CoordinateBody body =
        CoordinateBody.of(
            bytes("{\"node\":\"N1\",\"coord\":{\"vec\":[1,2,3,4,5,6,7,8.5],\"height\":1e-5}}"));
    assertThat(body.row())
        .isEqualTo(
            new NodeCoordinate(
                new NodeName("N1"),
                "",
                new Coordinate(List.of(1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.5), 0, 0, 1e-5)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | invalid coordinate",
        "{\"Node\":\"n1\",\"Coord\":{\"Vec\":[1,2]}} | incompatible coordinate",
        "{\"Node\":\"n1\",\"Coord\":{}} | incompatible coordinate"
      })
  void whatIsNoCoordinateOfOurSpaceIsRefused(String body, String message) {
    assertThatThrownBy(() -> CoordinateBody.of(bytes(body)))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessage(message);
  }

  @Test
  void unknownFieldsAndWrongTypesAreRefused() {
    assertThatThrownBy(() -> CoordinateBody.of(bytes("{\"Nod\":\"n1\",\"Coord\":{" + SPACE + "}}")))
        .hasMessage("json: unknown field \"Nod\"");
    assertThatThrownBy(() -> CoordinateBody.of(bytes("{\"Coord\":{\"Vec\":[\"1\"]}}")))
        .isInstanceOf(BadBodyException.class);
    assertThatThrownBy(() -> CoordinateBody.of(bytes("{\"Coord\":{\"Vec\":[1e999]}}")))
        .isInstanceOf(BadBodyException.class);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
