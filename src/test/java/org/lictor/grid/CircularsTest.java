package org.lictor.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

class CircularsTest {
  private static final byte[] LETTER = "news".getBytes(StandardCharsets.UTF_8);
  private final List<String> members = new ArrayList<>(List.of("a", "b"));
  private final List<String> sent = new ArrayList<>();
  private final Deque<Runnable> later = new ArrayDeque<>();
  private final List<String> answers = new ArrayList<>();
  private final Circulars circulars =
      new Circulars(
          new Circulars.Post() {
            @Override
            public Iterable<String> others() {
              return List.copyOf(members);
            }

            @Override
            public boolean has(String member) {
              return members.contains(member);
            }

            @Override
            public void send(String member, boolean answer, long number, byte[] content) {
              sent.add(member + (answer ? " answer " : " ") + number);
            }

            @Override
            public Executor executor(Duration delay) {
              return delay.isZero() ? Runnable::run : later::add;
            }
          });

  private void send() {
    circulars.send(LETTER, answer -> answers.add(new String(answer, StandardCharsets.UTF_8)));
  }

  private void timePasses() {
    List<Runnable> due = List.copyOf(later);
    later.clear();
    due.forEach(Runnable::run);
  }

  @Test
  void aLetterGoesToAllAndAgainToWhoDoesNotAnswer() {
    send();
    assertThat(sent).containsExactly("a 1", "b 2");
    circulars.answered(1, LETTER);
    assertThat(answers).containsExactly("news");
    timePasses();
    assertThat(sent).containsExactly("a 1", "b 2", "b 2");
    circulars.answered(2, LETTER);
    circulars.answered(2, LETTER);
    timePasses();
    assertThat(sent).hasSize(3);
    assertThat(answers).hasSize(2);
  }

  @Test
  void itIsGivenUpForAMemberThatIsSilentOrHasGone() {
    send();
    members.remove("a");
    for (int i = 0; i < 20; i++) {
      timePasses();
    }
    assertThat(sent).containsExactly("a 1", "b 2", "b 2", "b 2", "b 2", "b 2", "b 2");
    assertThat(later).isEmpty();
  }

  @Test
  void whatNobodyReadsIsNotAnswered() {
    circulars.arrived("a", 7, LETTER);
    assertThat(sent).isEmpty();
    circulars.open(letter -> letter);
    circulars.arrived("a", 7, LETTER);
    assertThat(sent).containsExactly("a answer 7");
  }
}
