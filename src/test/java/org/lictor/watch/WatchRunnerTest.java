package org.lictor.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.lictor.agent.ManualScheduler;

class WatchRunnerTest {
  private final ManualScheduler time = new ManualScheduler();
  private final WatchRunner runner = new WatchRunner(time, time);
  private final List<String> handled = new ArrayList<>();

  /** A source that a test answers. */
  private static final class Source implements WatchSource {
    private final List<String> asked = new ArrayList<>();
    private CompletableFuture<Sighting> answer = new CompletableFuture<>();

    @Override
    public CompletableFuture<Sighting> after(@Nullable Sighting last) {
      asked.add(last == null ? "now" : Long.toString(last.index()));
      answer = new CompletableFuture<>();
      return answer;
    }
  }

  private WatchSpec spec(String name, Source source) {
    return new WatchSpec(
        "key",
        Map.of("key", name),
        source,
        sighting -> handled.add(name + " " + sighting.index() + " " + sighting.json()));
  }

  @Test
  void theFirstFindIsHandledAndThenEachThatDiffers() {
    Source source = new Source();
    runner.run(List.of(spec("a", source)));
    source.answer.complete(new Sighting(5, "null"));
    source.answer.complete(new Sighting(5, "null"));
    source.answer.complete(new Sighting(6, "null"));
    source.answer.complete(new Sighting(8, "1"));
    assertThat(handled).containsExactly("a 5 null", "a 8 1");
    assertThat(source.asked).containsExactly("now", "5", "5", "6", "8");
  }

  @Test
  void troubleIsTriedAgainWithGrowingPauses() {
    Source source = new Source();
    runner.run(List.of(spec("a", source)));
    for (int pause : new int[] {5, 20, 45, 80, 125, 180, 180}) {
      source.answer.completeExceptionally(new IllegalStateException("no leader"));
      int before = source.asked.size();
      time.advance(Duration.ofSeconds(pause).minusMillis(1));
      assertThat(source.asked).hasSize(before);
      time.advance(Duration.ofMillis(1));
      assertThat(source.asked).hasSize(before + 1);
    }
    source.answer.complete(new Sighting(5, "1"));
    assertThat(handled).containsExactly("a 5 1");
    source.answer.completeExceptionally(new IllegalStateException("no leader"));
    time.advance(Duration.ofSeconds(5));
    source.answer.complete(new Sighting(5, "1"));
    assertThat(handled).hasSize(1);
  }

  @Test
  void anotherListEndsWhatIsGoneAndLeavesTheRestAlone() {
    Source gone = new Source();
    Source kept = new Source();
    runner.run(List.of(spec("a", gone), spec("b", kept)));
    gone.answer.complete(new Sighting(5, "1"));
    kept.answer.complete(new Sighting(5, "1"));
    Source again = new Source();
    Source added = new Source();
    runner.run(List.of(spec("b", again), spec("c", added)));
    gone.answer.complete(new Sighting(6, "2"));
    kept.answer.complete(new Sighting(6, "2"));
    added.answer.complete(new Sighting(6, "2"));
    assertThat(handled).containsExactly("a 5 1", "b 5 1", "b 6 2", "c 6 2");
    assertThat(again.asked).isEmpty();
  }

  @Test
  void twoThatSayTheSameAreTwo() {
    Source one = new Source();
    Source two = new Source();
    runner.run(List.of(spec("a", one), spec("a", two)));
    one.answer.complete(new Sighting(1, "1"));
    two.answer.complete(new Sighting(1, "1"));
    assertThat(handled).hasSize(2);
    runner.run(List.of(spec("a", new Source())));
    two.answer.complete(new Sighting(2, "2"));
    assertThat(handled).hasSize(2);
    one.answer.complete(new Sighting(2, "2"));
    assertThat(handled).hasSize(3);
  }
}
