package org.lictor.leader;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lictor.command.Command;
import org.lictor.consensus.CommandLog;
import org.lictor.consensus.Committed;
import org.lictor.consensus.Leadership;
import org.lictor.consensus.Peers;
import org.lictor.grid.Membership;
import org.lictor.leader.ServerReport.Server;
import org.lictor.model.AutopilotConfig;
import org.lictor.model.GoDuration;
import org.lictor.model.LogIndexes;
import org.lictor.model.Member;
import org.lictor.model.Node;
import org.lictor.model.NodeName;
import org.lictor.query.Answer;
import org.lictor.query.AnswerCache;
import org.lictor.query.Query;
import org.lictor.query.QueryOptions;
import org.lictor.query.Registry;
import org.lictor.state.TestStore;

/** Three servers as the second of them, a follower, sees them. */
class ServerWatchTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00.700Z");

  private final TestStore store = new TestStore();
  private final List<Peers.Peer> peers = new ArrayList<>();
  private final List<Member> members = new ArrayList<>();
  private final FollowersLog log = new FollowersLog();
  private Instant now = START;
  private final ServerWatch watch =
      new ServerWatch(
          "10.0.0.2:8300", new ThePeers(), new TheMembers(), log, new TheRegistry(), () -> now);

  @BeforeEach
  void threeServers() {
    for (int i = 1; i <= 3; i++) {
      peers.add(new Peers.Peer("i" + i, "10.0.0." + i + ":8300", i == 1, true));
      members.add(member(i, Member.Status.ALIVE));
    }
  }

  @Test
  void peersGetTheNamesOfTheMembersAtTheirAddresses() {
    peers.add(new Peers.Peer("i9", "10.0.0.9:8300", false, false));
    ServerReport report = report();
    assertThat(report.servers())
        .extracting(Server::name)
        .containsExactly("n1", "n2", "n3", "(unknown)");
    assertThat(report.index()).isEqualTo(17);
    assertThat(report.servers().get(3).healthy()).isFalse();
  }

  @Test
  void aServerHasTheIdOfItsNodeAndItsOwnPortWhetherItIsThereOrNot() {
    peers.set(2, new Peers.Peer("i3", "10.0.0.3:8301", false, true));
    members.set(2, member(3, Member.Status.FAILED));
    assertThat(report().servers()).extracting(Server::id).containsExactly("u1", "u2", "u3");
    assertThat(report().servers()).extracting(Server::peer).containsExactly("i1", "i2", "i3");
    assertThat(report().servers().get(2).address()).isEqualTo("10.0.0.3:8300");
    for (String id : List.of("i3", "u3")) {
      assertThat(report().withId(id)).map(Server::name).hasValue("n3");
    }
    assertThat(report().withId("")).isEmpty();
    assertThat(report().withAddress("10.0.0.2:8300")).map(Server::peer).hasValue("i2");
  }

  @Test
  void twoPeersOfOneAddressAreToldApartByTheirIdsInTheLog() {
    peers.add(new Peers.Peer("i9", "10.0.0.3:8301", false, false));
    assertThat(report().servers()).extracting(Server::id).containsExactly("u1", "u2", "i3", "i9");
  }

  @Test
  void whatIsKnownOfTheLogsIsTold() {
    assertThat(report().servers()).extracting(Server::lastIndex).containsExactly(null, 42L, null);
    assertThat(report().servers())
        .extracting(Server::lastContact)
        .containsExactly(Duration.ZERO, Duration.ofMillis(30), null);
  }

  @Test
  void oneOfThreeMayFail() {
    assertThat(report().failureTolerance()).isEqualTo(1);
    members.set(2, member(3, Member.Status.FAILED));
    assertThat(report().healthy()).isFalse();
    assertThat(report().failureTolerance()).isZero();
    members.set(0, member(1, Member.Status.FAILED));
    assertThat(report().failureTolerance()).isZero();
  }

  @Test
  void aServerThatHasNotHeardFromTheLeaderIsUnhealthy() {
    log.silence = 1_201;
    assertThat(report().servers()).extracting(Server::healthy).containsExactly(true, false, true);
    store.apply(
        new Command.AutopilotSet(
            new AutopilotConfig(
                true,
                GoDuration.of(Duration.ofSeconds(1)),
                250,
                0,
                GoDuration.ZERO,
                "",
                false,
                "",
                LogIndexes.NONE),
            null));
    assertThat(report().healthy()).isTrue();
  }

  @Test
  void theSilenceBetweenTwoHeartbeatsIsNone() {
    log.silence = 1_000 + 200;
    progress(2, 40, 0);
    progress(3, 40, 1_200);
    assertThat(report().healthy()).isTrue();
    progress(3, 40, 1_201);
    assertThat(report().servers()).extracting(Server::healthy).containsExactly(true, true, false);
  }

  @Test
  void howFarTheOthersAreIsTheLeadersWord() {
    progress(1, 300, 0);
    progress(2, 50, 0);
    progress(3, 49, 20);
    assertThat(report().servers()).extracting(Server::lastIndex).containsExactly(300L, 50L, 49L);
    assertThat(report().servers()).extracting(Server::lastTerm).containsOnly(7L);
    assertThat(report().servers())
        .extracting(Server::lastContact)
        .containsExactly(Duration.ZERO, Duration.ofMillis(30), Duration.ofMillis(20));
    assertThat(report().servers())
        .as("more than 250 behind")
        .extracting(Server::healthy)
        .containsExactly(true, true, false);
  }

  private void progress(int number, long lastIndex, long silentMillis) {
    Peers.Peer peer = peers.get(number - 1);
    peers.set(
        number - 1,
        new Peers.Peer(
            peer.id(),
            peer.address(),
            peer.leader(),
            peer.voter(),
            new Peers.Progress(7, lastIndex, silentMillis)));
  }

  @Test
  void withoutALeaderNoneIsHealthy() {
    peers.set(0, new Peers.Peer("i1", "10.0.0.1:8300", false, true));
    assertThat(report().servers()).noneMatch(Server::healthy);
  }

  @Test
  void aChangeIsDatedWhenItIsSeen() {
    watch.look();
    Instant first = START.minusMillis(700);
    now = now.plusSeconds(10);
    assertThat(report().servers()).extracting(Server::stableSince).containsOnly(first);
    members.set(2, member(3, Member.Status.LEFT));
    watch.look();
    now = now.plusSeconds(10);
    assertThat(report().servers())
        .extracting(Server::stableSince)
        .containsExactly(first, first, first.plusSeconds(10));
  }

  @Test
  void aPeerThatComesBackStartsAnew() {
    Peers.Peer third = peers.get(2);
    watch.look();
    peers.remove(2);
    watch.look();
    peers.add(third);
    now = now.plusSeconds(60);
    assertThat(report().servers().get(2).stableSince()).isEqualTo(START.plusMillis(59_300));
  }

  @Test
  void metadataIsTheNodesInTheCatalog() {
    store.apply(
        new Command.Register(
            new Node(
                new NodeName("n1"), "", "10.0.0.1", null, Map.of("rack", "7"), LogIndexes.NONE),
            false,
            null,
            List.of()));
    assertThat(report().servers())
        .extracting(Server::meta)
        .containsExactly(Map.of("rack", "7"), Map.of(), Map.of());
  }

  private ServerReport report() {
    return watch.report().join();
  }

  private static Member member(int number, Member.Status status) {
    return new Member(
        "n" + number,
        "10.0.0." + number,
        8301,
        Map.of("role", "consul", "id", "u" + number, "port", "8300", "raft_vsn", "3"),
        status);
  }

  private final class ThePeers implements Peers {
    @Override
    public CompletableFuture<Configuration> configuration() {
      return CompletableFuture.completedFuture(new Configuration(17, peers));
    }

    @Override
    public CompletableFuture<Void> remove(String id) {
      throw new AssertionError("nobody is removed");
    }

    @Override
    public CompletableFuture<Void> transferLead(String id) {
      throw new AssertionError("the lead stays");
    }
  }

  private final class TheMembers implements Membership {
    @Override
    public CompletableFuture<List<Member>> members() {
      return CompletableFuture.completedFuture(List.copyOf(members));
    }

    @Override
    public CompletableFuture<List<Member>> wanMembers() {
      throw new AssertionError("not asked");
    }

    @Override
    public CompletableFuture<Integer> join(List<String> addresses) {
      throw new AssertionError("not asked");
    }

    @Override
    public CompletableFuture<Boolean> forceLeave(String name, boolean prune) {
      throw new AssertionError("not asked");
    }
  }

  private final class TheRegistry implements Registry {
    private final AnswerCache answers = new AnswerCache(store.store);

    @Override
    public <T> CompletableFuture<Answer<T>> ask(Query<T> query, QueryOptions options) {
      return CompletableFuture.completedFuture(peek(query));
    }

    @Override
    public <T> Answer<T> peek(Query<T> query) {
      var seen = answers.look(query);
      return new Answer<>(seen.found().value(), seen.found().index(), true, 0, seen.watches());
    }
  }

  private static final class FollowersLog implements CommandLog, Leadership {
    private long silence = 30;

    @Override
    public CompletableFuture<Committed> submit(byte[] command) {
      throw new AssertionError("nothing is submitted");
    }

    @Override
    public long lastApplied() {
      return 42;
    }

    @Override
    public Leadership leadership() {
      return this;
    }

    @Override
    public CompletableFuture<Long> confirmedIndex() {
      throw new AssertionError("not asked");
    }

    @Override
    public void close() {}

    @Override
    public boolean isLeader() {
      return false;
    }

    @Override
    public @Nullable String leaderAddress() {
      return "10.0.0.1:8300";
    }

    @Override
    public long lastContactMillis() {
      return silence;
    }
  }
}
