package org.lictor.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonMatcherTest {
  private final Bindings bindings = new Bindings();

  @Test
  void acceptsTheSameValue() {
    assertThat(compare("{'A':1,'B':[true,null,'x']}", "{'A':1,'B':[true,null,'x']}")).isEmpty();
  }

  @Test
  void seesAnotherOrderOfFields() {
    assertThat(compare("{'A':1,'B':2}", "{'B':2,'A':1}"))
        .containsExactly("$: expected fields [A, B] but found [B, A]");
  }

  @Test
  void seesAMissingAndASurplusField() {
    assertThat(compare("{'A':1,'B':2}", "{'A':1}"))
        .containsExactly("$: expected fields [A, B] but found [A]");
    assertThat(compare("{'A':1}", "{'A':1,'B':2}"))
        .containsExactly("$: expected fields [A] but found [A, B]");
  }

  @Test
  void seesAWrongTypeAndNamesThePath() {
    assertThat(compare("{'A':[{'P':80}]}", "{'A':[{'P':'80'}]}"))
        .containsExactly("$.A[0].P: expected 80 but found \"80\"");
    assertThat(compare("{'A':null}", "{'A':[]}"))
        .containsExactly("$.A: expected null but found []");
    assertThat(compare("{'A':[]}", "{'A':{}}")).containsExactly("$.A: expected [] but found {}");
    assertThat(compare("1", "1.5")).containsExactly("$: expected 1 but found 1.5");
  }

  @Test
  void seesAnotherNumberOfElements() {
    assertThat(compare("[1]", "[1,2]"))
        .containsExactly("$: expected 1 elements but found 2: [1,2]");
  }

  @Test
  void aPlaceholderAcceptsItsKindOnly() {
    assertThat(compare("'<index>'", "7")).isEmpty();
    assertThat(compare("'<index>'", "0")).containsExactly("$: expected <index> but found 0");
    assertThat(compare("'<index>'", "'7'")).containsExactly("$: expected <index> but found \"7\"");
    assertThat(compare("'<uuid>'", "'8990af8e-ea9e-d927-025a-3223de148274'")).isEmpty();
    assertThat(compare("'<uuid>'", "'n1'")).containsExactly("$: expected <uuid> but found \"n1\"");
    assertThat(compare("'<address>'", "'127.0.0.1:8300'")).isEmpty();
    assertThat(compare("'<object>'", "[]")).containsExactly("$: expected <object> but found []");
  }

  @Test
  void namedPlaceholdersAgree() {
    assertThat(compare("{'C':'<index:a>','M':'<index:a>'}", "{'C':5,'M':5}")).isEmpty();
    assertThat(compare("{'M':'<index:a>'}", "{'M':6}"))
        .containsExactly("$.M: expected <index:a> = 5 but found 6");
  }

  @Test
  void anUnknownPlaceholderIsAMistakeOfTheSample() {
    assertThatThrownBy(() -> compare("'<indx>'", "1"))
        .hasMessageContaining("no such placeholder: <indx>");
  }

  @Test
  void whatIsBoundStandsInForReferences() {
    bindings.put("agent.node", "n7");
    assertThat(compare("{'Node':'${agent.node}'}", "{'Node':'n7'}")).isEmpty();
    assertThat(compare("{'Node':'${agent.node}'}", "{'Node':'n1'}")).hasSize(1);
  }

  @Test
  void othersMayStandBesideNamedFieldsThatKeepTheirOrder() {
    assertThat(compare("{'<others>':'','A':1,'C':3}", "{'A':1,'B':2,'C':3}")).isEmpty();
    assertThat(compare("{'<others>':'','A':1,'C':3}", "{'C':3,'B':2,'A':1}"))
        .containsExactly("$: expected fields [A, C] but found [C, A]");
    assertThat(compare("{'<others>':'','A':1}", "{'B':2}"))
        .containsExactly("$: expected fields [A] but found []");
  }

  @Test
  void othersMayStandBetweenNamedElements() {
    assertThat(
            compare(
                "['<others>',{'N':'a'},{'N':'b'}]", "[{'N':'0'},{'N':'a'},{'N':'1'},{'N':'b'}]"))
        .isEmpty();
    assertThat(compare("['<others>',{'N':'b'},{'N':'a'}]", "[{'N':'a'},{'N':'b'}]"))
        .containsExactly("$[<others>, 2]: no such element: {\"N\":\"a\"}");
    assertThat(compare("['<others>',{'N':'a','V':1}]", "[{'N':'x','V':2},{'N':'a','V':2}]"))
        .containsExactly("$[<others>, 1].V: expected 1 but found 2");
  }

  @Test
  void aFieldMayBeNamedByWhatIsBound() {
    bindings.put("id", "7");
    assertThat(compare("{'${id}':{'N':'a'}}", "{'7':{'N':'a'}}")).isEmpty();
    assertThat(compare("{'${id}':{'N':'a'}}", "{'7':{'N':'b'}}"))
        .containsExactly("$.7.N: expected \"a\" but found \"b\"");
  }

  @Test
  void aFailedAttemptAmongOthersBindsNothing() {
    assertThat(
            compare("['<others>',{'I':'<index:b>','N':'y'}]", "[{'I':1,'N':'x'},{'I':2,'N':'y'}]"))
        .isEmpty();
    assertThat(bindings.get("b")).isEqualTo("2");
  }

  private List<String> compare(String expected, String actual) {
    try {
      return JsonMatcher.differences(
          WireSamples.JSON.readTree(expected.replace('\'', '"')),
          WireSamples.JSON.readTree(actual.replace('\'', '"')),
          bindings);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
