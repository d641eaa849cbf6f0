package org.lictor.config.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lictor.config.file.ConfigText.Format;
import org.lictor.config.file.Shape.ListOf;
import org.lictor.config.file.Shape.MapOf;
import org.lictor.config.file.Shape.Scalar;

class StructTest {
  private static final Struct CHECK =
      Struct.builder()
          .with(Scalar.TEXT, "name tls_skip_verify")
          .alias("tlsskipverify", "tls_skip_verify")
          .unused(Scalar.TEXT, "odd")
          .build();
  private static final Struct ROOT =
      Struct.builder()
          .with(Scalar.TEXT, "domain")
          .with(Scalar.BOOL, "server")
          .with(new ListOf(Scalar.TEXT), "recursors")
          .with(new MapOf(Scalar.TEXT), "node_meta")
          .with(CHECK, "check")
          .with(new ListOf(CHECK), "checks")
          .with(new ListOf(new Shape.Free()), "watches")
          .unused(Scalar.TEXT, "segment")
          .struct(
              "ports",
              ports ->
                  ports
                      .with(Scalar.INT, "http dns")
                      .with(Scalar.UINT, "low")
                      .unused(Scalar.INT, "grpc"))
          .build();

  private static Map<String, Object> read(String text, Problems problems) throws Exception {
    Map<String, Object> tree = ROOT.read(ConfigText.parse(text, Format.HCL), "", problems);
    assertThat(tree).isNotNull();
    return tree;
  }

  private static Map<String, Object> valid(String text) throws Exception {
    Problems problems = new Problems();
    Map<String, Object> tree = read(text, problems);
    assertThat(problems.message()).isEmpty();
    return tree;
  }

  @Test
  void matchesKeysWithoutRegardToCaseAndAliasesYieldToTheKey() throws Exception {
    assertThat(valid("Domain = \"a\" PORTS { Http = 1 } check { TLSSkipVerify = \"a\" }"))
        .hasToString("{domain=a, ports={http=1}, check={tls_skip_verify=a}}");
    assertThat(valid("check { tlsskipverify = \"alias\" tls_skip_verify = \"key\" }"))
        .hasToString("{check={tls_skip_verify=key}}");
  }

  @Test
  void aBlockStandsForAStructureOrForItemsOfAList() throws Exception {
    assertThat(
            valid(
                "checks { name = \"a\" } checks { name = \"b\" } watches { type = \"key\" x { y = 1 } }"))
        .hasToString("{checks=[{name=a}, {name=b}], watches=[{type=key, x={y=1}}]}");
    assertThat(valid("{\"ports\": [{\"http\": 1}]}")).hasToString("{ports={http=1}}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "server = \"true\"|'server' expected type 'bool', got unconvertible type 'string', value: 'true'",
        "domain = 5|'domain' expected type 'string', got unconvertible type 'int', value: '5'",
        "ports { http = 1.5 }|'ports.http' expected type 'int', got unconvertible type 'float64', value: '1.5'",
        "ports { low = -1 }|cannot parse 'ports.low', -1 overflows uint",
        "ports = 8|'ports' expected a map, got 'int'",
        "check {} check {}|'check' expected a map, got 'slice'",
        "recursors = \"8.8.8.8\"|'recursors': source data must be an array or slice, got string",
        "{\"recursors\": [null]}|'recursors[0]' expected type 'string', got unconvertible type 'nil', value: 'null'",
        "node_meta { a = 1 }|'node_meta[a]' expected type 'string', got unconvertible type 'int', value: '1'",
        "checks { name = \"a\" } checks { name = 1 }|'checks[1].name' expected type 'string', got unconvertible type "
            + "'int', value: '1'",
        "{\"checks\": {\"name\": \"a\"}}|'checks': source data must be an array or slice, got "
            + "map[string]interface {}"
      })
  void refusesWrongTypes(String text, String problem) throws Exception {
    Problems problems = new Problems();
    read(text, problems);
    assertThat(problems.message()).contains("1 error(s) decoding:\n\n* " + problem);
  }

  @Test
  void listsEveryUnknownKey() throws Exception {
    Problems problems = new Problems();
    read("bogus = 1 ports { foo = 1 } check { zip = 2 } DOMAIN = \"a\" domain = \"b\"", problems);
    assertThat(problems.message())
        .contains(
            "4 errors occurred:\n\t* invalid config key bogus\n"
                + "\t* invalid config key ports.foo\n\t* invalid config key check.zip\n\t* invalid config key domain\n\n");
    Problems one = new Problems();
    read("bogus = 1", one);
    assertThat(one.message()).contains("1 error occurred:\n\t* invalid config key bogus\n\n");
  }

  @Test
  void mergesScalarsByReplacingListsByAppendingMapsByKeyAndStructuresByField() throws Exception {
    Map<String, Object> earlier =
        valid(
            "server = true domain = \"a\" recursors = [\"1\"] node_meta { a = \"1\" b = \"1\" } "
                + "ports { http = 1 dns = 1 }");
    Map<String, Object> later =
        valid("server = false recursors = [\"2\"] node_meta { b = \"2\" } ports { dns = 2 }");
    assertThat(ROOT.merge(earlier, later))
        .hasToString(
            "{server=false, domain=a, recursors=[1, 2], node_meta={a=1, b=2}, ports={http=1, dns=2}}");
    assertThat(earlier)
        .hasToString(
            "{server=true, domain=a, recursors=[1], node_meta={a=1, b=1}, ports={http=1, dns=1}}");
  }

  @Test
  void namesTheKeysThatNothingActsOn() throws Exception {
    assertThat(
            ROOT.unusedKeys(
                valid("segment = \"x\" server = true ports { grpc = 1 } checks { odd = \"x\" }")))
        .containsExactly("segment", "ports.grpc", "checks[].odd");
  }
}
