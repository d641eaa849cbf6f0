package org.lictor.dns;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.xbill.DNS.Message;

/** Asks a responder without a network: {@code ask("web.service.consul. SRV edns=4096")}. */
final class Asker {
  final TestRegistry registry = new TestRegistry();
  final AtomicReference<DnsSettings> settings = new AtomicReference<>(DnsSettings.DEFAULT);
  final DnsResponder responder =
      new DnsResponder(
          registry,
          settings::get,
          InstantSource.fixed(Instant.ofEpochSecond(1_700_000_000)),
          new SplittableRandom(7),
          () -> 0);
  private final DnsDesk desk = responder.desk();
  private final Clerk clerk = new Clerk(new SplittableRandom(8));

  Message askOver(Transport transport, String question) {
    try {
      return new Message(
          octets(transport, new DnsTable.Row(question, List.of()).request().toWire()));
    } catch (IOException malformed) {
      throw new AssertionError("reply to " + question, malformed);
    }
  }

  Message ask(String question) {
    return askOver(Transport.UDP, question);
  }

  List<String> lines(String question) {
    return DnsTable.lines(ask(question), false);
  }

  byte[] octets(Transport transport, byte[] request) {
    byte[] reply = new byte[DnsDesk.LONGEST];
    return Arrays.copyOf(
        reply, Math.max(0, desk.answer(request, request.length, transport, null, reply)));
  }

  /** The same answer made the careful way. */
  byte[] carefully(Transport transport, byte[] request) throws IOException {
    byte[] reply = new byte[DnsDesk.LONGEST];
    int length =
        clerk.answer(
            responder.shelf(),
            request,
            request.length,
            transport,
            null,
            responder.nowSeconds(),
            null,
            reply);
    return Arrays.copyOf(reply, Math.max(0, length));
  }
}
