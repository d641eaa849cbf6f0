package org.lictor.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lictor.model.Member.Status.ALIVE;
import static org.lictor.model.Member.Status.FAILED;
import static org.lictor.model.Member.Status.LEFT;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lictor.command.Command;
import org.lictor.command.Outcome;
import org.lictor.model.Member.Status;
import org.lictor.model.MemberRow;

class MemberTableTest {
  private static final long FIRST = 1_700_000_000_000L;

  private final TestStore store = new TestStore();

  @ParameterizedTest
  @CsvSource({
    "ALIVE, i, ALIVE, i, ALIVE",
    "ALIVE, i, LEAVING, i, LEAVING",
    "ALIVE, i, LEFT, i, LEFT",
    "ALIVE, i, FAILED, i, FAILED",
    "FAILED, i, ALIVE, i, ALIVE",
    "FAILED, i, LEFT, '', LEFT",
    "LEAVING, i, ALIVE, i, LEAVING",
    "LEAVING, i, FAILED, i, FAILED",
    "LEAVING, i, LEFT, i, LEFT",
    "LEAVING, i, ALIVE, j, ALIVE",
    "LEFT, i, ALIVE, i, LEFT",
    "LEFT, i, FAILED, i, LEFT",
    "LEFT, i, LEAVING, i, LEFT",
    "LEFT, i, ALIVE, j, ALIVE",
    "LEFT, '', ALIVE, i, ALIVE",
  })
  void whatAProcessSaidOfItsLeavingHolds(
      Status before, String saidOf, Status after, String ofNow, Status expected) {
    store.member("n1", before, saidOf);
    Outcome outcome = store.member("n1", after, ofNow);
    assertThat(row("n1").member().status()).isEqualTo(expected);
    assertThat(outcome).isEqualTo(Outcome.of(after == expected));
  }

  @Test
  void theTimeOfAStatusIsThatOfItsFirstWord() {
    store.member("n1", ALIVE, "i");
    store.apply(new Command.MemberPut(TestStore.aMember("n1", 1, ALIVE), "i"));
    assertThat(row("n1").sinceMillis()).isEqualTo(FIRST);
    assertThat(row("n1").member()).isEqualTo(TestStore.aMember("n1", 1, ALIVE));
    store.member("n1", FAILED, "i");
    store.member("n1", FAILED, "i");
    assertThat(row("n1").sinceMillis()).isEqualTo(FIRST + 2);
    store.member("n1", FAILED, "j");
    assertThat(row("n1").sinceMillis()).isEqualTo(FIRST + 4);
  }

  @Test
  void namesMeanTheSameInAnyLetterCase() {
    store.member("Node", ALIVE, "i");
    store.member("nODE", LEFT, "i");
    assertThat(store.image().members().rows()).containsOnlyKeys("node");
    assertThat(row("NODE").member().name()).isEqualTo("nODE");
    store.forget("NodE");
    assertThat(store.image().members().rows()).isEmpty();
  }

  @Test
  void whatIsSaidAgainUnchangedKeepsTheIndexAndWakesNobody() {
    store.member("n1", ALIVE, "i");
    WatchSet watch = store.store.watch(List.of(Topic.MEMBERS));
    store.member("n1", ALIVE, "i");
    store.forget("n2");
    assertThat(store.image().members().index()).isEqualTo(1);
    assertThat(store.image().index()).isEqualTo(3);
    assertThat(watch.fired()).isFalse();
  }

  @Test
  void aChangedMemberAndAForgottenOneWakeTheWatchers() {
    WatchSet put = store.store.watch(List.of(Topic.MEMBERS));
    store.member("n1", ALIVE, "i");
    assertThat(put.fired()).isTrue();
    WatchSet forgotten = store.store.watch(List.of(Topic.MEMBERS));
    store.forget("n1");
    assertThat(forgotten.fired()).isTrue();
    assertThat(store.image().members().index()).isEqualTo(2);
  }

  private MemberRow row(String name) {
    return Objects.requireNonNull(store.image().members().get(name));
  }
}
