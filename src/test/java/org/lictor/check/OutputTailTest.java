package org.lictor.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OutputTailTest {
  @Test
  void whatFitsIsKeptWhole() {
    assertThat(tail(5, "hello").textWithNotice()).isEqualTo("hello");
    assertThat(tail(5, "").textWithNotice()).isEmpty();
  }

  @Test
  void oneByteMoreIsCutAtTheFrontAndSaid() {
    assertThat(tail(5, "hello!").textWithNotice()).isEqualTo("Captured 5 of 6 bytes\n...\nello!");
    assertThat(tail(1, "ab").text()).isEqualTo("b");
  }

  @Test
  void aCharacterCutInTwoShowsAsReplacement() {
    assertThat(tail(2, "\u00e9a").text()).isEqualTo("\ufffda");
  }

  @Test
  void anySplitIntoWritesKeepsTheSameBytes() {
    Random random = new Random(7);
    for (int round = 0; round < 2000; round++) {
      int limit = 1 + random.nextInt(900);
      OutputTail tail = new OutputTail(limit);
      StringBuilder all = new StringBuilder();
      for (int part = random.nextInt(6); part >= 0; part--) {
        String text =
            "abcdefghij"
                .repeat(200)
                .substring(random.nextInt(10))
                .substring(0, random.nextInt(1, 1500));
        all.append(text);
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        tail.write(bytes, bytes.length);
      }
      assertThat(tail.text()).isEqualTo(all.substring(Math.max(0, all.length() - limit)));
    }
  }

  private static OutputTail tail(int limit, String text) {
    OutputTail tail = new OutputTail(limit);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    tail.write(bytes, bytes.length);
    return tail;
  }
}
