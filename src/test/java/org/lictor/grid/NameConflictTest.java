package org.lictor.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lictor.grid.LiveMembers.Live;
import org.lictor.model.Member;

class NameConflictTest {
  private static Live live(String name, String id, int port, String incarnation) {
    return new Live(
        new Member(name, "10.0.0.1", port, Map.of("id", id), Member.Status.ALIVE), incarnation);
  }

  @Test
  void theOneThatCameLaterGoesAndBothAddressesAreNamed() {
    List<Live> members = List.of(live("n1", "a", 1, "i"), live("N1", "b", 2, "j"));
    assertThat(NameConflict.of(members, "i")).isNull();
    assertThat(NameConflict.of(members, "j")).contains("10.0.0.1:1", "10.0.0.1:2", "'N1'");
  }

  @Test
  void aFormerProcessOfTheSameNodeIsNoConflict() {
    assertThat(NameConflict.of(List.of(live("n1", "a", 1, "i"), live("n1", "a", 1, "j")), "j"))
        .isNull();
  }

  @Test
  void othersHaveOtherNames() {
    assertThat(NameConflict.of(List.of(live("n1", "a", 1, "i"), live("n2", "b", 2, "j")), "j"))
        .isNull();
  }
}
