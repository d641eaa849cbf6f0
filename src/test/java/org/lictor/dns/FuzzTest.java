package org.lictor.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lictor.wire.FuzzPackets;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;

/** Whatever comes is answered, well-formed and in bounds, by both ways of making answers. */
class FuzzTest {
  private static final Path FILES = Path.of("src/test/resources/dns");
  private static final int MESSAGES = 15_000;

  private final Asker asker = new Asker();

  @BeforeEach
  void register() throws IOException {
    asker.registry.register(
        TestRegistry.node("srv1", "127.0.0.1"),
        TestRegistry.service("srv1", "consul", "consul", "", 8300));
    OracleRegistrations.load(FILES.resolve("registrations.json"), asker.registry);
    OracleRegistrations.queries(FILES.resolve("queries.json"), asker.registry);
  }

  @Test
  void everyMessageThatWantsAnAnswerGetsOneThatFits() {
    FuzzPackets packets = new FuzzPackets(4711);
    for (int i = 0; i < MESSAGES; i++) {
      byte[] request = packets.next();
      for (Transport transport : Transport.values()) {
        byte[] answer = asker.octets(transport, request);
        try {
          check(request, answer, transport);
        } catch (IOException | RuntimeException | AssertionError wrong) {
          fail("message " + i + ": " + HexFormat.of().formatHex(request), wrong);
        }
      }
    }
  }

  private static void check(byte[] request, byte[] answer, Transport transport) throws IOException {
    if (!FuzzPackets.wantsAnswer(request)) {
      assertThat(answer).isEmpty();
      return;
    }
    assertThat(answer).hasSizeGreaterThanOrEqualTo(12).startsWith(request[0], request[1]);
    Message reply = new Message(answer);
    // Only a template that cannot be filled in fails here.
    if (reply.getRcode() == Rcode.SERVFAIL) {
      assertThat(reply.getQuestion().getName().toString()).containsIgnoringCase("broken");
    }
    if (transport == Transport.UDP) {
      assertThat(answer.length).isLessThanOrEqualTo(most(request));
    }
  }

  private static int most(byte[] request) {
    try {
      OPTRecord opt = new Message(request).getOPT();
      return opt == null ? 512 : Math.max(512, opt.getPayloadSize());
    } catch (IOException | RuntimeException malformed) {
      return 512;
    }
  }
}
