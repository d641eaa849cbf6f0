package org.lictor.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lictor.consensus.NoLeaderException;
import org.lictor.query.OverloadedException;
import org.xbill.DNS.Message;

/** A client agent's registry may have to ask a server: not on the threads that read questions. */
@Timeout(60)
class FetchedAnswersTest {
  private final Asker asker = new Asker();
  private final byte[] reply = new byte[DnsDesk.LONGEST];

  @AfterEach
  void close() {
    asker.responder.close();
  }

  @Test
  void whatHasToBeFetchedIsLeftToWhoCanWait() throws Exception {
    asker.registry.instances("web", 1);
    asker.registry.unready("web");
    for (String question : List.of("web.service.consul. A", "web.service.consul. SRV edns=4096")) {
      byte[] request = request(question);
      assertThat(asker.responder.desk().answer(request, request.length, Transport.UDP, null, reply))
          .isEqualTo(DnsDesk.RECURSE);
      assertThat(recursed(request)).first().asString().startsWith("NOERROR qr aa rd");
    }
    assertThat(asker.lines("web.service.consul. A"))
        .as("kept for all")
        .containsExactly("NOERROR qr aa rd", "AN web.service.consul. 0 A 10.1.0.2");
    assertThat(asker.lines("other.service.consul. A")).first().isEqualTo("NXDOMAIN qr aa rd");
  }

  @Test
  void whatCannotBeFetchedIsAFailureOfTheServer() throws Exception {
    asker.registry.unready("web");
    for (RuntimeException problem :
        List.of(new NoLeaderException(), new OverloadedException("full"))) {
      asker.registry.fail(problem);
      assertThat(recursed(request("web.service.consul. A"))).containsExactly("SERVFAIL qr aa rd");
      assertThat(asker.lines("other.service.consul. A")).containsExactly("SERVFAIL qr aa rd");
    }
  }

  private List<String> recursed(byte[] request) throws Exception {
    CompletableFuture<byte[]> answer = new CompletableFuture<>();
    asker.responder.recurse(request, Transport.UDP, null, answer::complete);
    return DnsTable.lines(
        new Message(answer.get(Duration.ofSeconds(30).toSeconds(), TimeUnit.SECONDS)), false);
  }

  private static byte[] request(String question) throws IOException {
    return new DnsTable.Row(question, List.of()).request().toWire();
  }
}
