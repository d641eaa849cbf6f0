package org.lictor.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoDurationTest {
  /** Rows of Go's own table of ParseDuration and of Duration.String. */
  @ParameterizedTest
  @CsvSource({
    "0, 0, 0s",
    "5s, 5000000000, 5s",
    "30s, 30000000000, 30s",
    "1478s, 1478000000000, 24m38s",
    "-5s, -5000000000, -5s",
    "+5s, 5000000000, 5s",
    "-0, 0, 0s",
    "+0, 0, 0s",
    "5.0s, 5000000000, 5s",
    "5.6s, 5600000000, 5.6s",
    "5.s, 5000000000, 5s",
    ".5s, 500000000, 500ms",
    "1.004s, 1004000000, 1.004s",
    "1.0040s, 1004000000, 1.004s",
    "100.00100s, 100001000000, 1m40.001s",
    "10ns, 10, 10ns",
    "11us, 11000, 11µs",
    "12µs, 12000, 12µs",
    "12μs, 12000, 12µs",
    "13ms, 13000000, 13ms",
    "14s, 14000000000, 14s",
    "15m, 900000000000, 15m0s",
    "16h, 57600000000000, 16h0m0s",
    "3h30m, 12600000000000, 3h30m0s",
    "10.5s4m, 250500000000, 4m10.5s",
    "-2m3.4s, -123400000000, -2m3.4s",
    "1h2m3s4ms5us6ns, 3723004005006, 1h2m3.004005006s",
    "39h9m14.425s, 140954425000000, 39h9m14.425s",
    "52763797000ns, 52763797000, 52.763797s",
    "0.3333333333333333333h, 1200000000000, 20m0s",
    "9007199254740993ns, 9007199254740993, 2501h59m59.254740993s",
    "9223372036854775807ns, 9223372036854775807, " + "2562047h47m16.854775807s",
    "-9223372036854775808ns, -9223372036854775808, -2562047h47m16.854775808s",
    "0.100000000000000000000h, 360000000000, 6m0s",
    "1.5h, 5400000000000, 1h30m0s",
    "2200ms, 2200000000, 2.2s",
    "87600h, 315360000000000000, 87600h0m0s",
    "1100us, 1100000, 1.1ms"
  })
  void readsAndWritesAsGoDoes(String text, long nanos, String written) {
    assertThat(GoDuration.parse(text).nanos()).isEqualTo(nanos);
    assertThat(new GoDuration(nanos)).hasToString(written);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``|time: invalid duration \"\"",
        "3|time: missing unit in duration \"3\"",
        "-|time: invalid duration \"-\"",
        "s|time: invalid duration \"s\"",
        ".|time: invalid duration \".\"",
        "-.|time: invalid duration \"-.\"",
        ".s|time: invalid duration \".s\"",
        "+.s|time: invalid duration \"+.s\"",
        "1d|time: unknown unit \"d\" in duration \"1d\"",
        "5x|time: unknown unit \"x\" in duration \"5x\"",
        "1.2|time: missing unit in duration \"1.2\"",
        "3000000h|time: invalid duration \"3000000h\"",
        "9223372036854775808ns|time: invalid duration \"9223372036854775808ns\"",
        "99999999999999999999999999s|time: invalid duration \"99999999999999999999999999s\"",
        "1s 2s|time: unknown unit \"s \" in duration \"1s 2s\"",
        "é|time: invalid duration \"\\xc3\\xa9\""
      })
  void refusesWithTheWordsOfGo(String text, String message) {
    assertThatThrownBy(() -> GoDuration.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void whatItWritesItReadsBack() {
    Random random = new Random(7);
    for (int i = 0; i < 10_000; i++) {
      GoDuration duration = new GoDuration(random.nextLong() >> random.nextInt(63));
      assertThat(GoDuration.parse(duration.toString())).isEqualTo(duration);
    }
  }

  @Test
  void endlessDigitsCostNothing() {
    assertThatThrownBy(() -> GoDuration.parse("9".repeat(2_000_000) + "s"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void goesToAndFromJavaTime() {
    assertThat(GoDuration.of(Duration.ofSeconds(90))).hasToString("1m30s");
    assertThat(GoDuration.parse("1m30s").toDuration()).isEqualTo(Duration.ofSeconds(90));
    assertThat(GoDuration.of(Duration.ofSeconds(Long.MAX_VALUE)).nanos()).isEqualTo(Long.MAX_VALUE);
    assertThat(GoDuration.ZERO).isLessThan(GoDuration.parse("1ns"));
  }
}
