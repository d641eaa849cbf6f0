package org.lictor.dns.net;

import java.net.InetAddress;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.lictor.dns.DnsDesk;
import org.lictor.dns.DnsResponder;
import org.lictor.dns.Transport;

/** Answers what the connections of one listener read. The serving thread's alone. */
final class TcpAnswers {
  private final DnsResponder responder;
  private final DnsDesk desk;
  private final Consumer<Runnable> later;
  private final byte[] reply = new byte[DnsDesk.LONGEST];

  /**
   * Answers for one listener.
   *
   * @param later runs what it is given on the serving thread
   */
  TcpAnswers(DnsResponder responder, Consumer<Runnable> later) {
    this.responder = responder;
    this.desk = responder.desk();
    this.later = later;
  }

  /** Where replies go: now, or once somebody else has answered. */
  interface Sink {
    void now(byte[] octets, int length);

    void promised();

    void kept(byte[] octets);
  }

  void answer(byte[] request, @Nullable InetAddress client, Sink sink) {
    int length = desk.answer(request, request.length, Transport.TCP, client, reply);
    if (length == DnsDesk.RECURSE) {
      sink.promised();
      responder.recurse(
          request, Transport.TCP, client, answer -> later.accept(() -> sink.kept(answer)));
    } else if (length > 0) {
      sink.now(reply, length);
    }
  }
}
