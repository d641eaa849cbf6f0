package org.lictor.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.lictor.model.Member;

class LoneServersTest {
  private final List<LiveMembers.Live> live = new ArrayList<>();
  private final List<String> said = new ArrayList<>();
  private final LoneServers lone =
      new LoneServers(
          new LiveMembers() {
            @Override
            public List<Live> live() {
              return live;
            }

            @Override
            public void onChange(Runnable listener) {}
          },
          said::add);

  @Test
  void thatAServerWasStartedToBeAloneIsSaidOnceToEachOther() {
    member("a1", Map.of("role", "consul", "bootstrap", "1"));
    member("c1", Map.of("role", "node"));
    assertThat(run()).isEmpty();
    member("a2", Map.of("role", "consul"));
    assertThat(run()).containsExactly(LoneServers.warning("a1", "a2"));
    assertThat(run()).isEmpty();
    member("a3", Map.of("role", "consul", "bootstrap", "1"));
    assertThat(run())
        .containsExactly(LoneServers.warning("a1", "a3"), LoneServers.warning("a3", "a2"));
  }

  @Test
  void serversThatExpectEachOtherAreNot() {
    for (String name : List.of("s1", "s2", "s3")) {
      member(name, Map.of("role", "consul", "expect", "3"));
    }
    assertThat(run()).isEmpty();
  }

  private List<String> run() {
    said.clear();
    lone.run();
    return List.copyOf(said);
  }

  private void member(String name, Map<String, String> tags) {
    live.add(
        new LiveMembers.Live(
            new Member(name, "10.0.0.1", 8301, new TreeMap<>(tags), Member.Status.ALIVE), name));
  }
}
