package org.lictor.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Results and what is shown of them, one letter each; a dot where nothing is shown. */
class ResultFilterTest {
  @ParameterizedTest(name = "success {0}, warning {1}, critical {2}: {3} shows {4}")
  @CsvSource({
    "0, 0, 0, pwcpc, pwcpc",
    "0, 3, 3, cccc,  cccc", // the failure counter starts at its threshold
    "0, 3, 3, pcccc, p..cc",
    "0, 2, 4, pccccc, p.wwcc",
    "0, 2, 4, pcpcc, p.p.w",
    "0, 2, 2, wcwcc, w.w.c",
    "2, 0, 0, ppp, ppp", // as does that of successes
    "3, 0, 0, cppppp, c..ppp",
    "3, 0, 0, cpwpw, c..pw", // a warning is a success as well
    "2, 0, 0, cpcpp, c.c.p",
    "2, 2, 2, ccpcpp, cc...p",
  })
  void resultsAreShownOnceEnoughCameInARow(
      int success, int warning, int critical, String results, String shown) {
    ResultFilter filter = new ResultFilter(new Thresholds(success, warning, critical));
    String seen =
        results
            .chars()
            .mapToObj(letter -> filter.filter(result((char) letter)))
            .map(result -> result.map(r -> r.status().word().substring(0, 1)).orElse("."))
            .collect(Collectors.joining());
    assertThat(seen).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource({"p", "w", "c"})
  void theOutputIsKept(char letter) {
    assertThat(new ResultFilter(Thresholds.NONE).filter(result(letter))).contains(result(letter));
  }

  private static ProbeResult result(char letter) {
    return switch (letter) {
      case 'p' -> ProbeResult.passing("fine");
      case 'w' -> ProbeResult.warning("hm");
      default -> ProbeResult.critical("ouch");
    };
  }
}
