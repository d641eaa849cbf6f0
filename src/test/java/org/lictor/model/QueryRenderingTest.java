package org.lictor.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Consul 1.8.7 makes of the same templates. */
class QueryRenderingTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "db                              | db",
        "${name.full}                    | geo-db-7",
        "${name.prefix}                  | geo-",
        "${name.suffix}                  | db-7",
        "x${name.suffix}${name.prefix}y  | xdb-7geo-y",
        "${match(0)}                     | geo-db-7",
        "${match(1)}                     | db",
        "${ match( 1 ) }                 | db",
        "${match (1)}                    | db",
        "${match(1)  }.${match(01)}      | db.db",
        "${match(1+1)}                   | 7",
        "${match('1')}                   | db",
        "${match(99)}x                   | x",
        "${match(-1)}x                   | x",
        "${agent.segment}x               | x",
        "$name                           | $name",
        "$${x}                           | ${x}",
        "$$${name.suffix}                | $db-7",
        "$$$${name.suffix}               | $${name.suffix}",
        "$$$                             | $$",
        "${name.full}$                   | geo-db-7$",
        "${name.full}}                   | geo-db-7}",
        "${'x'}                          | x",
        "${'a${'b${name.suffix}'}'}      | abdb-7",
        "${'a\\\\b'}                     | a\\b",
        "${1+1}                          | 2",
        "${(1+2)*3}                      | 9",
        "${7/2}${7%4}${-1}               | 33-1",
        "${match(2) + 1}                 | 8",
      })
  void aTemplateIsFilledIn(String text, String filled) {
    PreparedQuery query = template("^geo-(.*?)-([^-]+?)$", text.replace('\'', '"'));
    assertThat(QueryRendering.render(query, "geo-db-7").service().service()).isEqualTo(filled);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "${                 | Bad format '${' in Service.Service: parse error: syntax error",
        "${}                | Bad format '${}' in Service.Service: parse error: syntax error",
        "a${name.full       | Bad format 'a${name.full' in Service.Service: parse error: syntax error",
        "${name . full}     | Bad format '${name . full}' in Service.Service: parse error: syntax error",
        "${!true}           | Bad format '${!true}' in Service.Service: parse error: syntax error",
        "${10000000000000000000} | Bad format '${10000000000000000000}' in Service.Service: parse error: syntax error",
        "${foo}             | Bad evaluation for '${foo}' in Service.Service: 1:3: unknown variable accessed: foo",
        "${name-full}       | Bad evaluation for '${name-full}' in Service.Service: 1:3: unknown variable accessed: name-full",
        "${match(x)}        | Bad evaluation for '${match(x)}' in Service.Service: 1:9: unknown variable accessed: x",
        "${lower(\"A\")}    | Bad evaluation for '${lower(\"A\")}' in Service.Service: 1:3: unknown function called: lower",
        "${match()}         | Bad evaluation for '${match()}' in Service.Service: 1:3: match: expected 1 arguments, got 0",
        "${match(1,2)}      | Bad evaluation for '${match(1,2)}' in Service.Service: 1:3: match: expected 1 arguments, got 2",
        "${match(\"x\")}    | Bad evaluation for '${match(\"x\")}' in Service.Service: __builtin_StringToInt: strconv.ParseInt: parsing \"x\": invalid syntax",
        "${1/0}             | Bad evaluation for '${1/0}' in Service.Service: divide by zero",
      })
  void aMistakeInATemplateIsNamed(String text, String problem) {
    assertThat(QueryRendering.problem(template("", text))).contains(problem);
  }

  @Test
  void theFieldAtFaultIsNamed() {
    ServiceQuery tags =
        new ServiceQuery(
            "a",
            "",
            QueryFailover.NONE,
            false,
            null,
            "",
            List.of("x", "${"),
            null,
            null,
            false,
            "");
    assertThat(QueryRendering.problem(template("", "a").with(tags)))
        .contains("Bad format '${' in Service.Tags[1]: parse error: syntax error");
  }

  @Test
  void anotherTypeAndABrokenExpressionAreRefused() {
    PreparedQuery other =
        new PreparedQuery(
            "q",
            "n",
            "",
            "",
            new QueryTemplate("x", "", false),
            ServiceQuery.of("a"),
            "",
            LogIndexes.NONE);
    assertThat(QueryRendering.problem(other)).contains("Bad Template.Type 'x'");
    assertThat(QueryRendering.problem(template("(", "a")).orElse(""))
        .startsWith("Bad Regexp: error parsing regexp: ");
  }

  @Test
  void everyFieldIsFilledInButKeysOfMetadata() {
    ServiceQuery all =
        new ServiceQuery(
            "${name.suffix}",
            "",
            new QueryFailover(1, List.of("${name.suffix}"), null),
            true,
            List.of("${name.suffix}"),
            "${name.suffix}",
            List.of("${name.suffix}", "!${match(1)}"),
            Map.of("rack", "${name.suffix}"),
            Map.of("${name.suffix}", "${match(1)}"),
            true,
            "");
    ServiceQuery filled =
        QueryRendering.render(template("^geo-(.)", "x").with(all), "geo-db").service();
    assertThat(filled)
        .isEqualTo(
            new ServiceQuery(
                "db",
                "",
                new QueryFailover(1, List.of("db"), null),
                true,
                List.of("db"),
                "db",
                List.of("db", "!d"),
                Map.of("rack", "db"),
                Map.of("${name.suffix}", "d"),
                true,
                ""));
  }

  @Test
  void emptyTagsAreRemovedWhenThatIsWanted() {
    ServiceQuery tags =
        new ServiceQuery(
            "a",
            "",
            QueryFailover.NONE,
            false,
            null,
            "",
            List.of("${match(1)}", "b"),
            null,
            null,
            false,
            "");
    assertThat(QueryRendering.render(template("", "a").with(tags), "geo-x").service().tags())
        .containsExactly("", "b");
    PreparedQuery removing =
        new PreparedQuery(
            "q",
            "geo-",
            "",
            "",
            new QueryTemplate(QueryTemplate.NAME_PREFIX_MATCH, "", true),
            tags,
            "",
            LogIndexes.NONE);
    assertThat(QueryRendering.render(removing, "geo-x").service().tags()).containsExactly("b");
  }

  @Test
  void theBeginningIsCutOffInItsOwnLetterCaseAlone() {
    PreparedQuery query = template("", "${name.suffix}");
    assertThat(QueryRendering.render(query, "GEO-x").service().service()).isEqualTo("GEO-x");
  }

  @Test
  void aQueryThatIsNoTemplateStaysAsItIs() {
    PreparedQuery plain =
        new PreparedQuery(
            "q", "n", "", "", QueryTemplate.NONE, ServiceQuery.of("${"), "", LogIndexes.NONE);
    assertThat(QueryRendering.render(plain, "other")).isSameAs(plain);
    assertThat(QueryRendering.problem(plain)).isEmpty();
  }

  @Test
  void noNameKeepsATemplateBusy() {
    PreparedQuery query = template("^geo-((a+)+)+b$", "${match(1)}");
    assertThatThrownBy(() -> QueryRendering.render(query, "geo-" + "a".repeat(200)))
        .isInstanceOf(BadTemplateException.class)
        .hasMessageContaining("takes too long");
  }

  @Test
  void noTemplateMakesTextsWithoutEnd() {
    assertThat(QueryRendering.problem(template("", "${" + "(".repeat(100_000)))).isPresent();
    assertThat(QueryRendering.problem(template("", "${" + "-".repeat(100_000)))).isPresent();
    PreparedQuery often = template("", "${name.full}".repeat(2000));
    assertThatThrownBy(() -> QueryRendering.render(often, "geo-" + "a".repeat(200)))
        .hasMessageContaining("longer than");
  }

  private static PreparedQuery template(String regexp, String service) {
    return new PreparedQuery(
        "q",
        "geo-",
        "",
        "",
        new QueryTemplate(QueryTemplate.NAME_PREFIX_MATCH, regexp, false),
        ServiceQuery.of(service),
        "",
        LogIndexes.NONE);
  }
}
