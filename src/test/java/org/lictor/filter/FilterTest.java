package org.lictor.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterTest {
  /** Something with one field of each type. */
  private record Thing(
      String name,
      long port,
      boolean on,
      List<String> tags,
      @Nullable Map<String, String> meta,
      List<Thing> parts,
      Map<String, Thing> byName) {
    static Thing named(String name) {
      return new Thing(name, 0, false, List.of(), null, List.of(), Map.of());
    }
  }

  private static final Selectors<Thing> INNER =
      new Selectors<Thing>().text("Name", Thing::name).texts("Tags", Thing::tags);

  private static final Selectors<Thing> ALL =
      new Selectors<Thing>()
          .text("Name", Thing::name)
          .number("Port", Thing::port)
          .flag("On", Thing::on)
          .texts("Tags", Thing::tags)
          .textMap("Meta", Thing::meta)
          .object("Self", thing -> thing, INNER)
          .objects("Parts", Thing::parts, INNER)
          .objectMap("ByName", Thing::byName, INNER);

  private static final Thing WEB =
      new Thing(
          "web",
          80,
          true,
          List.of("a", "v1.2"),
          Map.of("rack", "r1", "a-b", "x"),
          List.of(Thing.named("p1"), Thing.named("p2")),
          Map.of("lan", Thing.named("l")));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Name == web",
        "Name==\"web\"",
        "Name == `web`",
        "Name != db",
        "eb in Name",
        "Name contains eb",
        "x not in Name",
        "Name not contains x",
        "Name matches `^w.b$`",
        "Name matches eb",
        "Name matches \"(?i)WEB\"",
        "Name not matches \"^eb\"",
        "Port == 80",
        "Port == \"0x50\"",
        "Port != 5",
        "On == true",
        "On != F",
        "a in Tags",
        "\"v1.2\" in Tags",
        "Tags contains \"v1.2\"",
        "b not in Tags",
        "Tags is not empty",
        "rack in Meta",
        "Meta.rack == r1",
        "Meta[\"a-b\"] == x",
        "Meta[ `rack` ]==r1",
        "Meta is not empty",
        "Meta.none != 1",
        "Meta.none matches \".\"",
        "not Meta.none == 1",
        "Self.Name == web",
        "Parts.Name == p2",
        "Parts.Name != p1",
        "not (Parts.Name == p3)",
        "Parts is not empty",
        "ByName.lan.Name == l",
        "lan in ByName",
        "ByName.wan.Name != 3",
        "  (Name == web)  ",
        "( ( Name == web ) )",
        "not not Name == web",
        "Name == web or Name == x and Name == y",
        "Name == web and (Port == 3 or On == 1)",
        "not Name == db and Port == 80",
        "Name\t==\n web",
      })
  void holds(String expression) {
    assertThat(Filter.of(expression, ALL).test(WEB)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Name == Web",
        "Name == we",
        "Name == web.x",
        "Name == or",
        "Name == -5",
        "Port == -0",
        "On == 0",
        "Tags is empty",
        "v1 in Tags",
        "Meta.none == \"\"",
        "x in Meta.none",
        "Meta is empty",
        "Parts.Tags contains a",
        "not Parts.Name == p1",
        "Parts is empty",
        "(Name == web or Name == x) and Name == y",
        "Name == \"w\\u0065b\\n\"",
      })
  void doesNotHold(String expression) {
    assertThat(Filter.of(expression, ALL).test(WEB)).isFalse();
  }

  @Test
  void whatIsAbsentIsEmpty() {
    assertThat(Filter.of("Meta is empty", ALL).test(Thing.named("x"))).isTrue();
    assertThat(Filter.of("Meta.a == b", ALL).test(Thing.named("x"))).isFalse();
    assertThat(Filter.of("a not in Meta", ALL).test(Thing.named("x"))).isTrue();
  }

  /** The texts are those of the interface. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "Namex == x|Selector \"Namex\" is not valid",
        "name == x|Selector \"name\" is not valid",
        "Name.x == 1|Selector \"Name.x\" is not valid",
        "Name[\"x\"] == 1|Selector \"Name.x\" is not valid",
        "Meta.a.b == 1|Selector \"Meta.a.b\" is not valid",
        "Self.Port.x == 1|Selector \"Self.Port\" is not valid",
        "Name not in web|Selector \"web\" is not valid",
        "Meta == x|Invalid match operator \"Equal\" for selector \"Meta\"",
        "Meta matches x|Invalid match operator \"Matches\" for selector \"Meta\"",
        "Name is empty|Invalid match operator \"Is Empty\" for selector \"Name\"",
        "Name is  not empty|Invalid match operator \"Is Not Empty\" for selector \"Name\"",
        "Port contains 5|Invalid match operator \"In\" for selector \"Port\"",
        "Port not matches 5|Invalid match operator \"Not Matches\" for selector \"Port\"",
        "5 not in Port|Invalid match operator \"Not In\" for selector \"Port\"",
        "On is empty|Invalid match operator \"Is Empty\" for selector \"On\"",
        "Tags != x|Invalid match operator \"Not Equal\" for selector \"Tags\"",
        "Self == x|Invalid match operator \"Equal\" for selector \"Self\"",
        "Parts contains x|Invalid match operator \"In\" for selector \"Parts\"",
        "ByName.lan is empty|Invalid match operator \"Is Empty\" for selector \"ByName.lan\"",
        "Port == x|Failed to coerce value \"x\" for selector \"Port\": strconv.ParseInt: parsing \"x\": invalid syntax",
        "Port == 80.0|Failed to coerce value \"80.0\" for selector \"Port\": strconv.ParseInt: parsing \"80.0\": invalid syntax",
        "Port == 99999999999999999999|Failed to coerce value \"99999999999999999999\" for selector \"Port\": strconv.ParseInt: parsing \"99999999999999999999\": value out of range",
        "On == x|Failed to coerce value \"x\" for selector \"On\": strconv.ParseBool: parsing \"x\": invalid syntax",
        "Name == web Bad|1:13 (12): no match found, expected: \"and\", \"or\", [ \\t\\r\\n] or EOF",
        "Name ==|1:8 (7): no match found, expected: \"-\", \"0\", \"\\\"\", \"`\", [ \\t\\r\\n], [1-9] or [a-zA-Z]",
        "Name == x AND Name == y|1:11 (10): no match found, expected: \"and\", \"or\", [ \\t\\r\\n] or EOF",
        "not(Name == x)|1:4 (3): no match found, expected: \"!=\", \".\", \"==\", \"[\", [ \\t\\r\\n] or [a-zA-Z0-9_]",
        "Name > 3|1:6 (5): no match found, expected: \"!=\", \"==\", \"contains\", \"in\", \"is\", \"matches\", \"not\" or [ \\t\\r\\n]",
        "Name isempty|1:8 (7): no match found, expected: [ \\t\\r\\n]",
        "Name is x|1:9 (8): no match found, expected: \"empty\", \"not\" or [ \\t\\r\\n]",
        "Name is not x|1:13 (12): no match found, expected: \"empty\" or [ \\t\\r\\n]",
        "Name not x|1:10 (9): no match found, expected: \"contains\", \"in\", \"matches\" or [ \\t\\r\\n]",
        "Name in|1:8 (7): no match found, expected: [ \\t\\r\\n]",
        "Name == x and|1:14 (13): no match found, expected: [ \\t\\r\\n]",
        "Name==x and( Name==y )|1:12 (11): no match found, expected: [ \\t\\r\\n]",
        "Name==x and ( Name==y)or Name==z|1:23 (22): no match found, expected: [ \\t\\r\\n] or EOF",
        "Name==\"\"x|1:9 (8): no match found, expected: [ \\t\\r\\n] or EOF",
        "Name == x)|1:10 (9): no match found, expected: \".\", \"[\", [ \\t\\r\\n], [a-zA-Z0-9_] or EOF",
        "Port == 5433)|1:13 (12): no match found, expected: \".\", [ \\t\\r\\n], [0-9] or EOF",
        "5|1:2 (1): no match found, expected: \".\", [ \\t\\r\\n] or [0-9]",
        "-x in Name|1:2 (1): no match found, expected: \"0\" or [1-9]",
        "()|1:2 (1): no match found, expected: \"(\", \"-\", \"0\", \"\\\"\", \"`\", \"not\", [ \\t\\r\\n], [1-9] or [a-zA-Z]",
        "Meta.* == 1|1:6 (5): no match found, expected: [a-zA-Z]",
        "Self . Name == x|1:6 (5): no match found, expected: \"!=\", \"==\", \"contains\", \"in\", \"is\", \"matches\", \"not\" or [ \\t\\r\\n]",
        "Name == \"web|1:13 (12): rule \"string\": Unterminated string literal",
        "Name == \"a\\\"b\"|1:9 (8): rule \"string\": invalid syntax",
        "Name == 10.9.0.1|1:13 (12): rule \"number\": Invalid number literal",
        "Port == 05|1:10 (9): rule \"number\": Invalid number literal",
        "Meta[x] == 1|1:6 (5): rule \"index\": Invalid index",
        "Meta[\"x\" == 1|1:10 (9): rule \"index\": Unclosed index expression",
        "(Name==x|1:9 (8): rule \"grouping\": Unmatched parentheses",
        "Name matches \"(?=t)\"|Failed to compile regular expression \"(?=t)\": error parsing regexp: invalid or unsupported Perl syntax: `(?=`",
        "Name matches `\\1`|Failed to compile regular expression \"\\\\1\": error parsing regexp: invalid escape sequence: `\\1`",
        "Name matches \"*\"|Failed to compile regular expression \"*\": error parsing regexp: missing argument to repetition operator: `*`",
        "Name matches \"a{2000}\"|Failed to compile regular expression \"a{2000}\": error parsing regexp: invalid repeat count: `{2000}`",
        "Name matches \"(\"|Failed to compile regular expression \"(\": error parsing regexp: missing closing ): `(`",
        "Name matches \"a++\"|Failed to compile regular expression \"a++\": error parsing regexp: invalid nested repetition operator: `++`",
      })
  void isRefused(String expression, String message) {
    assertThatThrownBy(() -> Filter.of(expression, ALL))
        .isInstanceOf(FilterException.class)
        .hasMessage("Failed to create boolean expression evaluator: " + message);
  }

  @Test
  void blanksAloneAreNoExpression() {
    assertThatThrownBy(() -> Filter.of("   ", ALL))
        .hasMessageEndingWith(
            "1:4 (3): no match found, expected: \"(\", \"-\", \"0\", \"\\\"\", \"`\", \"not\","
                + " [ \\t\\r\\n], [1-9] or [a-zA-Z]");
  }

  @Test
  void aPlaceIsCountedInLinesCharactersAndOctets() {
    assertThatThrownBy(() -> Filter.of("Name == `ü`\nand Port > 3", ALL))
        .hasMessageContaining("2:10 (22): ");
  }

  @Test
  void lengthAndDepthAreBounded() {
    String wide = "Name == web" + " and Name == web".repeat(400);
    assertThat(Filter.of(wide, ALL).test(WEB)).isTrue();
    assertThatThrownBy(() -> Filter.of(wide.repeat(2), ALL)).hasMessageContaining("longer than");
    assertThat(Filter.of("(".repeat(90) + "Name == web" + ")".repeat(90), ALL).test(WEB)).isTrue();
    assertThatThrownBy(() -> Filter.of("(".repeat(120) + "Name == web" + ")".repeat(120), ALL))
        .hasMessageContaining("nested deeper than");
    assertThatThrownBy(() -> Filter.of("not ".repeat(120) + "Name == web", ALL))
        .hasMessageContaining("nested deeper than");
  }

  @Test
  void aSearchThatWouldTakeForEverEnds() {
    for (String costly : List.of("(a+)+$", "(a|aa)+$", "(x?a)*b", "^(([a-z])+.)+[A-Z]$")) {
      var filter = Filter.of("Name matches `" + costly + "`", ALL);
      assertThatThrownBy(() -> filter.test(Thing.named("a".repeat(5_000) + "!")))
          .as(costly)
          .isInstanceOf(FilterException.class)
          .hasMessageContaining("takes too long");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "^[[:alpha:]]+$, true",
    "^[^[:digit:]]+$, true",
    "[[]|web, true",
    "^[&&w]eb, true",
    "(?P<x>w)eb, true",
    "(?U)w.*?b, true",
    "(?s-i:w)eb, true",
    "\\Qw.b\\E, false",
    "we{1}b, true",
    "we{1, false",
    "\\pL{3}, true",
    "\\bweb\\z, true",
    "w\\x65b, true"
  })
  void expressionsAreReadAsRe2ReadsThem(String expression, boolean fits) {
    assertThat(RegularExpression.of(expression).foundIn("web")).isEqualTo(fits);
  }

  @Test
  void anyTextIsReadOrRefused() {
    String[] pieces = {
      "Name",
      "Port",
      "Meta",
      ".",
      "rack",
      "[",
      "]",
      "\"",
      "`",
      " ",
      "\n",
      "==",
      "!=",
      "in",
      "not",
      "is",
      "empty",
      "contains",
      "matches",
      "and",
      "or",
      "(",
      ")",
      "-",
      "0",
      "7",
      "\\",
      "*",
      "{",
      "ü",
      "?"
    };
    Random random = new Random(3);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int k = random.nextInt(14); k >= 0; k--) {
        text.append(pieces[random.nextInt(pieces.length)]).append(random.nextBoolean() ? " " : "");
      }
      try {
        assertThat(Filter.of(text.toString(), ALL).test(WEB)).isIn(true, false);
      } catch (FilterException refused) {
        assertThat(refused.getMessage()).startsWith("Failed to ");
      }
    }
    assertThat(Arrays.asList(pieces)).isNotEmpty();
  }
}
