package org.lictor.leader;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.lictor.consensus.NoLeaderException;
import org.lictor.consensus.Peers;

class AutopilotTest {
  private final FakeLiveMembers live = new FakeLiveMembers();
  private final FakePeers peers = new FakePeers();
  private Instant now = Instant.EPOCH;
  private final Autopilot autopilot = autopilot(true);

  AutopilotTest() {
    for (int i = 1; i <= 3; i++) {
      peers.add("p" + i, "10.0.0." + i + ":8300");
      server("s" + i, "10.0.0." + i);
    }
  }

  private Autopilot autopilot(boolean cleanup) {
    return new Autopilot(
        live,
        peers,
        () -> now,
        "dc1",
        () -> new AutopilotSettings(cleanup, 3, AutopilotSettings.STABILIZATION, "peer"));
  }

  @Test
  void aDeadServerIsRemovedWhenAnotherHasBeenThereForLongEnough() {
    live.go("s3");
    look();
    pass(60);
    look();
    assertThat(peers.removed).as("nobody takes its place").isEmpty();
    server("s4", "10.0.0.4");
    look();
    pass(9);
    look();
    assertThat(peers.removed).isEmpty();
    pass(1);
    look();
    assertThat(peers.removed).containsExactly("p3");
  }

  @Test
  void aServerThatIsBackInTimeStays() {
    server("s4", "10.0.0.4");
    live.go("s3");
    look();
    pass(9);
    server("s3", "10.0.0.3");
    look();
    live.go("s3");
    look();
    pass(9);
    look();
    assertThat(peers.removed).isEmpty();
    pass(1);
    look();
    assertThat(peers.removed).containsExactly("p3");
  }

  @Test
  void aServerThatLostItsDiskTakesTheFormerOnesPlaceAtTheSameAddress() {
    live.become("s3", "10.0.0.3", "new", "role=consul", "port=8300", "peer=p9");
    look();
    pass(10);
    look();
    assertThat(peers.removed).containsExactly("p3");
  }

  @Test
  void aPeerIsKnownByItsTagAtAnyAddress() {
    live.become("s3", "10.0.0.33", "moved", "role=consul", "port=8300", "peer=p3");
    server("s4", "10.0.0.4");
    look();
    pass(60);
    look();
    assertThat(peers.removed).isEmpty();
  }

  @Test
  void aPeerIsKnownByItsAddressOfEitherFamily() {
    peers.all.set(2, new Peers.Peer("p3", "[fd00::3]:8300", false, true));
    live.become("s3", "fd00::3", "i", "role=consul", "port=8300");
    server("s4", "10.0.0.4");
    look();
    pass(60);
    look();
    assertThat(peers.removed).isEmpty();
  }

  @Test
  void clientsAndServersOfOtherDatacentersTakeNobodysPlace() {
    live.go("s3");
    live.comeAt("c1", "10.0.0.4", "i");
    live.comeAt("far", "10.0.0.5", "j", "role=consul", "port=8300", "dc=dc2");
    look();
    pass(60);
    look();
    assertThat(peers.removed).isEmpty();
  }

  @Test
  void whenPeersAndMembersDoNotMatchAtAllNothingIsRemoved() {
    for (int i = 1; i <= 3; i++) {
      live.become("s" + i, "192.168.0." + i, "i" + i, "role=consul", "port=8300");
    }
    look();
    pass(60);
    look();
    assertThat(peers.removed).isEmpty();
  }

  @Test
  void oneIsRemovedAtATimeAndOnlyWhenTheLastLookIsOver() {
    live.go("s3");
    server("s4", "10.0.0.4");
    look();
    pass(10);
    peers.answer = new CompletableFuture<>();
    look();
    look();
    assertThat(peers.removed).containsExactly("p3");
    peers.answer.complete(null);
    look();
    assertThat(peers.removed).containsExactly("p3", "p3");
  }

  @Test
  void aLookThatFailsIsFollowedByTheNext() {
    live.go("s3");
    server("s4", "10.0.0.4");
    peers.failure = new NoLeaderException();
    look();
    peers.failure = null;
    look();
    pass(10);
    look();
    assertThat(peers.removed).containsExactly("p3");
  }

  @Test
  void nothingIsRemovedWhenTheOperatorSaysSo() {
    live.go("s3");
    server("s4", "10.0.0.4");
    Autopilot off = autopilot(false);
    off.run();
    pass(60);
    off.run();
    assertThat(peers.removed).isEmpty();
  }

  private void server(String name, String address) {
    live.comeAt(name, address, name + "-1", "role=consul", "port=8300");
  }

  private void look() {
    autopilot.run();
  }

  private void pass(int seconds) {
    now = now.plus(Duration.ofSeconds(seconds));
  }

  private static final class FakePeers implements Peers {
    final List<Peer> all = new ArrayList<>();
    final List<String> removed = new ArrayList<>();
    CompletableFuture<Void> answer = CompletableFuture.completedFuture(null);
    @Nullable RuntimeException failure;

    void add(String id, String address) {
      all.add(new Peer(id, address, all.isEmpty(), true));
    }

    @Override
    public CompletableFuture<Configuration> configuration() {
      return failure == null
          ? CompletableFuture.completedFuture(new Configuration(1, all))
          : CompletableFuture.failedFuture(failure);
    }

    @Override
    public CompletableFuture<Void> remove(String id) {
      removed.add(id);
      return answer;
    }

    @Override
    public CompletableFuture<Void> transferLead(String id) {
      throw new AssertionError("the lead stays");
    }
  }
}
