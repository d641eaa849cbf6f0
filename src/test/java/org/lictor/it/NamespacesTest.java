package org.lictor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NamespacesTest {
  private static Namespaces hosts;
  private static NetworkPeer one;
  private static NetworkPeer two;
  private static NetworkPeer three;

  @BeforeAll
  static void start() throws IOException {
    if (!Namespaces.available()) {
      return;
    }
    hosts = Namespaces.create(3);
    one = NetworkPeer.start(hosts.place(1));
    two = NetworkPeer.start(hosts.place(2));
    three = NetworkPeer.start(hosts.place(3));
  }

  @AfterAll
  static void stop() throws Exception {
    for (NetworkPeer peer : new NetworkPeer[] {one, two, three}) {
      if (peer != null) {
        peer.close();
      }
    }
    if (hosts != null) {
      hosts.close();
    }
  }

  @BeforeEach
  void heal() throws IOException {
    // Here and not before all of them, so that each is reported as skipped under its name.
    Namespaces.assumeAvailable();
    hosts.heal();
  }

  @Test
  void allReachAll() throws Exception {
    assertThat(one.connectsTo(two)).isTrue();
    assertThat(two.connectsTo(three)).isTrue();
    assertHears(two, one, "all");
  }

  @Test
  void aHostThatIsCutOffReachesNobodyAndIsStillReachedFromHere() throws Exception {
    hosts.isolate(2);
    assertThat(one.connectsTo(two)).isFalse();
    assertThat(two.connectsTo(one)).isFalse();
    assertThat(two.connectsTo(three)).isFalse();
    assertThat(one.connectsTo(three)).isTrue();
    assertThat(two.answers()).isTrue();
    hosts.heal();
    assertThat(one.connectsTo(two)).isTrue();
    assertThat(two.connectsTo(three)).isTrue();
  }

  @Test
  void twoHostsAreSeparatedFromEachOtherOnly() throws Exception {
    hosts.separate(1, 2);
    assertThat(one.connectsTo(two)).isFalse();
    assertThat(one.connectsTo(three)).isTrue();
    assertThat(two.connectsTo(three)).isTrue();
  }

  @Test
  void aCutInOneDirectionLeavesTheOtherOneOpen() throws Exception {
    hosts.cut(1, 2);
    one.sendTo(two, "lost");
    assertHears(two, one, "back");
    assertThat(two.hasHeard("lost")).isFalse();
    assertThat(two.connectsTo(one)).as("without the answer there is no connection").isFalse();
    hosts.heal(1, 2);
    assertHears(one, two, "again");
    assertThat(two.hasHeard("lost")).isFalse();
  }

  @Test
  void aConnectionThatIsThereFallsSilentToo() throws Exception {
    assertThat(three.answers()).isTrue();
    hosts.cut(3, Namespaces.OUTSIDE);
    assertThat(three.answers()).isFalse();
    hosts.heal();
    assertThat(three.answers()).isTrue();
  }

  @Test
  void nothingIsLeftBehind() throws Exception {
    String name;
    try (Namespaces other = Namespaces.create(2);
        NetworkPeer peer = NetworkPeer.start(other.place(2))) {
      name = other.place(2).prefix().get(3);
      assertThat(Ran.command(List.of("ip", "netns", "list")).out()).contains(name);
      assertThat(peer.answers()).isTrue();
    }
    String network = name.substring(0, name.indexOf('-'));
    assertThat(Ran.command(List.of("ip", "netns", "list")).out()).doesNotContain(network);
    assertThat(Ran.command(List.of("ip", "link")).out()).doesNotContain(network);
  }

  private static void assertHears(NetworkPeer from, NetworkPeer to, String word)
      throws IOException {
    from.sendTo(to, word);
    Await.until(word, Duration.ofSeconds(5), () -> to.hasHeard(word), () -> "it was lost");
  }
}
