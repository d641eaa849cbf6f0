package org.lictor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Go's flag syntax, as Consul's tool 1.8.7 showed it. */
class FlagsTest {
  private static FlagSet some() {
    return new FlagSet()
        .toggle("wan", "On.")
        .toggle("cas", "On.")
        .text("status", ".*", "Which.")
        .unsigned("flags", "Number.")
        .integer("port", 7, "Port.")
        .pairs("meta", "As `key=value`.")
        .repeated("tag", "Tag.");
  }

  private static FlagValues parse(String... arguments) throws FlagException {
    return some().parse(List.of(arguments));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "-x                            | flag provided but not defined: -x",
        "--x=1                         | flag provided but not defined: -x",
        "-=x                           | bad flag syntax: -=x",
        "---x                          | bad flag syntax: ---x",
        "-status                       | flag needs an argument: -status",
        "-wan=maybe                    | invalid boolean value \"maybe\" for -wan: parse error",
        "-wan=                         | invalid boolean value \"\" for -wan: parse error",
        "-flags=x                      | invalid value \"x\" for flag -flags: parse error",
        "-flags=-1                     | invalid value \"-1\" for flag -flags: parse error",
        "-flags=18446744073709551616   | invalid value \"18446744073709551616\" for flag -flags: value out of range",
        "-port=x                       | invalid value \"x\" for flag -port: parse error",
        "-meta=foo                     | invalid value \"foo\" for flag -meta: Missing \"=\" value in argument: foo",
        "-flags=x -bogus               | invalid value \"x\" for flag -flags: parse error",
        "-bogus -flags=x               | flag provided but not defined: -bogus",
      })
  void aMistakeIsToldInGosWords(String arguments, String message) {
    FlagSet flags = some();
    assertThat(catchFlagException(flags, arguments.split(" "))).isEqualTo(message);
  }

  private static String catchFlagException(FlagSet flags, String... arguments) {
    try {
      flags.parse(List.of(arguments));
      return "no mistake was found";
    } catch (FlagException e) {
      return e.getMessage();
    }
  }

  @Test
  void oneDashAndTwoAndBothWaysToGiveAValueMeanTheSame() throws FlagException {
    for (FlagValues values :
        List.of(
            parse("-status", "a"),
            parse("--status", "a"),
            parse("-status=a"),
            parse("--status=a"))) {
      assertThat(values.text("status")).isEqualTo("a");
      assertThat(values.given("status")).isTrue();
    }
  }

  @Test
  void aSwitchTakesItsValueOnlyBehindAnEqualsSign() throws FlagException {
    assertThat(parse("-wan", "false").on("wan")).isTrue();
    assertThat(parse("-wan", "false").operands()).containsExactly("false");
    assertThat(parse("-wan=false").on("wan")).isFalse();
    assertThat(parse("-wan=F").on("wan")).isFalse();
    assertThat(parse("-wan=TRUE").on("wan")).isTrue();
  }

  @Test
  void theFirstOperandEndsTheFlags() throws FlagException {
    FlagValues values = parse("-wan", "a", "-cas", "--", "-status");
    assertThat(values.operands()).containsExactly("a", "-cas", "--", "-status");
    assertThat(values.on("cas")).isFalse();
    assertThat(parse("-", "-cas").operands()).containsExactly("-", "-cas");
    assertThat(parse("--", "-cas").operands()).containsExactly("-cas");
  }

  @Test
  void ofAFlagGivenTwiceTheLastCountsUnlessItMayBeRepeated() throws FlagException {
    FlagValues values =
        parse(
            "-status=a",
            "-status=b",
            "-tag=x",
            "-tag",
            "y",
            "-meta=k=1",
            "-meta=l=a=b",
            "-meta=k=2");
    assertThat(values.text("status")).isEqualTo("b");
    assertThat(values.all("tag")).containsExactly("x", "y");
    assertThat(values.pairs("meta")).containsEntry("k", "2").containsEntry("l", "a=b").hasSize(2);
  }

  @Test
  void valuesAreTakenAsTheyAre() throws FlagException {
    for (String value :
        List.of("", "@file", "-dash", "\"quoted\"", "${sys:user.home}", "a,b", " space ", "ü")) {
      assertThat(parse("-status", value).text("status")).isEqualTo(value);
      assertThat(parse("-status=" + value).text("status")).isEqualTo(value);
      assertThat(parse("-tag", value).all("tag")).containsExactly(value);
    }
  }

  @Test
  void numbersMayBeWrittenInOtherBases() throws FlagException {
    assertThat(parse("-flags=0x2A").unsigned("flags")).isEqualTo("42");
    assertThat(parse("-flags=052").unsigned("flags")).isEqualTo("42");
    assertThat(parse("-flags=0b101010").unsigned("flags")).isEqualTo("42");
    assertThat(parse("-flags=0").unsigned("flags")).isEqualTo("0");
    assertThat(parse("-flags=18446744073709551615").unsigned("flags"))
        .isEqualTo("18446744073709551615");
    assertThat(parse("-port=-3").integer("port")).isEqualTo(-3);
  }

  @Test
  void anAbsentFlagHasItsDefault() throws FlagException {
    FlagValues values = parse();
    assertThat(values.text("status")).isEqualTo(".*");
    assertThat(values.integer("port")).isEqualTo(7);
    assertThat(values.unsigned("flags")).isEqualTo("0");
    assertThat(values.on("wan")).isFalse();
    assertThat(values.all("tag")).isEmpty();
    assertThat(values.pairs("meta")).isEmpty();
    assertThat(values.given("status")).isFalse();
  }

  @Test
  void theListAfterAMistakeIsGos() {
    assertThat(FlagText.goList(some()))
        .isEqualTo(
            """
        Usage:
          -cas
            \tOn.
          -flags uint
            \tNumber.
          -meta key=value
            \tAs key=value.
          -port int
            \tPort. (default 7)
          -status string
            \tWhich. (default ".*")
          -tag value
            \tTag.
          -wan
            \tOn.
        """);
  }
}
