package org.lictor.it.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class HttpFuzzTest {
  private final Grammar grammar = Grammar.ofHttp();

  @Test
  void theSameNumberIsTheSameRequest() {
    for (long number = 0; number < 500; number++) {
      assertThat(FuzzedRequest.of(grammar, number).toString())
          .isEqualTo(FuzzedRequest.of(grammar, number).toString());
    }
  }

  @Test
  void eachFormIsMadeAndHalfOfTheRequestsAreValid() {
    Set<String> made = new TreeSet<>();
    int valid = 0;
    for (long number = 0; number < 5_000; number++) {
      FuzzedRequest request = FuzzedRequest.of(grammar, number);
      made.add(
          request.method()
              + request.target().replaceAll("[?].*", "").replaceAll("^/v1/(\\w+/?\\w*).*", "$1"));
      valid += request.hostile() ? 0 : 1;
    }
    assertThat(made).contains("PUTagent/service", "GETkv/", "PUTtxn", "POSTquery", "GETevent/list");
    assertThat(valid).isBetween(2_300, 2_700);
  }

  @Test
  void bodiesThatAreNotSpoiltAreJson() throws Exception {
    ObjectMapper json = new ObjectMapper();
    for (Grammar.Form form : grammar.forms()) {
      if (form.body().startsWith("<@")) {
        for (long seed = 0; seed < 50; seed++) {
          var chance = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
          var bodies = new Bodies(grammar, new Words(grammar, chance, 0.3), chance);
          assertThat(json.readTree(bodies.write(form.body())).isContainerNode()).isTrue();
        }
      }
    }
  }

  @Test
  void aRequestStaysInItsLine() {
    for (long number = 0; number < 5_000; number++) {
      assertThat(FuzzedRequest.of(grammar, number).target())
          .startsWith("/")
          .doesNotContain("\n", "\r", " ");
    }
  }

  @Test
  void whatHasAnIndexHasAShortWaitBeforeIt() {
    for (long number = 0; number < 5_000; number++) {
      String target = FuzzedRequest.of(grammar, number).target();
      if (target.matches(".*[?&]index=.*")) {
        assertThat(target)
            .containsPattern("[?&]wait=5ms&index=")
            .doesNotContainPattern("\\?[^?]*\\?wait=");
      }
    }
  }
}
