package org.lictor.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RemoteLeadershipTest {
  private final ClientScene scene = new ClientScene(3);
  private final RemoteLeadership leadership = scene.leadership;

  @Test
  void theLeaderIsTheOneThatTheServerKnows() {
    assertThat(leadership.isLeader()).isFalse();
    assertThat(leadership.leaderAddress()).isEqualTo("10.0.0.0:8301");
    assertThat(leadership.server()).isEqualTo("10.0.0.0:8301");
    scene.cluster.leader(1);
    scene.pass(Duration.ofSeconds(1));
    assertThat(leadership.leaderAddress()).isEqualTo("10.0.0.1:8301");
    assertThat(leadership.lastContactMillis()).isEqualTo(11);
    scene.cluster.leader(TestCluster.NOBODY);
    scene.pass(Duration.ofSeconds(1));
    assertThat(leadership.leaderAddress()).isNull();
  }

  @Test
  void aRequestThatFindsNobodyHasTheStatusAskedAtOnce() {
    scene.pass(Duration.ofMillis(1700));
    scene.cluster.leader(TestCluster.NOBODY);
    assertThat(leadership.leaderAddress()).isNotNull();
    assertThat(new RemotePeers(scene.line).configuration()).isNotDone();
    assertThat(leadership.leaderAddress()).isNull();
  }

  @Test
  void afterThreeSecondsWithoutAServerThereIsNoLeader() {
    scene.courier.lose(0);
    scene.courier.lose(1);
    scene.courier.lose(2);
    scene.pass(Duration.ofMillis(2900));
    assertThat(leadership.leaderAddress()).isNotNull();
    scene.pass(Duration.ofMillis(200));
    assertThat(leadership.leaderAddress()).isNull();
    assertThat(leadership.server()).isNull();
    scene.courier.back(1);
    scene.pass(Duration.ofSeconds(1));
    assertThat(leadership.leaderAddress()).isEqualTo("10.0.0.0:8301");
  }

  @Test
  void silenceIsNoticedOnceAndEndsWithTheNextReply() {
    AtomicInteger noticed = new AtomicInteger();
    leadership.onSilence(noticed::incrementAndGet);
    scene.courier.silence(0);
    scene.pass(Duration.ofMillis(1900));
    assertThat(leadership.silent()).isFalse();
    scene.pass(Duration.ofMillis(800));
    assertThat(leadership.silent()).isTrue();
    scene.pass(Duration.ofSeconds(20));
    assertThat(noticed).hasValue(1);
    scene.courier.back(0);
    scene.pass(Duration.ofSeconds(3));
    assertThat(leadership.silent()).isFalse();
  }

  @Test
  void oneStatusIsAskedAtATime() {
    scene.pass(Duration.ofSeconds(10));
    long before = scene.courier.count(RequestKind.STATUS);
    assertThat(before).isBetween(9L, 12L);
    scene.courier.silence(0);
    scene.pass(Duration.ofSeconds(10));
    assertThat(scene.courier.count(RequestKind.STATUS) - before).isBetween(4L, 6L);
  }

  @Test
  void aClosedOneAsksNoMore() {
    leadership.close();
    long before = scene.courier.count(RequestKind.STATUS);
    scene.pass(Duration.ofSeconds(10));
    assertThat(scene.courier.count(RequestKind.STATUS)).isEqualTo(before);
  }
}
