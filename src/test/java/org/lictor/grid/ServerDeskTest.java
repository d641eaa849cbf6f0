package org.lictor.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.lictor.agent.ManualScheduler;
import org.lictor.command.BinaryWriter;
import org.lictor.command.Outcome;
import org.lictor.command.TxnOutcome;
import org.lictor.consensus.Committed;
import org.lictor.consensus.LogBusyException;
import org.lictor.consensus.LogUnavailableException;
import org.lictor.consensus.NoLeaderException;
import org.lictor.consensus.OutcomeUnknownException;
import org.lictor.consensus.PeerChangeException;
import org.lictor.query.Consistency;
import org.lictor.query.KvQuery;
import org.lictor.query.OverloadedException;
import org.lictor.query.Query;
import org.lictor.query.QueryCodec;
import org.lictor.query.QueryOptions;

class ServerDeskTest {
  private final ManualScheduler time = new ManualScheduler();
  private final TestCluster cluster = new TestCluster(2, time);
  private final TestCluster.Server leader = cluster.servers.get(0);
  private final ServerDesk desk = leader.desk;

  @Test
  void aWaitingQueryIsAnsweredWithTheChange() {
    cluster.set("k", "1");
    CompletableFuture<byte[]> reply = desk.handle(query("k", 2));
    assertThat(reply).isNotDone();
    assertThat(desk.waiting()).isEqualTo(1);
    cluster.set("k", "2");
    var answer = QueryCodec.answer(DeskCodec.opened(reply.join()), new KvQuery.Get("k"));
    assertThat(answer.value().orElseThrow().value().bytes()).asString().isEqualTo("2");
    assertThat(answer.index()).isEqualTo(3);
    assertThat(answer.knownLeader()).isTrue();
    assertThat(desk.waiting()).isZero();
  }

  @Test
  void tooManyWaitingQueriesAreRefusedOneByOne() {
    ServerDesk small = cluster.new Server(0, time, 1).desk;
    CompletableFuture<byte[]> first = small.handle(query("k", 1));
    assertThat(first).isNotDone();
    assertFails(small.handle(query("k", 1)), OverloadedException.class, "more than 1");
    assertThat(small.waiting()).isEqualTo(1);
    time.advance(Duration.ofMinutes(6));
    assertThat(first).isDone();
    assertThat(small.waiting()).isZero();
  }

  @Test
  void aCommandIsOrderedAndItsOutcomeTold() {
    assertThat(committed(desk.handle(command(ClientScene.set("k", "1")))))
        .isEqualTo(new Committed(2, Outcome.DONE));
    assertThat(leader.store.image().kv().get("k")).isNotNull();
  }

  @Test
  void outcomesTravel() {
    for (Outcome outcome :
        List.of(
            Outcome.DONE,
            Outcome.NOT_DONE,
            new Outcome.Refused("no node \"ñ\""),
            new TxnOutcome(List.of(), List.of(new TxnOutcome.Problem(7, "why"))))) {
      BinaryWriter out = DeskCodec.reply(1);
      DeskCodec.committed(out, new Committed(Long.MAX_VALUE, outcome));
      assertThat(DeskCodec.committed(DeskCodec.opened(out.toBytes())))
          .isEqualTo(new Committed(Long.MAX_VALUE, outcome));
    }
  }

  @Test
  void aCommandThatServersDoNotKnowNeverReachesTheLog() {
    byte[] ofNewerRelease = ClientScene.set("k", "1");
    ofNewerRelease[0] = 99;
    assertFails(
        desk.handle(command(ofNewerRelease)),
        RemoteFailureException.class,
        "the server did not understand: unknown command 99");
    assertThat(cluster.applied()).isZero();
  }

  @Test
  void failuresComeBackAsTheyWere() {
    for (RuntimeException problem :
        List.of(
            new NoLeaderException(),
            new LogBusyException("busy"),
            new LogUnavailableException("disk"),
            new OutcomeUnknownException("lost", new RemoteFailureException("lost")),
            new OverloadedException("many"),
            new PeerChangeException("the only one"),
            new IllegalArgumentException("what"))) {
      cluster.failure = problem;
      assertFails(
          desk.handle(command(ClientScene.set("k", "1"))),
          problem.getClass(),
          problem.getMessage());
    }
  }

  @Test
  void aDefectOnTheServerIsToldWithItsMessage() {
    cluster.failure = new IllegalStateException("the replica stopped");
    assertFails(
        desk.handle(command(ClientScene.set("k", "1"))),
        RemoteFailureException.class,
        "on the server: IllegalStateException: the replica stopped");
  }

  @Test
  void aFollowerTellsOfItselfAndItsLeader() {
    CompletableFuture<byte[]> reply =
        cluster.servers.get(1).desk.handle(DeskCodec.request(RequestKind.STATUS, 0).toBytes());
    assertThat(DeskCodec.status(DeskCodec.opened(reply.join())))
        .isEqualTo(new ServerStatus("10.0.0.1:8301", "10.0.0.0:8301", 11));
    cluster.leader(TestCluster.NOBODY);
    reply = desk.handle(DeskCodec.request(RequestKind.STATUS, 0).toBytes());
    assertThat(DeskCodec.status(DeskCodec.opened(reply.join())).leaderAddress()).isNull();
  }

  @Test
  void nonsenseIsAnsweredWithAFailure() {
    Random random = new Random(3);
    for (int i = 0; i < 2000; i++) {
      byte[] request = new byte[random.nextInt(20)];
      random.nextBytes(request);
      if (request.length > 1 && i % 2 == 0) {
        request[0] = 1;
        request[1] = (byte) (1 + random.nextInt(2));
      }
      CompletableFuture<byte[]> reply = desk.handle(request);
      assertThat(reply.isCompletedExceptionally()).isFalse();
    }
    assertFails(desk.handle(new byte[] {1, 77}), RemoteFailureException.class, "request 77");
    assertFails(desk.handle(new byte[] {9, 1}), RemoteFailureException.class, "version 9");
    assertFails(desk.handle(new byte[0]), RemoteFailureException.class, "cut short");
  }

  private static byte[] query(String key, long minIndex) {
    BinaryWriter out = DeskCodec.request(RequestKind.QUERY, 10);
    Query<?> query = new KvQuery.Get(key);
    QueryCodec.question(out, query, new QueryOptions(minIndex, Duration.ZERO, Consistency.STALE));
    return out.toBytes();
  }

  private static byte[] command(byte[] command) {
    return DeskCodec.request(RequestKind.COMMAND, 10).octets(command).toBytes();
  }

  private static Committed committed(CompletableFuture<byte[]> reply) {
    return DeskCodec.committed(DeskCodec.opened(reply.join()));
  }

  private static void assertFails(
      CompletableFuture<byte[]> reply, Class<? extends Throwable> type, String message) {
    assertThat(reply).isCompleted();
    assertThatThrownBy(() -> DeskCodec.opened(reply.join()))
        .isInstanceOf(type)
        .hasMessageContaining(message);
  }
}
