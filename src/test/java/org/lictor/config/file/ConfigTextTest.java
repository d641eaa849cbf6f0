package org.lictor.config.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lictor.config.file.ConfigText.Format;

class ConfigTextTest {
  /**
   * HCL text (~ is a line end) and the tree it means, as Java prints it; a block is a list of its
   * occurrences.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "server = true ports { http = 8500 dns = -1 }|{server=true, ports=[{http=8500, dns=-1}]}",
        "# c~// d~/* e~ */ a = 1.5 # end|{a=1.5}",
        "a = 1e3 b = 0x10 c = 010 d = 8500.0 e = -2|{a=1000, b=16, c=8, d=8500, e=-2}",
        "a = 9223372036854775807 b = 9223372036854775808|{a=9223372036854775807, b=9.223372036854776E18}",
        "check { a = 1 } check { a = 2 }|{check=[{a=1}, {a=2}]}",
        "services = [{ n = \"a\" }, { n = \"b\" },]|{services=[{n=a}, {n=b}]}",
        "services = [{ n = \"a\" }] services { n = \"b\" }|{services=[{n=a}, {n=b}]}",
        "service \"web\" \"x\" { port = 1 }|{service=[{web=[{x=[{port=1}]}]}]}",
        "\"quoted key\" = \"a\\tb\\\"\\u00e9\\x41\\101\\U0001F600\"|{quoted key=a\tb\"éAA😀}",
        "a = \"${file(\"x\")} {{ GetPrivateIP }}\"|{a=${file(\"x\")} {{ GetPrivateIP }}}",
        "a = <<EOF~one~ two~EOF~b = 1|{a=one~ two~, b=1}",
        "a = <<-EOF~  one~    two~  EOF~|{a=one~  two~}",
        "a = 1, b = 2~c = []|{a=1, b=2, c=[]}",
        "data_dir = \"x\" data_dir = \"y\"|{data_dir=y}",
        "a-b.c = \"d\" true = false|{a-b.c=d, true=false}",
        "``|{}",
        "~ # only a comment|{}",
        "{\"a\": 1, \"b\": [1.5, null, {}]}|{a=1, b=[1.5, null, {}]}"
      })
  void readsHcl(String text, String tree) throws Exception {
    assertThat(ConfigText.parse(text.replace('~', '\n'), Format.HCL))
        .hasToString(tree.replace('~', '\n'));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a {|At 1:4: object expected closing RBRACE got: EOF",
        "a = bogus|At 1:5: Unknown token: 1:5 IDENT bogus",
        "a = |At 1:4: Unknown token: 1:4 EOF",
        "a = file(\"x\")|At 1:5: Unknown token: 1:5 IDENT file",
        "a = 1 }|At 1:7: expected: IDENT | STRING | ASSIGN | LBRACE got: RBRACE",
        "a = [1,|At 1:8: unexpected token while parsing list: EOF",
        "\"open|At 1:6: literal not terminated",
        "a = \"x~y\"|At 1:7: literal not terminated",
        "a = \"\\q\"|At 1:6: illegal char escape",
        "a = \"\\u12\"|At 1:6: illegal char escape",
        "a = \"\\U99999999\"|At 1:6: illegal char escape",
        "a|At 1:2: expected: IDENT | STRING | ASSIGN | LBRACE got: EOF",
        "a b = 1|At 1:5: nested object expected: LBRACE got: ASSIGN",
        "a = 1x|At 1:5: illegal number: 1x",
        "a = -|At 1:5: illegal number: -",
        "/* open|At 1:1: comment not terminated",
        "a = <<EOF~x|At 2:1: heredoc not terminated",
        "a = << ~|At 1:5: heredoc anchor not found",
        "a = [1 2]|At 1:8: error parsing list, expected comma or list end, got: NUMBER",
        "a = ;|At 1:5: illegal char",
        "= 1|At 1:1: expected: IDENT | STRING | ASSIGN | LBRACE got: ASSIGN"
      })
  void refusesBrokenHclAndTellsThePlace(String text, String message) {
    // A message that holds a bar itself is cut there by the table: starts are compared.
    assertThatThrownBy(() -> ConfigText.parse(text.replace('~', '\n'), Format.HCL))
        .isInstanceOf(ConfigSyntaxException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void readsJsonWithCommentsOfThreeKinds() throws Exception {
    String text =
        "# top\n{ // web\n \"a\": /* one */ 1, "
            + "\"b\": {\"c\": \"# no comment\"}, \"n\": null, \"a\": 2 } # end\n";
    assertThat(ConfigText.parse(text, Format.JSON)).hasToString("{a=2, b={c=# no comment}}");
    assertThat(ConfigText.parse("\ufeff{\"a\":8500.0}", Format.JSON)).hasToString("{a=8500}");
    assertThat(ConfigText.parse(" \n", Format.JSON)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\":1|unexpected end of JSON input",
        "{\"a\":|unexpected end of JSON input",
        "{\"a|unexpected end of JSON input",
        "{|unexpected end of JSON input",
        "[]|json: cannot unmarshal array into Go value of type map[string]interface {}",
        "7|json: cannot unmarshal number into Go value of type map[string]interface {}",
        "{\"a\":1,}|At 1:",
        "{\"a\":tru}|At 1:",
        "{a:1}|At 1:",
        "{\"a\":1} x|At 1:",
        "{\"a\":1}{}|At 1:",
        "{'a':1}|At 1:",
        "{\"a\":01}|At 1:",
        "{\"a\":NaN}|At 1:",
        "{\"a\":[1}|At 1:"
      })
  void refusesBrokenJson(String text, String message) {
    assertThatThrownBy(() -> ConfigText.parse(text, Format.JSON))
        .isInstanceOf(ConfigSyntaxException.class)
        .hasMessageStartingWith(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\":", "[", "a {", "a = [", "a = {", "a \"b\" "})
  void refusesNestingWithoutEndInBothFormats(String unit) {
    String text = (unit.equals("[") ? "{\"a\":" : "") + unit.repeat(200_000);
    for (Format format : Format.values()) {
      assertThatThrownBy(() -> ConfigText.parse(text, format))
          .isInstanceOf(ConfigSyntaxException.class);
    }
  }

  @Test
  void randomBytesAreReadOrRefusedButNeverBreakTheParser() {
    Random random = new Random(11);
    String[] words = {
      "{", "}", "[", "]", "=", ",", "\"", "a", "service", "1", "-", ".", "<<A\n", "A\n", "\\", "$",
      "${", "#", "/*", "*/", "//", "\n", " ", ":", "true", "null", "0x", "1e9", "é", "\u0000"
    };
    int refused = 0;
    for (int i = 0; i < 60_000; i++) {
      byte[] bytes;
      if (i % 2 == 0) {
        bytes = new byte[random.nextInt(40)];
        random.nextBytes(bytes);
      } else {
        StringBuilder text = new StringBuilder();
        for (int n = random.nextInt(25); n >= 0; n--)
          text.append(words[random.nextInt(words.length)]);
        bytes = text.toString().getBytes(StandardCharsets.UTF_8);
      }
      for (Format format : Format.values()) {
        try {
          ConfigText.parse(bytes, format);
        } catch (ConfigSyntaxException expected) {
          refused++;
        }
      }
    }
    assertThat(refused).isGreaterThan(60_000);
  }

  @Test
  void hugeExponentsAreNumbersOfNoUseNotMemory() throws Exception {
    assertThat(ConfigText.parse("a = 1e999999999", Format.HCL))
        .containsEntry("a", Double.POSITIVE_INFINITY);
    assertThat(ConfigText.parse("{\"a\":1e-999999999}", Format.JSON)).containsEntry("a", 0.0);
  }
}
