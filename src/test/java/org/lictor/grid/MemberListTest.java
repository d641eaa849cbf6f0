package org.lictor.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lictor.grid.LiveMembers.Live;
import org.lictor.model.Member;
import org.lictor.model.Member.Status;
import org.lictor.model.MemberRow;

class MemberListTest {
  /** Live is an incarnation, remembered a status and an incarnation. */
  @ParameterizedTest(name = "live {0}, remembered {1}: {2}")
  @CsvSource({
    // live, remembered, shown, may be forced
    "i,  ,          ALIVE,   false",
    "i,  ALIVE i,   ALIVE,   false",
    "i,  FAILED i,  ALIVE,   false",
    "i,  LEAVING i, LEAVING, false",
    "i,  LEFT i,    LEFT,    false",
    "i,  LEFT h,    ALIVE,   false",
    "i,  LEAVING h, ALIVE,   false",
    "i,  FAILED h,  ALIVE,   false",
    " ,  ALIVE i,   FAILED,  true",
    " ,  LEAVING i, FAILED,  true",
    " ,  FAILED i,  FAILED,  true",
    " ,  LEFT i,    LEFT,    true",
    " ,  ,          unknown, false",
  })
  void theGridSaysWhoIsThereAndTheRecordHowTheOthersWent(
      @Nullable String live, @Nullable String remembered, String shown, boolean mayBeForced) {
    MemberList list =
        new MemberList(
            Stream.ofNullable(live).map(i -> new Live(member("n1", "live"), i)).toList(),
            Stream.ofNullable(remembered).map(MemberListTest::record).toList());
    Member found = list.get("N1");
    assertThat(found == null ? "unknown" : found.status().name()).isEqualTo(shown);
    assertThat(list.mayBeForced("N1")).isEqualTo(mayBeForced);
    if (found != null) {
      assertThat(found.tags()).containsEntry("from", live == null ? "record" : "live");
    }
  }

  @Test
  void membersComeByNameEachOnce() {
    MemberList list =
        new MemberList(
            List.of(
                new Live(member("b", "first"), "1"),
                new Live(member("a", "first"), "2"),
                new Live(member("B", "second"), "3")),
            List.of(new MemberRow(member("C", "record"), "4", 0)));
    assertThat(list.members().stream().map(Member::name).collect(Collectors.joining(" ")))
        .isEqualTo("a b C");
    assertThat(list.members())
        .filteredOn(member -> member.name().equals("b"))
        .allSatisfy(member -> assertThat(member.tags()).containsEntry("from", "first"));
  }

  private static MemberRow record(String words) {
    String[] parts = words.split(" ");
    Member member = member("n1", "record").as(Status.valueOf(parts[0]));
    return new MemberRow(member, parts[1], 0);
  }

  private static Member member(String name, String from) {
    return new Member(name, "10.0.0.1", 8301, Map.of("from", from), Status.ALIVE);
  }
}
