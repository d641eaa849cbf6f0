package org.lictor.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lictor.dns.DnsDesk;
import org.lictor.dns.DnsResponder;
import org.lictor.dns.DnsSettings;
import org.lictor.dns.Transport;
import org.lictor.query.BlockingQuery.Limits;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** DNS on a client agent. */
@Timeout(60)
class ClientDnsTest {
  private static final String NAME = "web.service.consul.";

  private final ClientScene scene = new ClientScene(2);
  private final RemoteRegistry registry =
      new RemoteRegistry(scene.line, scene.leadership, Limits.DEFAULT, Duration.ofMillis(50));
  private final DnsResponder responder =
      new DnsResponder(
          registry, () -> DnsSettings.DEFAULT, scene.time, new SplittableRandom(1), () -> 0);
  private final DnsDesk desk = responder.desk();
  private final byte[] reply = new byte[DnsDesk.LONGEST];

  @AfterEach
  void close() {
    responder.close();
  }

  @Test
  void aKnownNameIsAnsweredFromMemoryAndFollowsEachChange() throws Exception {
    scene.cluster.register("n1", "web");
    assertThat(answeredFromMemory()).isFalse();
    assertThat(answers()).isEqualTo(1);
    long asked = scene.courier.count(RequestKind.QUERY);
    for (int i = 0; i < 100; i++) {
      assertThat(answeredFromMemory()).isTrue();
    }
    assertThat(scene.courier.count(RequestKind.QUERY)).isLessThanOrEqualTo(asked + 1);
    for (int i = 2; i < 20; i++) {
      scene.cluster.register("n" + i, "web");
      scene.pass(Duration.ofMillis(20));
      assertThat(answeredFromMemory()).isTrue();
      assertThat(registry.peek(org.lictor.query.HealthQuery.Instances.of("web")).value())
          .hasSize(i);
    }
    scene.cluster.deregister("n1");
    scene.pass(Duration.ofMillis(20));
    assertThat(rcode()).isEqualTo(Rcode.NOERROR);
  }

  @Test
  void aNameThatComesLaterIsFoundWithinASecond() throws Exception {
    assertThat(rcode()).isEqualTo(Rcode.NXDOMAIN);
    scene.cluster.register("n1", "web");
    scene.pass(Duration.ofMillis(1001));
    assertThat(answers()).isEqualTo(1);
  }

  @Test
  void withoutServersTheAnswerIsAFailureUntilOneAnswersAgain() throws Exception {
    scene.cluster.register("n1", "web");
    assertThat(answers()).isEqualTo(1);
    List.of(0, 1).forEach(scene.courier::lose);
    scene.pass(Duration.ofMillis(1500));
    assertThat(answers()).isEqualTo(1);
    scene.pass(Duration.ofMillis(1100));
    assertThat(answeredFromMemory()).as("at once").isTrue();
    assertThat(rcode()).isEqualTo(Rcode.SERVFAIL);
    scene.courier.back(1);
    scene.pass(Duration.ofMillis(1100));
    assertThat(answers()).isEqualTo(1);
  }

  private boolean answeredFromMemory() throws IOException {
    byte[] request = request();
    return desk.answer(request, request.length, Transport.UDP, null, reply) > 0;
  }

  private int answers() throws Exception {
    return ask().getSection(Section.ANSWER).size();
  }

  private int rcode() throws Exception {
    return ask().getRcode();
  }

  private Message ask() throws Exception {
    byte[] request = request();
    int length = desk.answer(request, request.length, Transport.UDP, null, reply);
    if (length > 0) {
      return new Message(Arrays.copyOf(reply, length));
    }
    assertThat(length).isEqualTo(DnsDesk.RECURSE);
    CompletableFuture<byte[]> later = new CompletableFuture<>();
    responder.recurse(request, Transport.UDP, null, later::complete);
    return new Message(later.get(30, TimeUnit.SECONDS));
  }

  private static byte[] request() throws IOException {
    return Message.newQuery(Record.newRecord(Name.fromString(NAME), Type.A, DClass.IN)).toWire();
  }
}
