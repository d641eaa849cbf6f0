package org.lictor.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class WireResponseTest {
  private final Bindings bindings = new Bindings();

  @Test
  void acceptsWhatIsExpected() {
    var expected =
        response(
            "{'status':200,'headers':{'X-Consul-Index':'<index:a>'},'json':{'I':'<index:a>'}}");
    assertThat(
            expected.differences(answer(200, Map.of("X-Consul-Index", "9"), "{\"I\":9}"), bindings))
        .isEmpty();
  }

  @Test
  void seesAnotherStatus() {
    assertThat(
            response("{'status':404,'text':''}").differences(answer(200, Map.of(), ""), bindings))
        .containsExactly("status: expected 404 but found 200");
  }

  @Test
  void seesAWrongAMissingAndASurplusHeader() {
    var expected =
        response("{'status':200,'headers':{'Allow':'GET','Vary':'x','Server':null},'text':''}");
    assertThat(
            expected.differences(answer(200, Map.of("Allow", "PUT", "Server", "s"), ""), bindings))
        .containsExactly(
            "header Allow: expected \"GET\" but found PUT",
            "header Vary: expected \"x\" but found null",
            "header Server: expected null but found s");
  }

  @Test
  void spacesInAllowMeanNothingButItsOrderDoes() {
    var expected = response("{'status':405,'headers':{'Allow':'OPTIONS,GET'},'text':''}");
    assertThat(expected.differences(answer(405, Map.of("Allow", "OPTIONS, GET"), ""), bindings))
        .isEmpty();
    assertThat(expected.differences(answer(405, Map.of("Allow", "GET,OPTIONS"), ""), bindings))
        .hasSize(1);
  }

  @Test
  void seesAHeaderThatDisagreesWithTheBody() {
    var expected =
        response(
            "{'status':200,'headers':{'X-Consul-Index':'<index:a>'},'json':{'I':'<index:a>'}}");
    assertThat(
            expected.differences(answer(200, Map.of("X-Consul-Index", "8"), "{\"I\":9}"), bindings))
        .containsExactly("$.I: expected <index:a> = 8 but found 9");
  }

  @Test
  void seesWhiteSpaceThatCompactJsonHasNot() {
    var expected = response("{'status':200,'json':{'A':'b c'}}");
    assertThat(expected.differences(answer(200, Map.of(), "{\"A\":\"b c\"}"), bindings)).isEmpty();
    assertThat(expected.differences(answer(200, Map.of(), "{\"A\":\"b c\"}\n"), bindings))
        .containsExactly("body: expected compact JSON");
  }

  @Test
  void seesLinesThatGoWouldLayOutOtherwise() {
    var expected = response("{'status':200,'pretty':{'A':['b, {c'],'D':{},'E':[]}}");
    var laidOut =
        """
        {
            "A": [
                "b, {c"
            ],
            "D": {},
            "E": []
        }
        """;
    assertThat(expected.differences(answer(200, Map.of(), laidOut), bindings)).isEmpty();
    for (var other :
        List.of(laidOut.strip(), laidOut.replace("    ", "  "), laidOut.replace("{}", "{ }"))) {
      assertThat(expected.differences(answer(200, Map.of(), other), bindings)).hasSize(1);
    }
  }

  @Test
  void seesWhatIsNoJson() {
    var expected = response("{'status':200,'json':true}");
    assertThat(expected.differences(answer(200, Map.of(), "<html>"), bindings).toString())
        .contains("body: expected JSON but found \"<html>\"");
    assertThat(expected.differences(answer(200, Map.of(), "true false"), bindings)).isNotEmpty();
  }

  @Test
  void textIsComparedToTheLastByte() {
    var expected = response("{'status':200,'text':'a <index>.'}");
    assertThat(expected.differences(answer(200, Map.of(), "a 12."), bindings)).isEmpty();
    assertThat(expected.differences(answer(200, Map.of(), "a 12.\n"), bindings))
        .containsExactly("body: expected \"a <index>.\" but found \"a 12.\n\"");
    assertThat(expected.differences(answer(200, Map.of(), "a 1x."), bindings)).hasSize(1);
  }

  @Test
  void leadingWordsMustLead() {
    var expected = response("{'status':200,'starts':'Request decode failed: '}");
    assertThat(expected.differences(answer(200, Map.of(), "Request decode failed: x"), bindings))
        .isEmpty();
    assertThat(
            expected.differences(answer(200, Map.of(), "Bad: Request decode failed: x"), bindings))
        .hasSize(1);
  }

  @Test
  void aResponseWithoutABodyIsAMistakeOfTheSample() {
    assertThatThrownBy(() -> response("{'status':200}")).hasMessageContaining("one of");
  }

  private static WireResponse response(String json) {
    try {
      return new WireResponse(WireSamples.JSON.readTree(json.replace('\'', '"')));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static RawResponse answer(int status, Map<String, String> headers, String body) {
    var all = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
    headers.forEach((name, value) -> all.put(name, List.of(value)));
    return new RawResponse(status, all, body.getBytes(StandardCharsets.UTF_8));
  }
}
