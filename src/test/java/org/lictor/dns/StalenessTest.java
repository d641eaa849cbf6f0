package org.lictor.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.lictor.consensus.NoLeaderException;
import org.lictor.dns.DnsSettings.Staleness;
import org.lictor.query.Answer;
import org.lictor.query.Query;
import org.lictor.query.QueryOptions;
import org.lictor.query.Registry;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;

/** How old answers may be: {@code dns_config.allow_stale} and {@code max_stale}. */
class StalenessTest {
  private final TestRegistry known = new TestRegistry();
  private final List<CompletableFuture<Void>> toTheLeader = new ArrayList<>();
  private boolean leaderAnswersLater;
  private long lastContactMillis;
  private DnsResponder responder = responder(Staleness.ANY);

  /** A server that does not lead: it knows something, and can ask the leader. */
  private final class Follower implements Registry {
    @Override
    public <T> CompletableFuture<Answer<T>> ask(Query<T> query, QueryOptions options) {
      CompletableFuture<Void> answered = new CompletableFuture<>();
      toTheLeader.add(answered);
      if (!leaderAnswersLater) {
        answered.complete(null);
      }
      return answered.thenApply(nothing -> known.peek(query));
    }

    @Override
    public <T> Answer<T> peek(Query<T> query) {
      Answer<T> answer = known.peek(query);
      return new Answer<>(
          answer.value(), answer.index(), true, lastContactMillis, answer.watches());
    }
  }

  private DnsResponder responder(Staleness staleness) {
    DnsSettings settings = DnsSettings.DEFAULT.with(staleness);
    return new DnsResponder(
        new Follower(),
        () -> settings,
        InstantSource.system(),
        new SplittableRandom(1),
        () -> lastContactMillis);
  }

  @AfterEach
  void close() {
    responder.close();
  }

  @Test
  void anyServerAnswersByItself() throws IOException {
    known.instances("web", 2);
    lastContactMillis = Duration.ofDays(300).toMillis();
    assertThat(addresses()).isEqualTo(2);
    assertThat(toTheLeader).isEmpty();
  }

  @Test
  void theLeaderIsAskedEachTimeWhenNoOtherMayAnswer() throws IOException {
    responder = responder(new Staleness(false, Duration.ofHours(1)));
    known.instances("web", 2);
    assertThat(addresses()).isEqualTo(2);
    assertThat(addresses()).isEqualTo(2);
    assertThat(toTheLeader).hasSize(2);
  }

  @Test
  void itIsAskedWhenNothingWasHeardOfItForTooLong() throws IOException {
    responder = responder(new Staleness(true, Duration.ofSeconds(5)));
    known.instances("web", 2);
    lastContactMillis = 5000;
    assertThat(addresses()).isEqualTo(2);
    assertThat(toTheLeader).isEmpty();
    lastContactMillis = 5001;
    assertThat(addresses()).isEqualTo(2);
    assertThat(toTheLeader).hasSize(1);
  }

  @Test
  void ownAnswersOfMoreThanFiveSecondsAgoAreCounted() {
    lastContactMillis = 5000;
    assertThat(responder.isStale()).isFalse();
    lastContactMillis = 5001;
    assertThat(responder.isStale()).isTrue();
    responder = responder(new Staleness(true, Duration.ofSeconds(5)));
    assertThat(responder.isStale()).as("the leader is asked").isFalse();
  }

  @Test
  void whoMustWaitForItGoesToAnotherThread() throws Exception {
    responder = responder(new Staleness(false, Duration.ofHours(1)));
    known.instances("web", 2);
    leaderAnswersLater = true;
    byte[] request = request();
    byte[] reply = new byte[DnsDesk.LONGEST];
    assertThat(responder.desk().answer(request, request.length, Transport.UDP, null, reply))
        .isEqualTo(DnsDesk.RECURSE);
    leaderAnswersLater = false;
    CompletableFuture<byte[]> answer = new CompletableFuture<>();
    responder.recurse(request, Transport.UDP, null, answer::complete);
    assertThat(new Message(answer.get(10, TimeUnit.SECONDS)).getSection(1)).hasSize(2);
  }

  @Test
  void withoutALeaderThereIsNoAnswer() throws IOException {
    responder = responder(new Staleness(false, Duration.ofHours(1)));
    known.fail(new NoLeaderException());
    assertThat(ask().getRcode()).isEqualTo(Rcode.SERVFAIL);
  }

  private int addresses() throws IOException {
    return ask().getSection(1).size();
  }

  private Message ask() throws IOException {
    byte[] request = request();
    byte[] reply = new byte[DnsDesk.LONGEST];
    int length = responder.desk().answer(request, request.length, Transport.UDP, null, reply);
    return new Message(Arrays.copyOf(reply, length));
  }

  private static byte[] request() throws IOException {
    return new DnsTable.Row("web.service.consul. A", List.of()).request().toWire();
  }
}
