package org.lictor.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.lictor.command.Outcome;
import org.lictor.consensus.Committed;
import org.lictor.consensus.LogBusyException;
import org.lictor.consensus.LogUnavailableException;
import org.lictor.consensus.NoLeaderException;
import org.lictor.consensus.OutcomeUnknownException;
import org.lictor.consensus.Peers;

class RemoteCommandLogTest {
  private final ClientScene scene = new ClientScene(3);
  private final RemoteCommandLog log = new RemoteCommandLog(scene.line, scene.leadership);
  private final byte[] command = ClientScene.set("k", "1");

  @Test
  void aCommandReachesTheLeader() {
    scene.cluster.leader(2);
    assertThat(log.submit(command)).isCompletedWithValue(new Committed(2, Outcome.DONE));
    assertThat(scene.courier.asked).contains("COMMAND LEADER 2");
    assertThat(log.lastApplied()).isEqualTo(2);
  }

  @Test
  void aCommandIsHeldUntilThereIsALeader() {
    scene.cluster.leader(TestCluster.NOBODY);
    CompletableFuture<Committed> submitted = log.submit(command);
    scene.pass(Duration.ofSeconds(5));
    assertThat(submitted).isNotDone();
    scene.cluster.leader(1);
    scene.pass(Duration.ofMillis(600));
    assertThat(submitted).isCompletedWithValue(new Committed(2, Outcome.DONE));
    assertThat(scene.courier.count(RequestKind.COMMAND)).isBetween(5L, 40L);
  }

  @Test
  void afterSevenSecondsWithoutALeaderTheCommandFails() {
    scene.cluster.leader(TestCluster.NOBODY);
    CompletableFuture<Committed> submitted = log.submit(command);
    scene.pass(Duration.ofMillis(6900));
    assertThat(submitted).isNotDone();
    scene.pass(Duration.ofMillis(200));
    assertThat(ClientScene.problem(submitted)).isInstanceOf(NoLeaderException.class);
  }

  @Test
  void aRefusalThatAServerHasHeldIsNotHeldAgain() {
    scene.cluster.failure = new NoLeaderException();
    scene.courier.dawdle();
    CompletableFuture<Committed> submitted = log.submit(command);
    scene.pass(ServerLine.HOLD);
    assertThat(submitted).isNotDone();
    scene.courier.hurry();
    assertThat(ClientScene.problem(submitted)).isInstanceOf(NoLeaderException.class);
    assertThat(scene.courier.count(RequestKind.COMMAND)).isEqualTo(1);
  }

  @Test
  void aCommandWhoseServerIsLostIsNotSentAgain() {
    scene.courier.dawdle();
    CompletableFuture<Committed> submitted = log.submit(command);
    scene.courier.lose(0);
    assertThat(ClientScene.problem(submitted)).isInstanceOf(OutcomeUnknownException.class);
    scene.pass(Duration.ofSeconds(20));
    assertThat(scene.courier.count(RequestKind.COMMAND)).isEqualTo(1);
    assertThat(scene.cluster.applied()).isEqualTo(1);
  }

  @Test
  void aLeaderThatFallsSilentLeavesTheOutcomeUnknown() {
    scene.courier.silence(0);
    CompletableFuture<Committed> submitted = log.submit(command);
    scene.pass(ServerLine.LIMIT.minusMillis(1));
    assertThat(submitted).isNotDone();
    scene.pass(Duration.ofMillis(1));
    assertThat(ClientScene.problem(submitted)).isInstanceOf(OutcomeUnknownException.class);
  }

  @Test
  void otherFailuresAreToldAtOnce() {
    scene.cluster.failure = new LogBusyException("busy");
    assertThat(ClientScene.problem(log.submit(command))).isInstanceOf(LogBusyException.class);
  }

  @Test
  void tooManyCommandsOnTheirWayAreRefused() {
    scene.courier.dawdle();
    List<CompletableFuture<Committed>> all = new ArrayList<>();
    for (int i = 0; i < RemoteCommandLog.MOST_COMMANDS; i++) {
      all.add(log.submit(command));
    }
    assertThat(ClientScene.problem(log.submit(command))).isInstanceOf(LogBusyException.class);
    scene.courier.hurry();
    assertThat(all).allSatisfy(submitted -> assertThat(submitted).isCompleted());
    assertThat(log.submit(command)).isCompleted();
  }

  @Test
  void tooManyBytesOnTheirWayAreRefused() {
    scene.courier.dawdle();
    byte[] large = ClientScene.set("k", "x".repeat(32 << 20));
    CompletableFuture<Committed> first = log.submit(large);
    assertThat(ClientScene.problem(log.submit(large))).isInstanceOf(LogBusyException.class);
    scene.courier.hurry();
    assertThat(first).isCompleted();
    assertThat(log.submit(large)).isCompleted();
  }

  @Test
  void aClosedLogTakesNothing() {
    log.close();
    assertThat(ClientScene.problem(log.submit(command)))
        .isInstanceOf(LogUnavailableException.class);
  }

  @Test
  void theLeaderConfirmsAnIndex() {
    scene.cluster.set("k", "1");
    assertThat(log.confirmedIndex()).isCompletedWithValue(2L);
  }

  @Test
  void thePeersAreTheLeadersAndCanBeRemoved() {
    Peers peers = new RemotePeers(scene.line);
    Peers.Configuration configuration = peers.configuration().join();
    assertThat(configuration.index()).isEqualTo(7);
    assertThat(configuration.peers())
        .hasSize(3)
        .first()
        .isEqualTo(new Peers.Peer("id0", "10.0.0.0:8301", true, true));
    assertThat(peers.remove("id2")).isCompleted();
    assertThat(scene.cluster.removed).containsExactly("id2");
    assertThat(ClientScene.problem(peers.remove("nobody")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no peer nobody");
  }

  @Test
  void theLeadIsTransferredToAnyOrToOne() {
    Peers peers = new RemotePeers(scene.line);
    assertThat(peers.transferLead("")).isCompleted();
    assertThat(scene.cluster.leader()).isEqualTo(1);
    assertThat(peers.transferLead("id0")).isCompleted();
    assertThat(scene.cluster.leader()).isEqualTo(0);
  }

  @Test
  void aRemovalWhoseServerIsLostIsNotRepeated() {
    scene.courier.dawdle();
    CompletableFuture<Void> removal = new RemotePeers(scene.line).remove("id2");
    scene.courier.lose(0);
    assertThat(ClientScene.problem(removal)).isInstanceOf(OutcomeUnknownException.class);
    assertThat(scene.courier.count(RequestKind.REMOVE_PEER)).isEqualTo(1);
  }
}
